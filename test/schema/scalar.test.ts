import { assertScalarType, GraphQLError, parseConstValue } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../src/schema/schema.ts';

const bigInt = assertScalarType(schema.getType('BigInt'));

describe('BigInt', () => {
  test.each([
    [0, 0],
    [4_661_224_676, 4_661_224_676],
    [-1, -1],
    [9_007_199_254_740_991n, 9_007_199_254_740_991],
    [9_007_199_254_740_992n, '9007199254740992'],
    [-9_007_199_254_740_993n, '-9007199254740993'],
  ])('serializes %s as %j', (value, written) => {
    expect(bigInt.coerceOutputValue(value)).toBe(written);
  });

  test.each([
    [0, 0n],
    [-5, -5n],
    [9_007_199_254_740_991, 9_007_199_254_740_991n],
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-1', -1n],
  ])('parses %j', (value, read) => {
    expect(bigInt.coerceInputValue(value)).toBe(read);
  });

  test.each([1.5, 2 ** 53, Number.NaN, '', ' 1', '1e3', '0x1', '1.0', true, null, {}, [1]])(
    'rejects %j',
    (value) => {
      expect(() => bigInt.coerceInputValue(value)).toThrow(GraphQLError);
    },
  );

  test('parses a literal, unless it is too large to be exact', () => {
    const literal = (text: string) => bigInt.parseLiteral(parseConstValue(text), undefined);
    expect(literal('4661224676')).toBe(4_661_224_676n);
    expect(literal('"9007199254740993"')).toBe(9_007_199_254_740_993n);
    expect(() => literal('9007199254740993')).toThrow(GraphQLError);
  });
});

describe('DateTime', () => {
  const dateTime = assertScalarType(schema.getType('DateTime'));

  test.each([
    ['2026-01-31T23:59:59Z', '2026-01-31T23:59:59.000Z'],
    ['2026-01-31t23:59:59.5z', '2026-01-31T23:59:59.500Z'],
    ['2026-01-31T23:59:59.123456789+01:30', '2026-01-31T22:29:59.123Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('parses %s', (text, read) => {
    expect(dateTime.coerceInputValue(text)).toEqual(new Date(read));
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:01Z',
    '2026-01-01T00:00:00',
    '2026-01-01 00:00:00Z',
    '2026-01-01',
    '2026',
    '1',
    'Nov 3, 2026',
    '0000-12-31T00:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '+010000-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z\n',
    1_767_225_600,
    null,
  ])('rejects %j', (value) => {
    expect(() => dateTime.coerceInputValue(value)).toThrow(GraphQLError);
  });

  test('reports the position of an invalid literal', () => {
    const node = parseConstValue('"soon"');
    expect(() => dateTime.parseLiteral(node, undefined)).toThrow(
      expect.objectContaining({ nodes: [node] }),
    );
  });
});
