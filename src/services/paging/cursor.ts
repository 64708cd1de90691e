import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';

/** Maximum number of characters of a cursor. */
const maxCursorLength = 5_000;

/** A time in a cursor, in milliseconds, within the range of DateTime. */
export const cursorTime = z
  .int()
  .min(Date.parse('0001-01-01T00:00:00.000Z'))
  .max(Date.parse('9999-12-31T23:59:59.999Z'));

/** Encodes a position in a list or in a stream of changes as a cursor, which is opaque to clients. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Returns the position of a cursor; null without a cursor. The position is validated like every
 * other input, because clients can send any text.
 *
 * @param argument name of the argument, and the error message.
 * @throws InvalidInputError for a text that is not a cursor of this kind.
 */
export function decodeCursor<Position>(
  shape: z.ZodType<Position>,
  cursor: string | null | undefined,
  argument: { readonly name: string; readonly message: string },
): Position | null {
  if (cursor == null) return null;
  const position = shape.safeParse(cursor.length > maxCursorLength ? null : parse(cursor));
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
