import type { Socket } from 'node:net';
import type { AppError } from '../errors.ts';
import { turn } from './turn.ts';
import type { WireText } from './wire-text.ts';

/** Why the server closes a connection. */
export interface CloseReason {
  /** Close code of a WebSocket. */
  readonly code: number;
  /** The last result of a stream of server-sent events; its message is the WebSocket's reason. */
  readonly error: AppError;
}

/** How long a client has to receive the reason before its socket is destroyed, in milliseconds. */
const lastMessageMs = 1_000;

/** How often a connection is checked before unread data closes it. */
export const checksPerTimeout = 6;

/** Each further mebibyte that waits extends the timeout once: large responses take their time. */
const extendingBytes = 1_048_576;

/** Bytes that are collected in one turn before they are written, so that {@link ClientConnection.room} counts them. */
const mostCollectedBytes = 65_536;

/** Bytes that were waiting at a check, and the checks since. */
interface Mark {
  /** Position in the byte stream after the last waiting byte. */
  readonly end: number;
  checks: number;
}

/**
 * A client's TCP connection. It carries one WebSocket, or HTTP responses one after the other; both
 * follow the same rule for clients that do not read.
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

  /** Bytes that the operating system has not accepted yet. */
  get waitingBytes(): number {
    return this.#socket.writableLength;
  }

  /** Writes at the end of this turn of the event loop, together with what else the turn writes. */
  write(bytes: WireText): void {
    if (this.#collected === '') turn.flush(this);
    this.#collected += bytes;
    if (this.#collected.length >= mostCollectedBytes) this.flush();
  }

  /** Writes now what this turn has collected. What writes to the socket by itself calls it first. */
  flush(): void {
    if (this.#collected === '') return;
    const bytes = this.#collected;
    this.#collected = '';
    if (this.#socket.writable) this.#socket.write(bytes, 'latin1');
  }

  /** Aborted when the server begins to close the connection; its reason is a {@link CloseReason}. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * Waits until there is room for more data.
   *
   * @returns undefined when less waits than the socket's high-water mark (64 KiB), so that callers
   *   need not wait; otherwise resolves when nothing waits any more or the connection closes.
   */
  room(): Promise<void> | undefined {
    const { writableNeedDrain, destroyed } = this.#socket;
    if (!writableNeedDrain || destroyed || this.closing.aborted) return undefined;
    this.#room ??= this.#drained();
    return this.#room;
  }

  /** @returns whether data has waited for longer than the timeout; called in regular intervals. */
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
    // Checks are counted instead of time: a process that was paused has not checked meanwhile.
    this.#mark.checks += 1;
    return this.#mark.checks >= checksPerTimeout * (1 + waiting / extendingBytes);
  }

  /** Ends what the connection carries with a reason, and destroys the socket shortly after. */
  close(reason: CloseReason): void {
    if (this.closing.aborted) return;
    this.#closing.abort(reason);
    const timer = setTimeout(() => this.#socket.destroy(), lastMessageMs);
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
