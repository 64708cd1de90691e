import type { Client } from 'pg';
import { DatabaseTimeoutError } from './database-error.ts';

/**
 * Runs `work` on a connection. The connection is destroyed unless `work` ends in time: a statement
 * without an answer keeps it busy, and a server that is frozen would not answer a cancel request.
 *
 * @throws DatabaseTimeoutError through the statement that waits for an answer.
 */
export async function withDeadline<T>(
  client: Client,
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  let isOver = false;
  const giveUp = () => {
    if (isOver) return;
    const error = new DatabaseTimeoutError(`The database did not answer within ${timeoutMs} ms.`);
    client.connection.stream.destroy(error);
  };
  // An answer that arrived while the process was busy or paused is read before giving up.
  const timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
  try {
    return await work();
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
