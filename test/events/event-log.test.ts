import { expect, test } from 'vitest';
import { EventLog } from '../../src/events/event-log.ts';

interface Event {
  readonly seq: number;
  readonly text: string;
}

const merge = (one: Event, next: Event): Event | null =>
  /[.!]/.test(one.text) ? null : { ...next, text: one.text + next.text };

function logOf(...texts: string[]): EventLog<Event> {
  const log = new EventLog<Event>(merge);
  for (const text of texts) log.append((seq) => ({ seq, text }));
  return log;
}

const nobody = () => {};

async function all(reader: AsyncIterableIterator<Event>): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of reader) events.push(event);
  return events;
}

test('a reader that is behind catches up, with the number of the last', async () => {
  const log = logOf('a', 'b', 'c.', 'd');
  const reader = log.read(0, nobody);
  expect((await reader.next()).value).toEqual({ seq: 3, text: 'abc.' });
  log.append((seq) => ({ seq, text: 'e' }));
  log.close();
  expect(await all(reader)).toEqual([{ seq: 5, text: 'de' }]);
});

test('a reader that is not behind gets everything as it comes', async () => {
  const log = logOf();
  const reader = log.read(0, nobody);
  for (const text of ['a', 'b', 'c']) {
    const next = reader.next();
    log.append((seq) => ({ seq, text }));
    expect((await next).value?.text).toBe(text);
  }
});

test('one slow reader does not delay another, and both get the same text', async () => {
  const log = logOf();
  const [slow, quick] = [log.read(0, nobody), log.read(0, nobody)];
  let text = '';
  for (let index = 0; index < 1_000; index += 1) {
    log.append((seq) => ({ seq, text: `${index} ` }));
    text += (await quick.next()).value?.text ?? '';
  }
  log.close();
  const late = await all(slow);
  expect(late).toHaveLength(1);
  expect(late[0]).toEqual({ seq: 1_000, text });
});

test('reading behind a number begins there, whatever has been merged before', async () => {
  const log = logOf('a', 'b', 'c');
  log.close();
  for (const [after, text] of [
    [0, 'abc'],
    [1, 'bc'],
    [2, 'c'],
  ] as const) {
    expect(await all(log.read(after, nobody))).toEqual([{ seq: 3, text }]);
  }
  expect(await all(log.read(3, nobody))).toEqual([]);
  expect(await all(log.read(99, nobody))).toEqual([]);
});

test('leaving while waiting takes effect at once, and is told once', async () => {
  let left = 0;
  const reader = logOf().read(0, () => {
    left += 1;
  });
  const waiting = reader.next();
  await reader.return?.();
  await reader.return?.();
  expect((await waiting).done).toBe(true);
  expect(left).toBe(1);
});
