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
