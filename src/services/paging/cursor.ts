import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';

/** More characters than any cursor has. */
const longestCursor = 5_000;

/** A time in a cursor, in milliseconds: of the years that a DateTime can have. */
export const cursorTime = z
  .int()
  .min(Date.parse('0001-01-01T00:00:00.000Z'))
  .max(Date.parse('9999-12-31T23:59:59.999Z'));

/** Makes a cursor, opaque to clients, of a position in a list or in a stream of changes. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The position in a cursor; null without a cursor. Clients can make up any text, so the position is
 * checked like every other input.
 *
 * @param argument name of the argument, and what it must be.
 * @throws InvalidInputError for a text that is not a cursor of this kind.
 */
export function decodeCursor<Position>(
  shape: z.ZodType<Position>,
  cursor: string | null | undefined,
  argument: { readonly name: string; readonly message: string },
): Position | null {
  if (cursor == null) return null;
  const position = shape.safeParse(cursor.length > longestCursor ? null : parse(cursor));
  if (position.success) return position.data;
  throw new InvalidInputError([{ path: [argument.name], message: argument.message }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
