import type { Server } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { handleProtocols, makeServer, type Context as SocketContext } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { AuthUnavailableError, UnauthenticatedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { bindSocket, type SocketExtra } from './bind-socket.ts';
import type { ClientConnections } from './client-connections.ts';
import { type Graphql, graphqlPath, maximumMessageBytes } from './create-graphql.ts';
import type { ErrorMask } from './mask-error.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { type Executors, prepareOperation } from './prepare-operation.ts';
import {
  closeAtExpiry,
  keepAlive,
  limitMessages,
  mostOperations,
  SocketCount,
  tooManyOperations,
} from './socket-limits.ts';
import { identify } from './viewers.ts';

export interface WebSocketOptions {
  readonly graphql: Graphql;
  readonly verifier: TokenVerifier;
  readonly documents: PersistedDocuments;
  readonly log: Log;
  readonly maskError: ErrorMask;
  /** How often a client has to show that it is there. @default 12 seconds */
  readonly keepAliveMs?: number | undefined;
}

/** RFC 6455, as registered with IANA. Clients of graphql-ws reconnect after it. */
const tryAgainLater = 1013;

/** The WebSocket side of a server. Disposing of it refuses new sockets; open ones stay. */
export interface WebSockets extends Disposable {
  /** Whether any operation is running. */
  isBusy(): boolean;
}

/** Serves graphql-transport-ws on the path of the HTTP endpoint, through the same pipeline. */
export function serveWebSocket(
  server: Server,
  options: WebSocketOptions & { readonly connections: ClientConnections },
): WebSockets {
  const { graphql, verifier, documents, log, maskError, connections } = options;
  const count = new SocketCount();
  const viewers = new WeakMap<SocketExtra, Viewer>();
  const running = new Set<SocketExtra>();
  const protocol = makeServer<Record<string, unknown>, SocketExtra>({
    execute: ({ rootValue, ...args }) =>
      answered(maskError, () => (rootValue as Executors).execute(args)), // set when prepared
    subscribe: ({ rootValue, ...args }) =>
      answered(maskError, () => (rootValue as Executors).subscribe(args)), // likewise
    onConnect: async ({ connectionParams, extra }) => {
      running.add(extra);
      try {
        const viewer = await identify(verifier, authorizationOf(connectionParams, extra));
        if (viewer === null) return true;
        viewers.set(extra, viewer);
        closeAtExpiry(extra.socket, viewer);
        count.admit(extra.socket, viewer);
        return true;
      } catch (error) {
        if (error instanceof AuthUnavailableError) extra.socket.close(tryAgainLater, error.message);
        else if (!(error instanceof UnauthenticatedError)) throw error;
        // Closes a socket that is open with 4403: Forbidden.
        return false;
      }
    },
    onSubscribe: async ({ extra }, id, payload) => {
      const { socket, request, connection, operations } = extra;
      if (operations.size > mostOperations) return [maskError(tooManyOperations())];
      const context = {
        viewer: viewers.get(extra) ?? null,
        signal: operations.signalOf(id),
        isConnected: () => socket.readyState === socket.OPEN,
      };
      await connection.room();
      const prepared = await prepareOperation({
        graphql,
        verifier,
        documents,
        request,
        connection,
        payload,
        context,
      });
      return Array.isArray(prepared) ? prepared.map(maskError) : prepared;
    },
    onError: (_context, _id, _payload, errors) => {
      const masked = errors.map(maskError);
      // Their messages quote the operation.
      log.debug({ codes: masked.map(({ extensions }) => extensions['code']) }, 'operation refused');
      return masked.map((error) => error.toJSON());
    },
    onClose: ({ extra }: SocketContext<Record<string, unknown>, SocketExtra>) => {
      running.delete(extra);
    },
  });
  const sockets = new WebSocketServer({
    server,
    path: graphqlPath,
    maxPayload: maximumMessageBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  sockets.on('connection', (socket, request) => {
    limitMessages(socket);
    bindSocket(protocol, { socket, request, connection: connections.of(request.socket), log });
  });
  const alive = keepAlive(sockets.clients, options.keepAliveMs);
  return {
    isBusy: () => [...running].some(({ operations }) => operations.size > 0),
    [Symbol.dispose]: () => {
      alive[Symbol.dispose]();
      sockets.removeAllListeners();
      sockets.close();
    },
  };
}

/** What fails outside of every field is an answer too: thrown, it would close the whole socket. */
async function answered(maskError: ErrorMask, run: () => unknown) {
  try {
    return (await run()) as ExecutionResult | AsyncGenerator<ExecutionResult>; // of the pipeline
  } catch (error) {
    return { errors: [maskError(error)] };
  }
}

function authorizationOf(
  parameters: Readonly<Record<string, unknown>> | undefined,
  { request }: SocketExtra,
): string | undefined {
  const parameter = parameters?.['authorization'] ?? parameters?.['Authorization'];
  if (parameter === undefined) return request.headers.authorization;
  if (typeof parameter === 'string') return parameter;
  throw new UnauthenticatedError('The connection parameter "authorization" must be a string.');
}
