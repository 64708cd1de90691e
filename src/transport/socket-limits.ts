import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';
import { LimitExceededError } from '../errors.ts';

/** Maximum number of operations that run on one WebSocket at a time. */
export const maxOperations = 200;
/** Maximum number of messages that a client sends over one WebSocket per second. */
const maxMessages = 1_000;

export function tooManyOperations(): GraphQLError {
  const originalError = new LimitExceededError(
    'Too many operations are running on this WebSocket; complete some, or open another WebSocket.',
  );
  return new GraphQLError(originalError.message, { originalError });
}

/** Counts the messages of a WebSocket. */
export class MessageRate {
  #second = 0;
  #count = 0;

  /** Counts a message. @returns whether the client exceeds the limit. */
  isExceeded(): boolean {
    const now = Math.trunc(performance.now() / 1_000);
    this.#count = now === this.#second ? this.#count + 1 : 1;
    this.#second = now;
    return this.#count > maxMessages;
  }
}

/** Interval in which a client must respond to a ping, in milliseconds. */
const keepAliveMs = 12_000;

/** Number of pings in one turn of the event loop. Thousands would delay everything else. */
const pingsPerTurn = 50;

/**
 * Pings all clients, and terminates the sockets of clients that did not respond to the last ping. A
 * client with waiting data is not pinged, because the ping would wait until the data is sent: the send
 * timeout covers clients that do not read.
 */
export function keepAlive(sockets: Iterable<WebSocket>, everyMs = keepAliveMs): Disposable {
  const pinged = new WeakSet<WebSocket>();
  const ping = (socket: WebSocket) => {
    if (socket.bufferedAmount > 0) {
      pinged.delete(socket);
      return;
    }
    if (pinged.has(socket)) {
      socket.terminate();
      return;
    }
    pinged.add(socket);
    socket.once('pong', () => pinged.delete(socket));
    socket.ping();
  };
  let isPinging = false;
  const pingAll = async () => {
    if (isPinging) return;
    isPinging = true;
    let count = 0;
    for (const socket of sockets) {
      // Ping after I/O: a process that was busy has not read the received pongs yet.
      if (count % pingsPerTurn === 0) await nextTurn(undefined, { ref: false });
      count += 1;
      ping(socket);
    }
    isPinging = false;
  };
  const timer = setInterval(() => void pingAll(), everyMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
