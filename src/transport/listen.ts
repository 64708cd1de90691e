import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createOperation, inOperation } from '../current-operation.ts';
import { ShuttingDownError } from '../errors.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { acceptConnections } from './accept-connections.ts';
import type { CloseReason } from './client-connection.ts';
import { ClientConnections, type ClientConnectionsOptions } from './client-connections.ts';
import { closeCodes } from './close-codes.ts';
import { listenFailure } from './listen-failure.ts';
import type { ConsoleHandler } from './serve-console.ts';
import { serveWebSocket, type WebSocketOptions } from './serve-websocket.ts';
import { withValidHost } from './valid-host.ts';

export interface ListenOptions extends WebSocketOptions, ClientConnectionsOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly metrics: Metrics;
  /** Responds to requests for the console. @default it is not served */
  readonly console?: ConsoleHandler | null;
}

/** A server that accepts connections until it is disposed of. */
export interface Listener extends AsyncDisposable {
  /** URL of the server, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
}

/** Time for responses and operations to end when the server stops, in milliseconds. */
const drainMs = 1_000;

const pollMs = 10;

const serverStops = (): CloseReason => ({
  code: closeCodes.goingAway,
  error: new ShuttingDownError('The server is stopping. Connect again to resume.'),
});

/** @throws StartupError when the server cannot listen on the host and port. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { graphql, host, port } = options;
  using stack = new DisposableStack();
  const responses = new Set<ServerResponse>();
  const handle = withValidHost((request, response) => {
    responses.add(response);
    response.once('close', () => responses.delete(response));
    if (options.console?.(request, response) === true) return;
    const operation = createOperation(request.headers);
    response.setHeader('x-request-id', operation.requestId);
    const connection = connections.of(request.socket);
    void inOperation(operation, () => graphql(request, response, { connection }));
  });
  const server = createServer(handle);
  let upgraded = 0;
  server.on('upgrade', (_request, socket) => {
    upgraded += 1;
    socket.once('close', () => {
      upgraded -= 1;
    });
  });
  options.metrics.read('sockets', () => upgraded);
  const connections = stack.use(new ClientConnections(server, options));
  const others = await acceptConnections(server, { host, port }).catch((error) => {
    throw listenFailure(error, options);
  });
  // Before the first connection is accepted. Earlier, it would throw errors of listening too.
  const sockets = stack.use(serveWebSocket(server, { ...options, connections }));
  const held = stack.move();
  return {
    origin: originOf(server),
    [Symbol.asyncDispose]: async () => {
      const closed = Promise.all([server, ...others].map((each) => once(each.close(), 'close')));
      // A connection is idle only after its response has ended, so check repeatedly.
      const closeIdle = setInterval(() => server.closeIdleConnections(), pollMs);
      const deadline = Date.now() + drainMs;
      const isBusy = () => responses.size > 0 || sockets.isBusy();
      while (isBusy() && Date.now() < deadline) await delay(pollMs);
      connections.close(serverStops());
      await closed;
      clearInterval(closeIdle);
      held.dispose();
    },
  };
}

function originOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo; // The server listens on TCP.
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
