import { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import type { Viewer } from '../auth/viewer.ts';
import { LimitExceededError } from '../errors.ts';
import { remainingMs } from './subscription-results.ts';

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
    'Too many operations are running on this WebSocket; complete some, or open another WebSocket.',
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

/** A token that would no longer open a socket does not keep one open either. */
export function closeAtExpiry(socket: WebSocket, viewer: Viewer): void {
  const expire = () => socket.close(forbidden, 'The token has expired.');
  const timer = setTimeout(expire, remainingMs(viewer));
  socket.once('close', () => clearTimeout(timer));
}

/** How often a peer has to show that it is there. */
const keepAliveMs = 12_000;

/**
 * Pings all clients, and terminates the sockets of those that did not answer the last ping. A ping
 * that waits behind other data says nothing; the send timeout covers clients that do not read.
 */
export function keepAlive(sockets: Iterable<WebSocket>, everyMs = keepAliveMs): Disposable {
  const asked = new WeakSet<WebSocket>();
  const ask = () => {
    for (const socket of sockets) {
      if (socket.bufferedAmount > 0) {
        asked.delete(socket);
        continue;
      }
      if (asked.has(socket)) {
        socket.terminate();
        continue;
      }
      asked.add(socket);
      socket.once('pong', () => asked.delete(socket));
      socket.ping();
    }
  };
  // After what has arrived: a process that was busy has not heard yet who answered.
  const timer = setInterval(() => setImmediate(ask), everyMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
