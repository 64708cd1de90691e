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
  ])('writes %s as %j', (value, written) => {
    expect(bigInt.coerceOutputValue(value)).toBe(written);
  });

  test.each([
    [0, 0n],
    [-5, -5n],
    [9_007_199_254_740_991, 9_007_199_254_740_991n],
    ['9007199254740993', 9_007_199_254_740_993n],
    ['-1', -1n],
  ])('reads %j', (value, read) => {
    expect(bigInt.coerceInputValue(value)).toBe(read);
  });

  test.each([1.5, 2 ** 53, Number.NaN, '', ' 1', '1e3', '0x1', '1.0', true, null, {}, [1]])(
    'does not read %j',
    (value) => {
      expect(() => bigInt.coerceInputValue(value)).toThrow(GraphQLError);
    },
  );

  test('reads what a document says, unless that is too large to be exact', () => {
    const literal = (text: string) => bigInt.parseLiteral(parseConstValue(text), undefined);
    expect(literal('4661224676')).toBe(4_661_224_676n);
    expect(literal('"9007199254740993"')).toBe(9_007_199_254_740_993n);
    expect(() => literal('9007199254740993')).toThrow(GraphQLError);
  });
});
