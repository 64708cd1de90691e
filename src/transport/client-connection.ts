import type { Socket } from 'node:net';
import type { AppError } from '../errors.ts';
import { turn } from './turn.ts';
import type { WireText } from './wire-text.ts';

/** The reason for which the server closes a connection. */
export interface CloseReason {
  /** Close code of a WebSocket. */
  readonly code: number;
  /** Last result of a stream of server-sent events. Its message is the reason of the close frame. */
  readonly error: AppError;
}

/** Time to send the reason before the socket is destroyed, in milliseconds. */
const closeGraceMs = 1_000;

/** Number of checks within the send timeout. */
export const checksPerTimeout = 6;

/** Each MiB of waiting data adds the timeout once more, because large responses need longer. */
const extendingBytes = 1_048_576;

/**
 * Maximum number of bytes that are collected before they are written, so that
 * {@link ClientConnection.room} counts them.
 */
const maxCollectedBytes = 65_536;

/** The waiting bytes of a check, and the number of checks since. */
interface Mark {
  /** Position in the byte stream after the last waiting byte. */
  readonly end: number;
  checks: number;
}

/**
 * The TCP connection of a client, for one WebSocket or for HTTP responses, which follow each other.
 * The same timeout applies to both when the client does not read.
 */
export class ClientConnection {
  readonly #socket: Socket;
  readonly #closing = new AbortController();
  #room: Promise<void> | null = null;
  #mark: Mark | null = null;
  #collected: WireText = '';

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Number of bytes that the operating system has not accepted yet. */
  get waitingBytes(): number {
    return this.#socket.writableLength;
  }

  /** Writes at the end of this turn of the event loop, together with other bytes of the turn. */
  write(bytes: WireText): void {
    if (this.#collected === '') turn.flush(this);
    this.#collected += bytes;
    if (this.#collected.length >= maxCollectedBytes) this.flush();
  }

  /** Writes the collected bytes now. Call it before writing to the socket directly. */
  flush(): void {
    if (this.#collected === '') return;
    const bytes = this.#collected;
    this.#collected = '';
    if (this.#socket.writable) this.#socket.write(bytes, 'latin1');
  }

  /** Destroys the socket without writing the collected bytes. */
  discard(): void {
    this.#collected = '';
    this.#socket.destroy();
  }

  /** Aborted when the server begins to close the connection; its reason is a {@link CloseReason}. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * Waits until there is room for more data.
   *
   * @returns undefined when fewer bytes wait than the socket's high-water mark (64 KiB), so that
   *   callers need not wait; otherwise a promise that resolves when no byte waits any more or the
   *   connection closes.
   */
  room(): Promise<void> | undefined {
    const { writableNeedDrain, destroyed } = this.#socket;
    if (!writableNeedDrain || destroyed || this.closing.aborted) return undefined;
    this.#room ??= this.#drained();
    return this.#room;
  }

  /** Checks whether data has waited longer than the timeout. Must be called at regular intervals. */
  isStalled(): boolean {
    const { writableLength: waiting } = this.#socket;
    if (waiting === 0) {
      this.#mark = null;
      return false;
    }
    const { bytesWritten } = this.#socket;
    const sent = bytesWritten - waiting;
    if (this.#mark === null || sent >= this.#mark.end) {
      this.#mark = { end: bytesWritten, checks: 0 };
      return false;
    }
    // Count checks, not time: the time in which the process was paused must not count.
    this.#mark.checks += 1;
    return this.#mark.checks >= checksPerTimeout * (1 + waiting / extendingBytes);
  }

  /** Ends the operations of the connection with a reason, and destroys the socket shortly after. */
  close(reason: CloseReason): void {
    if (this.closing.aborted) return;
    this.#closing.abort(reason);
    const timer = setTimeout(() => this.#socket.destroy(), closeGraceMs);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  #drained(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const finish = () => {
      this.#room = null;
      this.#socket.off('drain', finish).off('close', finish);
      this.closing.removeEventListener('abort', finish);
      resolve();
    };
    this.#socket.once('drain', finish).once('close', finish);
    this.closing.addEventListener('abort', finish, { once: true });
    return promise;
  }
}
