import type { Quotas } from '../quotas/quotas.ts';

/** A WebSocket that can be closed because there are too many without a token. */
export interface AnonymousSocket {
  closeAsSurplus(): void;
}

/**
 * The open WebSockets without a token. When there are too many, the oldest is closed instead of the
 * newest: every WebSocket has no token at first, and those of clients send one at once.
 */
export class AnonymousSockets {
  readonly #quotas: Quotas;
  readonly #sockets = new Set<AnonymousSocket>();

  constructor(quotas: Quotas) {
    this.#quotas = quotas;
  }

  /** Whether another socket would be too many. */
  get isFull(): boolean {
    const limit = this.#quotas.limits.ANONYMOUS_SOCKETS;
    return limit !== null && this.#sockets.size >= limit;
  }

  add(socket: AnonymousSocket): void {
    const { isFull } = this;
    this.#sockets.add(socket);
    if (!isFull) return;
    const [oldest] = this.#sockets;
    if (oldest === undefined) return;
    this.#sockets.delete(oldest);
    this.#quotas.exceeded('ANONYMOUS_SOCKETS');
    oldest.closeAsSurplus();
  }

  /** Call it when a socket has a token or is closed. */
  remove(socket: AnonymousSocket): void {
    this.#sockets.delete(socket);
  }
}
