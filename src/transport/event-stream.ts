import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ClientConnection } from './client-connection.ts';
import type { ResultSink, Subscription } from './subscription.ts';
import { bodyChunk, type WireText } from './wire-text.ts';

export const eventStreamType = 'text/event-stream';

export const eventStreamHeaders = {
  'content-type': eventStreamType,
  connection: 'keep-alive',
  'cache-control': 'no-cache',
  'content-encoding': 'none',
};

/** How often a comment keeps a silent stream from being closed by a proxy, in milliseconds. */
const keepAliveMs = 12_000;

/** A first comment makes browsers report that the stream is open (GraphQL over SSE). */
const comment = ':\n\n';

const acceptable = ['*/*', 'text/*', eventStreamType];

export function acceptsEventStream({ headers }: Request): boolean {
  const ranges = (headers.get('accept') ?? '*/*').toLowerCase().split(',');
  return ranges.some((range) => acceptable.includes(range.split(';')[0]?.trim() ?? ''));
}

export interface EventStreamOptions {
  readonly subscription: Subscription;
  readonly connection: ClientConnection;
  readonly response: ServerResponse;
}

/**
 * The body of a response with the results of a subscription. The HTTP layer sends the head and pipes
 * the body; from then on, the results go the same way as those over a WebSocket, past the layer's
 * streams, which would cost several times more than the results.
 */
export class EventStream extends Readable implements ResultSink {
  readonly #options: EventStreamOptions;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: EventStreamOptions) {
    super();
    this.#options = options;
    options.response.once('pipe', () => this.#start());
  }

  next(result: WireText): void {
    this.#write(`event: next\ndata: ${result}\n\n`);
  }

  complete(): void {
    this.#write('event: complete\ndata:\n\n');
    this.#options.connection.flush();
    this.push(null);
  }

  override _read(): void {}

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    clearInterval(this.#timer ?? undefined);
    this.#options.subscription.leave();
    callback(error);
  }

  #start(): void {
    const { response, subscription } = this.#options;
    response.flushHeaders();
    this.#write(comment);
    this.#timer = setInterval(() => this.#write(comment), keepAliveMs);
    this.#timer.unref();
    subscription.start(this);
  }

  #write(text: WireText): void {
    const { response, connection } = this.#options;
    if (response.writableEnded || response.destroyed) return;
    // Behind another response of its connection, or for a client of HTTP/1.0.
    if (response.socket === null || !response.chunkedEncoding) response.write(text, 'latin1');
    else connection.write(bodyChunk(text));
  }
}
