import { expect, test } from 'vitest';
import { OverloadedError } from '../../src/errors.ts';
import { ChatRecording, type RecordingBatch } from '../../src/services/chat/chat-recording.ts';
import { ChatWriter } from '../../src/services/chat/chat-writer.ts';

const silent = () => {};
const log = { error: silent, warn: silent, info: silent, debug: silent };

interface Call {
  readonly owner: string;
  readonly batches: readonly RecordingBatch[];
  readonly answer: PromiseWithResolvers<boolean>;
}

/** A writer whose database responds when the test resolves a call. */
function make() {
  const calls: Call[] = [];
  let onCall = silent;
  const lost: string[] = [];
  const writer = new ChatWriter({
    write: (owner, batches) => {
      const answer = Promise.withResolvers<boolean>();
      calls.push({ owner, batches, answer });
      onCall();
      return answer.promise;
    },
    log,
    onLost: (owner) => lost.push(owner),
  });
  const record = (id: string) => {
    const recording = new ChatRecording({
      id,
      tenantId: 'acme',
      owner: 'me',
      now: () => new Date(0),
      onChange: (changed) => writer.note(changed),
    });
    recording.start();
    return recording;
  };
  const call = async (number: number): Promise<Call> => {
    for (;;) {
      const found = calls[number - 1];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        onCall = resolve;
      });
    }
  };
  return { writer, record, call, calls, lost };
}

const text = ({ batches }: Call, id: string) =>
  batches
    .filter(({ recording }) => recording.id === id)
    .flatMap(({ entries }) => entries)
    .flatMap(({ body }) => ('fragments' in body ? body.fragments : []))
    .join('');

const delta = (content: string) => ({ type: 'ContentDelta' as const, text: content });
const end = { status: 'COMPLETED' } as Parameters<ChatRecording['finish']>[0]; // Not read.

test('one write runs at a time, and the next one has the events that were added meanwhile', async () => {
  const { record, call, calls } = make();
  const one = record('one');
  one.append(delta('a'));
  const first = await call(1);
  one.append(delta('b'));
  one.append(delta('c'));
  one.finish(end);
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls).toHaveLength(1);
  first.answer.resolve(true);
  const second = await call(2);
  expect([text(first, 'one'), text(second, 'one')]).toEqual(['a', 'bc']);
  expect(first.batches[0]?.end).toBeNull();
  expect(second.batches[0]?.end).toBe(end);
  expect(one.outcome).toBeNull();
  second.answer.resolve(true);
  expect(await one.settled).toBe('stored');
});

test('a failed write is repeated with the same content, before newer events', async () => {
  const { record, call } = make();
  const one = record('one');
  one.append(delta('a'));
  const first = await call(1);
  one.append(delta('b'));
  first.answer.reject(new OverloadedError('away'));
  const again = await call(2);
  expect(again.batches[0]?.entries).toEqual(first.batches[0]?.entries);
  again.answer.reject(new OverloadedError('still away'));
  const third = await call(3);
  expect(third.batches[0]?.entries).toEqual(first.batches[0]?.entries);
  third.answer.resolve(true);
  expect(text(await call(4), 'one')).toBe('b');
});

test('a value that the database rejects is cleaned, and does not affect other completions', async () => {
  const { record, call } = make();
  const [good, bad] = [record('good'), record('bad')];
  good.append(delta('a'));
  bad.append(delta('NUL \0'));
  const refused = Object.assign(new Error('invalid'), { code: '22P05' });
  const first = await call(1);
  expect(first.batches).toHaveLength(2);
  first.answer.reject(refused);
  const apart = await call(2);
  expect(text(apart, 'good')).toBe('a');
  apart.answer.resolve(true);
  (await call(3)).answer.reject(refused);
  const cleaned = await call(4);
  expect(text(cleaned, 'bad')).toBe('NUL \uFFFD');
  cleaned.answer.resolve(true);
  await expect.poll(() => bad.hasUnstored).toBe(false);
});

test('only a completion that is rejected even when cleaned is not stored', async () => {
  const { record, call } = make();
  const [bad, good] = [record('bad'), record('good')];
  bad.append(delta('x'));
  const refused = new OverloadedError('wrapped', {
    cause: Object.assign(new Error('invalid'), { code: '54001' }),
  });
  (await call(1)).answer.reject(refused);
  (await call(2)).answer.reject(refused);
  expect(await bad.settled).toBe('lost');
  good.append(delta('a'));
  good.finish(end);
  const next = await call(3);
  expect(text(next, 'good')).toBe('a');
  next.answer.resolve(true);
  expect(await good.settled).toBe('stored');
});

test('a locked row delays only its own completion', async () => {
  const { record, call } = make();
  const [locked, free] = [record('locked'), record('free')];
  locked.append(delta('a'));
  free.append(delta('b'));
  free.finish(end);
  const timeout = new OverloadedError('busy', {
    cause: Object.assign(new Error('lock timeout'), { code: '55P03' }),
  });
  (await call(1)).answer.reject(timeout);
  const apart = await call(2);
  expect(text(apart, 'locked')).toBe('a');
  apart.answer.reject(timeout);
  (await call(3)).answer.resolve(true);
  expect(await free.settled).toBe('stored');
  const again = await call(4);
  expect(again.batches[0]?.entries).toEqual(apart.batches[0]?.entries);
});

test('a lost lease is reported, and its writes are not repeated', async () => {
  const { record, call, calls, lost } = make();
  const one = record('one');
  one.append(delta('a'));
  (await call(1)).answer.resolve(false);
  await expect.poll(() => lost).toEqual(['me']);
  one.settle('lost');
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls).toHaveLength(1);
});

test('a run pauses while too many bytes are not stored, and continues afterwards', async () => {
  const { record, call } = make();
  const one = record('one');
  const { signal } = new AbortController();
  for (let count = 0; count < 20; count += 1) one.append(delta('x'.repeat(50_000)));
  expect(one.isFull).toBe(true);
  const progress = one.progress(signal);
  for (let number = 1; one.isFull; number += 1) {
    const { batches, answer } = await call(number);
    // No write is larger than the share of a completion, except for its first entry.
    expect(text({ batches } as Call, 'one').length).toBeLessThanOrEqual(262_144);
    answer.resolve(true);
    await progress;
  }
});
