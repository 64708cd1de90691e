import { expect, test } from 'vitest';
import { TokenBuckets } from '../../src/quotas/token-buckets.ts';

/** Takes as many tokens as are available. */
function drain(buckets: TokenBuckets, key: string, nowMs: number): number {
  let taken = 0;
  while (buckets.untilNext(key, nowMs) === 0) {
    buckets.take(key, nowMs);
    taken += 1;
  }
  return taken;
}

test('a new key can use two seconds of its rate, and then its rate', () => {
  const buckets = new TokenBuckets(10);
  expect(drain(buckets, 'a', 0)).toBe(20);
  expect(drain(buckets, 'a', 500)).toBe(5);
  expect(drain(buckets, 'a', 1_500)).toBe(10);
});

test('a pause never gives more than two seconds of the rate', () => {
  const buckets = new TokenBuckets(10);
  drain(buckets, 'a', 0);
  expect(drain(buckets, 'a', 3_600_000)).toBe(20);
});

test('the wait ends exactly when a token is available', () => {
  const buckets = new TokenBuckets(4);
  drain(buckets, 'a', 0);
  expect(buckets.untilNext('a', 0)).toBe(250);
  expect(buckets.untilNext('a', 100)).toBe(150);
  expect(buckets.untilNext('a', 250)).toBe(0);
});

test('keys do not share tokens, also after many keys were removed', () => {
  const buckets = new TokenBuckets(1);
  expect(drain(buckets, 'a', 0)).toBe(2);
  for (let index = 0; index < 12_000; index += 1) drain(buckets, `other ${index}`, 1_000);
  expect(drain(buckets, 'b', 1_000)).toBe(2);
  expect(drain(buckets, 'a', 1_000)).toBe(1);
});
