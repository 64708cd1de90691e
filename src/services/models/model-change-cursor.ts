import { z } from 'zod';
import { InvalidInputError } from '../../errors.ts';

const cursorShape = z.object({
  /** Numbers of the last changes in the logs of the tenant and of the platform. */
  own: z.int(),
  shared: z.int(),
  /** Time of issue, in milliseconds since the epoch. */
  at: z.int(),
});

export type ChangeCursor = z.output<typeof cursorShape>;

export function encodeChangeCursor({ own, shared }: Omit<ChangeCursor, 'at'>, now: Date): string {
  return Buffer.from(JSON.stringify({ own, shared, at: now.getTime() })).toString('base64url');
}

/** @throws InvalidInputError for text that is not a cursor. */
export function parseChangeCursor(cursor: string): ChangeCursor {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    const message = 'must be the cursor of an earlier change';
    throw new InvalidInputError([{ path: ['after'], message }]);
  }
}
