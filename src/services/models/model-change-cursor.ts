import { z } from 'zod';
import { cursorTime, decodeCursor, encodeCursor } from '../paging/cursor.ts';

const cursorShape = z.object({
  /** Numbers of the last changes in the logs of the tenant and of the platform. */
  own: z.int(),
  shared: z.int(),
  /** Time of issue, in milliseconds since the epoch. */
  at: cursorTime,
});

export type ChangeCursor = z.output<typeof cursorShape>;

export function encodeChangeCursor({ own, shared }: Omit<ChangeCursor, 'at'>, now: Date): string {
  return encodeCursor({ own, shared, at: now.getTime() });
}

/** @returns null without a cursor. @throws InvalidInputError for text that is not a cursor. */
export function parseChangeCursor(cursor: string | null): ChangeCursor | null {
  const message = 'must be a changesCursor, or the cursor of an earlier change';
  return decodeCursor(cursorShape, cursor, { name: 'after', message });
}
