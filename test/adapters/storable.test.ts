import { describe, expect, test } from 'vitest';
import { makeStorable } from '../../src/adapters/storable.ts';

const half = '\ud83d';

function nested(levels: number): unknown {
  let value: unknown = 'core';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

describe('makeStorable', () => {
  test.each([
    ['text', 'text'],
    ['👩‍🚀', '👩‍🚀'],
    ['a\0b', 'a\ufffdb'],
    [half, '\ufffd'],
    [`${half}\0${half}`, '\ufffd\ufffd\ufffd'],
    ['\ude00x', '\ufffdx'],
    [{ ['k\0']: [half] }, { 'k\ufffd': ['\ufffd'] }],
    [null, null],
    [0, 0],
    [-0, -0],
    [Number.MAX_VALUE, Number.MAX_VALUE],
    [true, true],
  ])('converts %j to %j', (value, expected) => {
    expect(makeStorable(value)).toEqual(expected);
  });

  test('returns the same value when nothing has to be changed', () => {
    const value = { a: ['x', { b: 1 }], c: null, d: nested(90) };
    expect(makeStorable(value)).toBe(value);
  });

  test('does not drop a key named __proto__', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":"\\u0000"},"constructor":1}');
    const stored = JSON.stringify(makeStorable(value));
    expect(stored).toBe('{"__proto__":{"a":"\ufffd"},"constructor":1}');
    expect(Object.prototype).not.toHaveProperty('a');
  });

  test.each([1_000, 100_000])(
    'replaces values below the limit in %i levels with null',
    (levels) => {
      const text = JSON.stringify(makeStorable(nested(levels)));
      expect(text.length).toBeLessThan(1_000);
      expect(text).toContain('null');
      expect(text).not.toContain('core');
    },
  );

  test('does not change 100 levels', () => {
    expect(JSON.stringify(makeStorable(nested(100)))).toContain('core');
  });
});
