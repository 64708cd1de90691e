import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { serveWebSocket, type WebSocketOptions } from './serve-websocket.ts';
import { withValidHost } from './valid-host.ts';

export interface ListenOptions extends WebSocketOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** A server that accepts connections until it is disposed of. */
export interface Listener extends AsyncDisposable {
  /** Where it is reached, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
}

/** How long responses that are under way may take when the server stops. */
const closeGraceMs = 2_000;

/** @throws the system's error when the address cannot be listened on. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { graphql, host, port } = options;
  const server = createServer(withValidHost(graphql));
  const sockets = serveWebSocket(server, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    origin: originOf(server),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await sockets[Symbol.asyncDispose]();
      server.closeIdleConnections();
      await Promise.race([closed, delay(closeGraceMs, undefined, { ref: false })]);
      server.closeAllConnections();
      await closed;
    },
  };
}

function originOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo; // it listens on TCP
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
