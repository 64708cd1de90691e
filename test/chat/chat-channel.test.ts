import { expect, test } from 'vitest';
import { ChatChannel } from '../../src/services/chat/chat-channel.ts';
import type { ChatCompletionView, ChatEvent } from '../../src/services/chat/chat-event.ts';
import { ChatLog, type EventBody, type LogEntry } from '../../src/services/chat/chat-log.ts';

const view: ChatCompletionView = {
  id: 'one',
  kind: 'CHAT',
  routeId: null,
  modelId: 'model',
  subject: 'ann',
  status: 'IN_PROGRESS',
  requestId: null,
  finishReason: null,
  rawFinishReason: null,
  usage: null,
  error: null,
  attempts: null,
  warnings: [],
  lastSeq: 1,
  createdAt: new Date(0),
  firstTokenMs: null,
  durationMs: null,
};

const content = (text: string): EventBody => ({ type: 'ContentDelta', text });
const thinking = (text: string): EventBody => ({ type: 'ThinkingDelta', text });

interface Made {
  readonly log: ChatLog;
  readonly channel: ChatChannel;
  /** The entries in the database: all that were marked as stored. */
  readonly rows: LogEntry[];
  readonly store: (maximumBytes?: number) => void;
  readonly say: (...bodies: EventBody[]) => void;
  readonly end: () => void;
  readonly lease: { isValid: boolean };
}

function make(): Made {
  const log = new ChatLog(() => new Date(0));
  const rows: LogEntry[] = [];
  const lease = { isValid: true };
  const channel = new ChatChannel({
    id: 'one',
    log,
    started: view,
    load: async (after) => rows.filter(({ seq }) => seq > after).slice(0, 3),
    canShow: () => lease.isValid,
  });
  return {
    log,
    channel,
    rows,
    lease,
    say: (...bodies) => {
      for (const body of bodies) log.append(body);
      channel.wake();
    },
    store: (maximumBytes = 1_000_000_000) => {
      const entries = log.unstored(maximumBytes);
      rows.push(...entries);
      log.markStored(entries.at(-1)?.seq ?? 0);
    },
    end: () => channel.close({ ...view, status: 'COMPLETED', lastSeq: log.lastSeq + 1 }),
  };
}

async function all(events: AsyncIterable<ChatEvent>): Promise<ChatEvent[]> {
  const read: ChatEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}

const textOf = (events: readonly ChatEvent[]) =>
  events.map((event) => ('text' in event ? event.text : '')).join('');

test('a slow reader gets consecutive deltas of one kind merged, with the number of the last', async () => {
  const { channel, say, end } = make();
  say(thinking('a'), thinking('b'), content('c'), content('d'));
  end();
  expect(await all(channel.read(0))).toMatchObject([
    { type: 'ChatStarted', seq: 1 },
    { type: 'ThinkingDelta', seq: 3, text: 'ab' },
    { type: 'ContentDelta', seq: 5, text: 'cd' },
    { type: 'ChatCompleted', seq: 6 },
  ]);
});

test('a fast reader gets each delta separately, stored or not', async () => {
  const { channel, say, store } = make();
  const reader = channel.read(1);
  for (const text of ['a', 'b', 'c', 'd']) {
    const next = reader.next();
    say(content(text));
    expect((await next).value).toMatchObject({ text });
    if (text === 'b') store();
  }
});

test('reading can continue after every number without repetition or loss', async () => {
  const { channel, say, store, end } = make();
  say(content('a'), content('b'));
  store();
  say(content('c'), thinking('d'), content('e'));
  end();
  const whole = 'abcde';
  for (let after = 0; after <= 6; after += 1) {
    const events = await all(channel.read(after));
    expect(textOf(events)).toBe(whole.slice(Math.max(0, after - 1)));
    expect(events.filter(({ type }) => type === 'ChatCompleted')).toHaveLength(1);
  }
  expect(await all(channel.read(1_000))).toMatchObject([{ type: 'ChatCompleted', seq: 7 }]);
});

test('stored entries are removed from memory, and read from the database again', async () => {
  const { channel, log, say, store, end } = make();
  const piece = 'x'.repeat(1_000);
  for (let round = 0; round < 1_000; round += 1) {
    say(content(`${round}${piece}`), thinking('.'));
    if (round % 10 === 9) store();
  }
  store();
  end();
  expect(log.isBefore(1_800)).toBe(true);
  expect(log.unstoredBytes).toBe(0);
  const expected = Array.from({ length: 1_000 }, (_, round) => `${round}${piece}.`).join('');
  expect(textOf(await all(channel.read(0)))).toBe(expected);
});

test('entries that are not stored stay in memory, whatever their size', async () => {
  const { log, say, channel, end } = make();
  for (let round = 0; round < 5_000; round += 1) say(content(`${round} `.padEnd(100)));
  expect(log.unstoredBytes).toBeGreaterThan(1_000_000);
  end();
  expect(textOf(await all(channel.read(1)))).toHaveLength(500_000);
});

test('an entry that the writer has taken does not change any more', () => {
  const { log, say } = make();
  say(content('a'));
  const [entry] = log.unstored(1_000);
  say(content('b'));
  expect(entry).toMatchObject({ seq: 2, body: { fragments: ['a'] } });
  expect(log.unstored(1_000_000)).toMatchObject([
    { seq: 2, body: { fragments: ['a'] } },
    { seq: 3, body: { fragments: ['b'] } },
  ]);
});

test('no event is shown while another process may have ended the completion', async () => {
  const { channel, lease, say } = make();
  const reader = channel.read(1);
  lease.isValid = false;
  const next = reader.next();
  say(content('a'));
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(await Promise.race([next, Promise.resolve('nothing')])).toBe('nothing');
  lease.isValid = true;
  channel.wake();
  expect((await next).value).toMatchObject({ text: 'a' });
});

test('readers continue with another channel of the same completion', async () => {
  const lost = make();
  const stored = make();
  lost.say(content('a'), content('never stored'));
  const reader = lost.channel.read(1);
  expect((await reader.next()).value).toMatchObject({ seq: 3 });
  const next = reader.next();
  lost.lease.isValid = false;
  lost.channel.continueWith(stored.channel);
  stored.say(content('a'));
  stored.channel.close({ ...view, status: 'INTERRUPTED', lastSeq: 100_002 });
  expect((await next).value).toMatchObject({ type: 'ChatInterrupted', seq: 100_002 });
  expect((await reader.next()).done).toBe(true);
});

test('a busy reader keeps the channel that replaces its own open', async () => {
  const lost = make();
  const stored = make();
  lost.say(content('a'));
  const reader = lost.channel.read(1);
  await reader.next();
  lost.channel.continueWith(stored.channel);
  expect(stored.channel.hasReaders).toBe(true);
  await reader.return();
  expect(stored.channel.hasReaders).toBe(false);
});

test('ending a waiting reader takes effect immediately, and is reported once', async () => {
  let left = 0;
  const reader = make().channel.read(1, () => {
    left += 1;
  });
  const waiting = reader.next();
  await reader.return();
  await reader.return();
  expect((await waiting).done).toBe(true);
  expect(left).toBe(1);
});

test('a slow reader does not delay others', async () => {
  const { channel, say, store, end } = make();
  const [slow, quick] = [channel.read(1), channel.read(1)];
  let text = '';
  for (let index = 0; index < 1_000; index += 1) {
    say(content(`${index} `));
    const { value } = await quick.next();
    text += value !== undefined && 'text' in value ? value.text : '';
    if (index % 100 === 0) store();
  }
  end();
  expect(textOf(await all(slow))).toBe(text);
});

test('deltas before and after a restart are never merged', async () => {
  const { channel, say, store, end } = make();
  const failed = {
    modelId: 'model',
    keyLabel: null,
    startedAt: '2026-01-31T00:00:00.000Z',
    durationMs: 1,
    firstTokenMs: 1,
    error: null,
    usage: null,
    mayBeBilled: true,
  };
  const restarted: EventBody = { type: 'ChatRestarted', discardsText: true, failed, modelId: 'b' };
  say(content('a'), content('b'), restarted, content('c'), content('d'));
  store();
  end();
  expect(await all(channel.read(1))).toMatchObject([
    { seq: 3, text: 'ab' },
    { seq: 4, type: 'ChatRestarted', failed },
    { seq: 6, text: 'cd' },
    { type: 'ChatCompleted' },
  ]);
});
