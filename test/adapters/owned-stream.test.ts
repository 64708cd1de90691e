import { getEventListeners } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { ownedStream } from '../../src/adapters/owned-stream.ts';

const timeouts = { firstTokenMs: 60_000, idleMs: 60_000 };

/** A source without items that records whether it was stopped. */
function silent() {
  const opened: AbortSignal[] = [];
  const open = (signal: AbortSignal): AsyncIterator<readonly string[]> => {
    opened.push(signal);
    return { next: () => new Promise<never>(() => {}) };
  };
  return { opened, open };
}

test('the source is not opened before the first read', () => {
  const { opened, open } = silent();
  ownedStream({ signal: new AbortController().signal, timeouts, open });
  expect(opened).toEqual([]);
});

test('leaving while the source is silent stops it and ends the pending read', async () => {
  const { opened, open } = silent();
  const stream = ownedStream({ signal: new AbortController().signal, timeouts, open });
  const iterator = stream[Symbol.asyncIterator]();
  const pending = iterator.next();
  await iterator.return?.();
  await expect(pending).rejects.toThrow('The reader stopped reading.');
  expect(opened[0]?.aborted).toBe(true);
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});

test('aborting throws the reason of the signal', async () => {
  const { opened, open } = silent();
  const abort = new AbortController();
  const iterator = ownedStream({ signal: abort.signal, timeouts, open })[Symbol.asyncIterator]();
  const pending = iterator.next();
  const reason = new Error('enough');
  abort.abort(reason);
  await expect(pending).rejects.toBe(reason);
  expect(opened[0]?.reason).toBe(reason);
});

test('an aborted signal does not open the source', async () => {
  const { opened, open } = silent();
  const iterator = ownedStream({ signal: AbortSignal.abort(), timeouts, open })[
    Symbol.asyncIterator
  ]();
  await expect(iterator.next()).rejects.toThrow();
  expect(opened).toEqual([]);
});

test('an error of the source is thrown once', async () => {
  const open = () => ({ next: () => Promise.reject(new Error('broken')) });
  const iterator = ownedStream({ signal: new AbortController().signal, timeouts, open })[
    Symbol.asyncIterator
  ]();
  await expect(iterator.next()).rejects.toThrow('broken');
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});

test.each(['finished', 'aborted', 'left', 'failed'])(
  'a thousand streams that are %s leave no listener',
  async (how) => {
    const { signal } = new AbortController();
    for (let count = 0; count < 1_000; count += 1) {
      const own = new AbortController();
      const source = {
        finished: async function* () {
          yield ['a'];
        },
        failed: async function* () {
          yield ['a'];
          throw new Error('broken');
        },
      }[how];
      const open = source === undefined ? silent().open : () => source()[Symbol.asyncIterator]();
      const joined = how === 'aborted' ? own.signal : signal;
      const iterator = ownedStream({ signal: joined, timeouts, open })[Symbol.asyncIterator]();
      const first = iterator.next().catch(() => null);
      if (how === 'aborted') own.abort();
      if (how === 'left') await iterator.return?.();
      await first;
      if (source !== undefined) await iterator.next().catch(() => null);
      expect(getEventListeners(joined, 'abort')).toHaveLength(0);
    }
  },
);

test('data that arrived while the process was busy does not time out', async () => {
  const { port1, port2 } = new MessageChannel();
  const value = new Promise<readonly string[]>((resolve) => {
    port1.once('message', (text: string) => resolve([text]));
  });
  const open = () => ({ next: async () => ({ done: false as const, value: await value }) });
  const iterator = ownedStream({
    signal: new AbortController().signal,
    timeouts: { firstTokenMs: 50, idleMs: 50 },
    open,
  })[Symbol.asyncIterator]();
  const first = iterator.next();
  port2.postMessage('a');
  const until = performance.now() + 200;
  while (performance.now() < until);
  expect(await first).toEqual({ done: false, value: 'a' });
  await iterator.return?.();
  port1.close();
});
