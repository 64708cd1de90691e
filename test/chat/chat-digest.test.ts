import { expect, test } from 'vitest';
import { digestOf } from '../../src/services/chat/chat-digest.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

const inputs: readonly unknown[] = [
  null,
  undefined,
  '',
  'null',
  0,
  '0',
  1,
  true,
  false,
  [],
  {},
  [[]],
  [[], []],
  ['ab', 'c'],
  ['a', 'bc'],
  ['abc'],
  's1:a',
  ['s', '1:a'],
  { a: 'b' },
  ['a', 'b'],
  { a: { b: 1 } },
  { a: {}, b: 1 },
  { ab: '' },
  { a: null },
  bytes(),
  bytes(97),
  'a',
  [97],
  [bytes(1), bytes(2)],
  [bytes(1, 2), bytes()],
  { 0: 97 },
  'ä',
  'a\u0308',
];

test('different inputs have different digests', () => {
  expect(new Set(inputs.map(digestOf)).size).toBe(inputs.length);
});

test('equal inputs have equal digests, and an undefined field counts as absent', () => {
  for (const input of inputs) expect(digestOf(structuredClone(input))).toBe(digestOf(input));
  expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }));
  expect(digestOf({ image: Buffer.from('abc') })).toBe(digestOf({ image: bytes(97, 98, 99) }));
});

test('a difference at any position of a large input changes the digest', () => {
  const input = (change: Record<string, unknown> = {}) => ({
    image: Buffer.alloc(1_000_000),
    content: 'x'.repeat(1_000_000),
    last: 'a',
    ...change,
  });
  const image = Buffer.alloc(1_000_000);
  image[999_999] = 1;
  const digests = [
    input(),
    input({ image }),
    input({ content: `${'x'.repeat(999_999)}y` }),
    input({ last: 'b' }),
  ].map(digestOf);
  expect(new Set(digests).size).toBe(4);
});

test('the digest of a 5 MB image takes a fraction of the time to serialise it', () => {
  const input = { images: [new Uint8Array(5_000_000).map((_, index) => index)] };
  const elapsed = (work: () => unknown) => {
    const start = process.cpuUsage();
    work();
    return process.cpuUsage(start).user;
  };
  const json = elapsed(() => JSON.stringify(input));
  expect(elapsed(() => digestOf(input))).toBeLessThan(json / 4);
});
