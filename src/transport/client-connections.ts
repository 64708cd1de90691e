import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { LimitExceededError } from '../errors.ts';
import type { Log } from '../log.ts';
import { ClientConnection, type CloseReason, checksPerTimeout } from './client-connection.ts';
import { closeCodes } from './close-codes.ts';

export interface ClientConnectionsOptions {
  readonly log: Log;
  /**
   * Maximum time that data waits for a client before its connection is closed, in milliseconds.
   *
   * @default 30,000
   */
  readonly sendTimeoutMs?: number | undefined;
}

const defaultSendTimeoutMs = 30_000;

const readsTooSlowly = (): CloseReason => ({
  code: closeCodes.tryAgainLater,
  error: new LimitExceededError(
    'The client reads too slowly. Resume with chatEvents(after:) or modelChanges(after:).',
  ),
});

/** The connections of a server. Closes the connections of clients that do not read. */
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
    // Check after I/O: in a process that was busy, the system may have accepted the data meanwhile.
    const check = () => setImmediate(() => this.#check());
    this.#timer = setInterval(check, this.#timeoutMs / checksPerTimeout);
    this.#timer.unref();
  }

  /** Returns the connection of a request. */
  of(socket: Socket): ClientConnection {
    return this.#bySocket.get(socket) ?? new ClientConnection(socket);
  }

  /** Closes all connections with a reason. */
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
