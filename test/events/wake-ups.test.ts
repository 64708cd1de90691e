import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { WakeUps } from '../../src/events/wake-ups.ts';

interface Listener {
  readonly onNotify: (topic: string) => void;
  readonly onGap: () => void;
}

/** Wake-ups of a database whose notifications the test sends. */
function wakeUpsByHand() {
  const listeners: Listener[] = [];
  const wakeUps = new WakeUps(async (_channel, listener) => {
    listeners.push(listener);
    return { [Symbol.asyncDispose]: async () => {} };
  });
  return {
    wakeUps,
    listeners,
    notify: (topic: string) => listeners[0]?.onNotify(topic),
    gap: () => listeners[0]?.onGap(),
  };
}

test('subscribers are woken for their topics, and after a gap, until they unsubscribe', async () => {
  const { wakeUps, listeners, notify, gap } = wakeUpsByHand();
  const woken: string[] = [];
  const one = await wakeUps.subscribe(['a', 'b'], () => woken.push('one'));
  await wakeUps.subscribe(['b'], () => woken.push('other'));
  expect(listeners).toHaveLength(1);
  notify('a');
  notify('c');
  expect(woken.splice(0)).toEqual(['one']);
  notify('b');
  expect(woken.splice(0)).toEqual(['one', 'other']);
  one[Symbol.dispose]();
  notify('a');
  gap();
  expect(woken).toEqual(['other']);
});

test('a subscriber is not woken in the context of the transaction that notifies', async () => {
  const { wakeUps, notify } = wakeUpsByHand();
  const transaction = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  await wakeUps.subscribe(['a'], () => seen.push(transaction.getStore()));
  transaction.run('open', () => notify('a'));
  expect(seen).toEqual([undefined]);
});

test('one notification announces several topics, which may contain spaces', async () => {
  const { wakeUps, notify } = wakeUpsByHand();
  const woken: string[] = [];
  for (const topic of ['key rotation', 'chat:1', 'key']) {
    await wakeUps.subscribe([topic], () => woken.push(topic));
  }
  notify('chat:1\nkey rotation');
  expect(woken).toEqual(['chat:1', 'key rotation']);
});
