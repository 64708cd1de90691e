import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description: 'A moment in UTC, as in RFC 3339: `2026-01-31T23:59:59.999Z`.',
  serialize: (value) => (value as Date).toISOString(), // the builder's Scalars say it is a Date
  parseValue: (value) => {
    const date = typeof value === 'string' ? new Date(value) : null;
    if (date === null || Number.isNaN(date.getTime())) {
      throw new GraphQLError('DateTime must be a string such as "2026-01-31T23:59:59Z".');
    }
    return date;
  },
});

builder.scalarType('JSON', {
  description: 'Any JSON value, such as a JSON schema or the arguments of a tool call.',
  serialize: (value) => value,
  parseValue: (value) => value,
});

builder.scalarType('BigInt', {
  description:
    'A whole number that may be past 2^31, such as a count of bytes: a JSON number up to 2^53 - 1, and a string of digits beyond.',
  serialize: (value) => {
    const exact = BigInt(value as number | bigint); // the builder's Scalars say so
    const number = Number(exact);
    return Number.isSafeInteger(number) ? number : exact.toString();
  },
  parseValue: (value) => {
    const isWhole =
      typeof value === 'string' ? /^-?\d{1,38}$/.test(value) : Number.isSafeInteger(value);
    if (isWhole) return BigInt(value as string | number); // of these two kinds
    throw new GraphQLError(
      'BigInt must be a whole number, or a string of digits where it is past 2^53 - 1.',
    );
  },
});
