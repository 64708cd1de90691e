import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request and its response. */
export interface Exchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    /** Parsed when it is JSON. */
    readonly body: unknown;
  };
  /** Resolves when the client has disconnected before the response ended. */
  readonly closed: Promise<void>;
  /** Whether the client has disconnected. */
  readonly isClosed: () => boolean;
  head(status: number, headers?: Record<string, string>): void;
  write(bytes: string | Uint8Array): Promise<void>;
  end(bytes?: string): void;
  /** Closes the connection immediately. */
  destroy(): void;
}

export type Handler = (exchange: Exchange) => void | Promise<void>;

/** A scripted HTTP server on loopback that sends exact bytes. */
export interface Upstream extends AsyncDisposable {
  /** Such as `http://127.0.0.1:51234`. */
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  /** The next exchange at this path that no earlier call has returned. */
  nextExchange(path: string): Promise<Exchange>;
  /** Handles requests from now on. Requests before that wait without a response. */
  handle(handler: Handler): void;
}

export async function startUpstream(
  options: { readonly host?: string; readonly port?: number; readonly handler?: Handler } = {},
): Promise<Upstream> {
  const exchanges: Exchange[] = [];
  const unread: Exchange[] = [];
  const waiting: { path: string; resolve: (exchange: Exchange) => void }[] = [];
  let handler: Handler = options.handler ?? (() => {});
  const server = createServer(async (request, response) => {
    const exchange = toExchange(request, await readBody(request), response);
    exchanges.push(exchange);
    const waiter = waiting.findIndex(({ path }) => path === exchange.request.path);
    if (waiter < 0) unread.push(exchange);
    else waiting.splice(waiter, 1)[0]?.resolve(exchange);
    await handler(exchange);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { address, family, port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    exchanges,
    nextExchange: async (path) => {
      const found = unread.findIndex(({ request }) => request.path === path);
      const [next] = found < 0 ? [] : unread.splice(found, 1);
      return next ?? new Promise((resolve) => waiting.push({ path, resolve }));
    },
    handle: (next) => {
      handler = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function toExchange(request: IncomingMessage, text: string, response: ServerResponse): Exchange {
  let gone = false;
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      if (response.writableEnded) return;
      gone = true;
      resolve();
    });
  });
  return {
    request: {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: parse(text),
    },
    closed,
    isClosed: () => gone,
    head: (status, headers = {}) => {
      response.writeHead(status, headers);
      response.flushHeaders();
    },
    write: (bytes) =>
      new Promise((resolve) => {
        if (gone) return resolve();
        response.write(bytes, () => resolve());
      }),
    end: (bytes = '') => void response.end(bytes),
    destroy: () => void response.destroy(),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
