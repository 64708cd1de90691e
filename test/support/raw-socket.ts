import { once } from 'node:events';
import WebSocket from 'ws';

export interface RawSocketOptions {
  readonly protocol?: string;
  readonly headers?: Record<string, string>;
  /** Whether the client responds to pings. @default true */
  readonly autoPong?: boolean;
}

/**
 * A WebSocket with graphql-transport-ws messages that the test writes. It stores what it receives.
 */
export class RawSocket {
  readonly #socket: WebSocket;
  readonly #messages: Record<string, unknown>[] = [];
  readonly #waiting: ((message: Record<string, unknown>) => void)[] = [];
  /** Resolves with code and reason when the connection was closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  #received = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    socket.on('error', () => {});
    socket.on('message', (data) => {
      this.#received += 1;
      const message = JSON.parse(data.toString()) as Record<string, unknown>;
      const waiter = this.#waiting.shift();
      if (waiter === undefined) this.#messages.push(message);
      else waiter(message);
    });
  }

  static async open(
    origin: string,
    { protocol = 'graphql-transport-ws', ...options }: RawSocketOptions = {},
  ): Promise<RawSocket> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, protocol, options);
    const raw = new RawSocket(socket);
    await once(socket, 'open');
    return raw;
  }

  send(message: unknown): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes);
  }

  async next(): Promise<Record<string, unknown>> {
    return this.#messages.shift() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Stops reading from the network until {@link resume}. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Number of received messages. */
  get received(): number {
    return this.#received;
  }

  /** Closes the connection without a close message. */
  terminate(): void {
    this.#socket.terminate();
  }
}
