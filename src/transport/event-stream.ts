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

/**
 * Interval of comments, in milliseconds. They prevent proxies from closing a stream without events.
 */
const keepAliveMs = 12_000;

/** Browsers report that a stream is open after its first comment (GraphQL over SSE). */
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
 * The response body with the results of a subscription. The HTTP layer sends the head and pipes the
 * body. After that, results are written to the connection directly, as for a WebSocket, because the
 * streams of the HTTP layer cost several times more CPU than the results.
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
    // A previous response on the connection has not ended, or the client uses HTTP/1.0.
    if (response.socket === null || !response.chunkedEncoding) response.write(text, 'latin1');
    else connection.write(bodyChunk(text));
  }
}
