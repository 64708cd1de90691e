import type { WebSocket } from 'ws';
import type { Viewer } from '../auth/viewer.ts';
import type { Quotas } from '../quotas/quotas.ts';
import type { AnonymousSocket, AnonymousSockets } from './anonymous-sockets.ts';
import { closeCodes } from './close-codes.ts';
import { remainingMs } from './subscription.ts';

export interface SocketIdentityOptions {
  readonly socket: WebSocket;
  readonly quotas: Quotas;
  readonly anonymous: AnonymousSockets;
  /** Sends what is collected, and begins to close the socket. */
  readonly close: (code: number, reason: string) => void;
  /**
   * How long a WebSocket that was opened without a token may have no operation with a token, in
   * milliseconds.
   *
   * @default 10,000
   */
  readonly anonymousMs?: number | undefined;
}

/** Timeout for `connection_init`, in milliseconds. */
const initialisationMs = 3_000;

/** Time in which a client without a token must respond to the close frame, in milliseconds. */
const closeGraceMs = 1_000;

const defaultAnonymousMs = 10_000;

/**
 * The viewer of a WebSocket. Closes the socket when it stays without a token, and when its token
 * expires.
 */
export class SocketIdentity implements AnonymousSocket, Disposable {
  readonly #options: SocketIdentityOptions;
  /** Signals of the running operations that have a token of their own. */
  readonly #operations = new Set<AbortSignal>();
  #viewer: Viewer | null = null;
  #held: Disposable | null = null;
  #timer: NodeJS.Timeout;

  constructor(options: SocketIdentityOptions) {
    this.#options = options;
    options.anonymous.add(this);
    const { initialisationTimeout: late } = closeCodes;
    this.#timer = setTimeout(
      () => this.#closeStranger(late, 'Connection initialisation timeout'),
      initialisationMs,
    );
  }

  /** The viewer of `connection_init`; null when it had no token. */
  get viewer(): Viewer | null {
    return this.#viewer;
  }

  /** Call it when `connection_init` has arrived. */
  stopWaiting(): void {
    clearTimeout(this.#timer);
  }

  /**
   * Sets the viewer of `connection_init`.
   *
   * @throws QuotaExceededError when the tenant or the subject has too many WebSockets.
   */
  admit(viewer: Viewer | null): void {
    if (viewer === null) {
      this.#waitForToken();
      return;
    }
    const { quotas, anonymous, close } = this.#options;
    this.#held = quotas.hold('SOCKETS', viewer);
    anonymous.remove(this);
    this.#viewer = viewer;
    const expire = () => close(closeCodes.forbidden, 'The token has expired.');
    this.#timer = setTimeout(expire, remainingMs(viewer));
  }

  /** Notes that an operation has a token. While it runs, the socket needs none. */
  begin(operation: AbortSignal): void {
    if (this.#viewer !== null || operation.aborted) return;
    clearTimeout(this.#timer);
    this.#options.anonymous.remove(this);
    this.#operations.add(operation);
  }

  /** Call it when an operation has ended. */
  end(operation: AbortSignal): void {
    const { socket } = this.#options;
    if (!this.#operations.delete(operation) || this.#operations.size > 0) return;
    if (socket.readyState !== socket.OPEN) return;
    this.#options.anonymous.add(this);
    this.#waitForToken();
  }

  closeAsSurplus(): void {
    // Clients reconnect after this code: the token of this one may have been on its way.
    this.#closeStranger(closeCodes.tryAgainLater, 'Too many sockets without a token.');
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#operations.clear();
    this.#options.anonymous.remove(this);
    this.#held?.[Symbol.dispose]();
  }

  #waitForToken(): void {
    clearTimeout(this.#timer);
    const { anonymousMs = defaultAnonymousMs } = this.#options;
    const { unauthorized } = closeCodes;
    this.#timer = setTimeout(
      () => this.#closeStranger(unauthorized, 'A token is required.'),
      anonymousMs,
    );
  }

  /** Closes a socket without a token. Its client cannot keep it open by not responding. */
  #closeStranger(code: number, reason: string): void {
    const { socket, close } = this.#options;
    close(code, reason);
    const timer = setTimeout(() => socket.terminate(), closeGraceMs);
    socket.once('close', () => clearTimeout(timer));
  }
}
