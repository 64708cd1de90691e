import { GraphQLError, type ValueNode, valueFromASTUntyped } from 'graphql';
import { builder } from './builder.ts';

/** RFC 3339, section 5.6. */
const dateTime = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

builder.scalarType('DateTime', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  description:
    'A time in UTC as defined by RFC 3339, such as `2026-01-31T23:59:59.999Z`. Years from 0001 to 9999.',
  serialize: (value) => (value as Date).toISOString(), // The builder's type `Scalars` ensures a Date.
  ...reading((value) => {
    const date = typeof value === 'string' ? parseDateTime(value) : null;
    if (date !== null) return date;
    throw new GraphQLError('DateTime must be a string such as "2026-01-31T23:59:59Z".');
  }),
});

function parseDateTime(text: string): Date | null {
  const [, year, month, day] = text.length > 35 ? [] : (dateTime.exec(text) ?? []);
  if (day === undefined) return null;
  // Date accepts a day that the month does not have, and returns a day of the next month.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const date = new Date(text.toUpperCase());
  const years = date.getUTCFullYear();
  return Number(day) <= lastDay && years >= 1 && years <= 9_999 ? date : null;
}

builder.scalarType('JSON', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  description: 'Any JSON value, such as a JSON schema or the arguments of a tool call.',
  serialize: (value) => value,
  ...reading((value) => value),
});

builder.scalarType('BigInt', {
  description:
    'A whole number that can exceed 32 bits, such as a number of bytes. It is a JSON number up to 2^53 - 1, and a string of digits above that.',
  serialize: (value) => {
    const exact = BigInt(value as number | bigint); // The builder's type `Scalars` ensures that.
    const number = Number(exact);
    return Number.isSafeInteger(number) ? number : exact.toString();
  },
  ...reading((value) => {
    const isWhole =
      typeof value === 'string' ? /^-?\d{1,38}$/.test(value) : Number.isSafeInteger(value);
    if (isWhole) return BigInt(value as string | number); // Checked above.
    throw new GraphQLError(
      'BigInt must be a whole number; above 2^53 - 1, send it as a string of digits.',
    );
  }),
});

/** Reads a scalar in the same way from variables and documents. Errors in documents get a position. */
function reading<Value>(parseValue: (value: unknown) => Value) {
  return {
    parseValue,
    parseLiteral: (node: ValueNode, variables?: Record<string, unknown> | null): Value => {
      try {
        return parseValue(valueFromASTUntyped(node, variables));
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        throw new GraphQLError(error.message, { nodes: node });
      }
    },
  };
}
