import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';

/** More characters than the cursor of any list has. */
const longestCursor = 5_000;

/** A time in a cursor, in milliseconds: of the years that a DateTime can have. */
export const cursorTime = z
  .int()
  .min(Date.parse('0001-01-01T00:00:00.000Z'))
  .max(Date.parse('9999-12-31T23:59:59.999Z'));

/** Makes a cursor, opaque to clients, of a place in a list. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place that a cursor stands for; null without a cursor. Clients can make up any text, so the
 * place is checked like every other input.
 *
 * @param argument which argument brings the cursor.
 * @throws InvalidInputError for a text that is no cursor of this kind.
 */
export function decodeCursor<Place>(
  shape: z.ZodType<Place>,
  cursor: string | null | undefined,
  argument: string,
): Place | null {
  if (cursor == null) return null;
  const place = shape.safeParse(cursor.length > longestCursor ? null : parse(cursor));
  if (place.success) return place.data;
  const message = 'must be a cursor from an edge or pageInfo of this list';
  throw new InvalidInputError([{ path: [argument], message }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
