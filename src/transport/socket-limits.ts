import { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import type { Viewer } from '../auth/viewer.ts';
import { LimitExceededError } from '../errors.ts';
import type { RunningOperations } from './running-operations.ts';
import { remainingMs } from './use-ended-subscriptions.ts';

/** Operations of one socket at a time. */
export const mostOperations = 200;
/** Sockets of one subject at a time, at this process. */
const mostSockets = 200;
/** Messages of one socket within a second. */
const mostMessages = 1_000;

/** What graphql-transport-ws closes with for too much of something. */
const tooManyRequests = 4429;
const forbidden = 4403;

export function tooManyOperations(): GraphQLError {
  const originalError = new LimitExceededError(
    'Too many operations run on this socket; complete some, or open another one.',
  );
  return new GraphQLError(originalError.message, { originalError });
}

/** Counts the sockets of each subject. */
export class SocketCount {
  readonly #bySubject = new Map<string, number>();

  /** Closes a socket that is one too many. */
  admit(socket: WebSocket, { tenantId, subject }: Viewer): void {
    const key = JSON.stringify([tenantId, subject]);
    const count = (this.#bySubject.get(key) ?? 0) + 1;
    this.#bySubject.set(key, count);
    socket.once('close', () => {
      const left = (this.#bySubject.get(key) ?? 1) - 1;
      if (left === 0) this.#bySubject.delete(key);
      else this.#bySubject.set(key, left);
    });
    if (count > mostSockets) socket.close(tooManyRequests, 'Too many sockets.');
  }
}

/** Closes a socket that sends more than anyone needs. */
export function limitMessages(socket: WebSocket): void {
  let second = 0;
  let count = 0;
  socket.on('message', () => {
    const now = Math.trunc(performance.now() / 1_000);
    count = now === second ? count + 1 : 1;
    second = now;
    if (count > mostMessages) socket.close(tooManyRequests, 'Too many messages.');
  });
}

/** Longer messages carry documents, and complete nothing. */
const longestComplete = 4_096;

/**
 * Ends an operation when its client completes it. The package ends subscriptions only: a mutation
 * that nobody waits for any more would go on.
 */
export function endWhenCompleted(socket: WebSocket, operations: RunningOperations): void {
  socket.on('message', (data: Buffer) => {
    if (data.length > longestComplete || !data.includes('complete')) return;
    try {
      const { type, id } = JSON.parse(data.toString()) as { type?: unknown; id?: unknown };
      if (type === 'complete' && typeof id === 'string') operations.complete(id);
    } catch {
      // The package closes the socket for it.
    }
  });
}

/** A token that would no longer open a socket does not keep one open either. */
export function closeAtExpiry(socket: WebSocket, viewer: Viewer): void {
  const expire = () => socket.close(forbidden, 'The token has expired.');
  const timer = setTimeout(expire, remainingMs(viewer));
  socket.once('close', () => clearTimeout(timer));
}
