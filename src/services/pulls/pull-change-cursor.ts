import { z } from 'zod';
import { cursorTime, decodeCursor, encodeCursor } from '../paging/cursor.ts';

/** Time at which a list was read, on the clock of the database. */
const cursorShape = z.strictObject({ pullsAt: cursorTime });

/** A transaction is committed less than a minute after its timestamp. */
const commitMs = 60_000;

export function encodePullCursor(readAt: Date): string {
  return encodeCursor({ pullsAt: readAt.getTime() });
}

/**
 * Returns the time after which a download that the list does not show as ended can have ended;
 * null without a cursor.
 *
 * @throws InvalidInputError for text that is not a cursor.
 */
export function parsePullCursor(cursor: string | null): Date | null {
  const argument = { name: 'after', message: 'must be a changesCursor of pulls' };
  const position = decodeCursor(cursorShape, cursor, argument);
  return position === null ? null : new Date(position.pullsAt - commitMs);
}
