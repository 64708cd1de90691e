import type { Client } from 'pg';
import { DatabaseTimeoutError } from './database-error.ts';

/**
 * Runs `work` on a connection, and destroys the connection when `work` does not end in time. A
 * cancel request would not help: a statement without a response keeps the connection busy, and a
 * frozen server does not respond to a cancel request.
 *
 * @throws DatabaseTimeoutError from the statement that waits for a response.
 */
export async function withDeadline<T>(
  client: Client,
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  let isOver = false;
  const destroy = () => {
    if (isOver) return;
    const error = new DatabaseTimeoutError(`The database did not respond within ${timeoutMs} ms.`);
    client.connection.stream.destroy(error);
  };
  // A response that arrived while the process was busy or paused is read first.
  const timer = setTimeout(() => setImmediate(destroy), timeoutMs);
  try {
    return await work();
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
