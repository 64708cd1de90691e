import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { LimitExceededError } from '../errors.ts';
import type { Log } from '../log.ts';
import { ClientConnection, type CloseReason, checksPerTimeout } from './client-connection.ts';
import { closeCodes } from './close-codes.ts';

export interface ClientConnectionsOptions {
  readonly log: Log;
  /** How long data may wait for a client before its connection is closed. @default 30 seconds */
  readonly sendTimeoutMs?: number | undefined;
}

const defaultSendTimeoutMs = 30_000;

const readsTooSlowly = (): CloseReason => ({
  code: closeCodes.tryAgainLater,
  error: new LimitExceededError(
    'The client reads too slowly. Resume with chatEvents(after:) or modelChanges(after:).',
  ),
});

/** The connections of a server. Closes those whose clients do not read what is sent to them. */
export class ClientConnections implements Disposable {
  readonly #options: ClientConnectionsOptions;
  readonly #timeoutMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #bySocket = new Map<Socket, ClientConnection>();

  constructor(server: Server, options: ClientConnectionsOptions) {
    this.#options = options;
    this.#timeoutMs = options.sendTimeoutMs ?? defaultSendTimeoutMs;
    server.on('connection', (socket) => {
      this.#bySocket.set(socket, new ClientConnection(socket));
      socket.once('close', () => this.#bySocket.delete(socket));
    });
    // After I/O: in a process that was busy, data may only look as if it was waiting.
    const check = () => setImmediate(() => this.#check());
    this.#timer = setInterval(check, this.#timeoutMs / checksPerTimeout);
    this.#timer.unref();
  }

  /** The connection of a request. */
  of(socket: Socket): ClientConnection {
    return this.#bySocket.get(socket) ?? new ClientConnection(socket);
  }

  /** Closes all of them with a reason. */
  close(reason: CloseReason): void {
    for (const connection of this.#bySocket.values()) connection.close(reason);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #check(): void {
    for (const connection of this.#bySocket.values()) {
      if (connection.closing.aborted || !connection.isStalled()) continue;
      const { waitingBytes } = connection;
      this.#options.log.info(
        { waitingBytes, sendTimeoutMs: this.#timeoutMs },
        'closed a connection whose client does not read',
      );
      connection.close(readsTooSlowly());
    }
  }
}
