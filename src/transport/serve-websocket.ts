import type { Server } from 'node:http';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { AnonymousSockets } from './anonymous-sockets.ts';
import type { ClientConnections } from './client-connections.ts';
import { graphqlPath, maximumMessageBytes } from './create-graphql.ts';
import { delayRefusal } from './refusal-delay.ts';
import { keepAlive } from './socket-limits.ts';
import { SocketSession, type SocketSessionOptions } from './socket-session.ts';

export interface WebSocketOptions extends Omit<SocketSessionOptions, 'anonymous'> {
  /** Interval in which a client must respond to a ping, in milliseconds. @default 12,000 */
  readonly keepAliveMs?: number | undefined;
}

/** The WebSockets of a server. Disposing of it rejects new ones; open ones stay open. */
export interface WebSockets extends Disposable {
  /** Whether any operation is running. */
  isBusy(): boolean;
}

/** Serves graphql-transport-ws on the path of the HTTP endpoint, with the same pipeline. */
export function serveWebSocket(
  server: Server,
  options: WebSocketOptions & { readonly connections: ClientConnections },
): WebSockets {
  const anonymous = new AnonymousSockets(options.quotas);
  const sessions = new Set<SocketSession>();
  const sockets = new WebSocketServer({
    server,
    path: graphqlPath,
    maxPayload: maximumMessageBytes,
    // Frames are written without the library, which is possible only without compression.
    perMessageDeflate: false,
    handleProtocols,
    verifyClient: (_info, accept) => {
      // A client that opens a WebSocket whenever one was closed would use all CPU time.
      if (anonymous.isFull) void delayRefusal().then(() => accept(true));
      else accept(true);
    },
  });
  sockets.on('connection', (socket, request) => {
    const connection = options.connections.of(request.socket);
    const session = new SocketSession({ ...options, anonymous, socket, request, connection });
    sessions.add(session);
    socket.once('close', () => sessions.delete(session));
  });
  const alive = keepAlive(sockets.clients, options.keepAliveMs);
  return {
    isBusy: () => [...sessions].some(({ size }) => size > 0),
    [Symbol.dispose]: () => {
      alive[Symbol.dispose]();
      sockets.removeAllListeners();
      sockets.close();
    },
  };
}
