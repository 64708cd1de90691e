import WebSocket from 'ws';
import { deliver, type Ending, type Link, type Operation, refusal, type Sink } from './link.ts';

const connectMs = 10_000;

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** Many subscriptions on one socket, over graphql-transport-ws. */
export class WebSocketLink implements Link {
  readonly #socket: WebSocket;
  readonly #sinks = new Map<string, Sink>();
  #count = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static open(origin: string, token: string): Promise<WebSocketLink> {
    const socket = new WebSocket(
      `${origin.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      {
        perMessageDeflate: false,
        handshakeTimeout: connectMs,
      },
    );
    const link = new WebSocketLink(socket);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error('no acknowledgement'));
        socket.terminate();
      }, connectMs);
      socket.on('open', () => {
        const payload = { authorization: `Bearer ${token}` };
        socket.send(JSON.stringify({ type: 'connection_init', payload }));
      });
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as Message; // A message of the protocol.
        if (message.type === 'connection_ack') {
          clearTimeout(timer);
          resolve(link);
        } else link.#take(message);
      });
      socket.on('error', reject);
      socket.on('close', (code, reason) => {
        clearTimeout(timer);
        reject(new Error(`closed with ${code}`));
        link.#lose(`${code} ${String(reason)}`);
      });
    });
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Number of subscriptions that have not ended. */
  get size(): number {
    return this.#sinks.size;
  }

  subscribe(payload: Operation, sink: Sink): () => void {
    this.#count += 1;
    const id = String(this.#count);
    this.#sinks.set(id, sink);
    this.#socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
    return () => {
      if (this.#sinks.delete(id) && this.isOpen) {
        this.#socket.send(JSON.stringify({ id, type: 'complete' }));
      }
    };
  }

  /** Stops reading from the network, so that the buffers of the server fill up. */
  stall(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.terminate();
  }

  #take({ type, id = '', payload }: Message): void {
    if (type === 'ping') this.#socket.send('{"type":"pong"}');
    const sink = this.#sinks.get(id);
    if (sink === undefined) return;
    let ending: Ending | null = null;
    if (type === 'next') ending = deliver(payload, sink);
    if (type === 'error') ending = refusal(payload);
    if (type === 'complete') ending = { kind: 'completed' };
    if (ending !== null && this.#sinks.delete(id)) sink.over(ending);
  }

  #lose(reason: string): void {
    const sinks = [...this.#sinks.values()];
    this.#sinks.clear();
    for (const sink of sinks) sink.over({ kind: 'lost', reason });
  }
}
