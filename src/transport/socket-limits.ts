import { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import type { Viewer } from '../auth/viewer.ts';
import { LimitExceededError } from '../errors.ts';

/** Operations of one socket at a time. */
export const mostOperations = 200;
/** Sockets of one subject at a time, at this process. */
const mostSockets = 200;
/** Messages of one socket within a second. */
const mostMessages = 1_000;

export function tooManyOperations(): GraphQLError {
  const originalError = new LimitExceededError(
    'Too many operations are running on this WebSocket; complete some, or open another WebSocket.',
  );
  return new GraphQLError(originalError.message, { originalError });
}

/** Counts the sockets of each subject. */
export class SocketCount {
  readonly #bySubject = new Map<string, number>();

  /** @returns null when the socket is one too many; otherwise what has to be called when it closes. */
  enter({ tenantId, subject }: Viewer): (() => void) | null {
    const key = JSON.stringify([tenantId, subject]);
    const count = this.#bySubject.get(key) ?? 0;
    if (count >= mostSockets) return null;
    this.#bySubject.set(key, count + 1);
    return () => {
      const left = (this.#bySubject.get(key) ?? 1) - 1;
      if (left === 0) this.#bySubject.delete(key);
      else this.#bySubject.set(key, left);
    };
  }
}

/** Counts the messages of a socket. */
export class MessageRate {
  #second = 0;
  #count = 0;

  /** Counts a message. @returns whether the client sends more than any client needs. */
  isExceeded(): boolean {
    const now = Math.trunc(performance.now() / 1_000);
    this.#count = now === this.#second ? this.#count + 1 : 1;
    this.#second = now;
    return this.#count > mostMessages;
  }
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
