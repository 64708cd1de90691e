import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { handleProtocols, makeServer, type Context as SocketContext } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { UnauthenticatedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { bindSocket, type SocketExtra } from './bind-socket.ts';
import { type Graphql, graphqlPath, maximumMessageBytes } from './create-graphql.ts';
import type { ErrorMask } from './mask-error.ts';
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
  readonly log: Log;
  readonly maskError: ErrorMask;
  /** How often a client has to show that it is there. @default 12 seconds */
  readonly keepAliveMs?: number | undefined;
}

/** How long operations that are about to end may take when the server stops. */
const drainGraceMs = 1_000;

/** Serves graphql-transport-ws on the path of the HTTP endpoint, through the same pipeline. */
export function serveWebSocket(server: Server, options: WebSocketOptions): AsyncDisposable {
  const { graphql, verifier, log, maskError } = options;
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
        // Answering false closes the socket with 4403: Forbidden.
        if (error instanceof UnauthenticatedError) return false;
        throw error;
      }
    },
    onSubscribe: async ({ extra }, id, payload) => {
      const { socket, request, operations } = extra;
      if (operations.size > mostOperations) return [maskError(tooManyOperations())];
      const context = {
        viewer: viewers.get(extra) ?? null,
        signal: operations.signalOf(id),
        isConnected: () => socket.readyState === socket.OPEN,
      };
      const prepared = await prepareOperation({ graphql, verifier, request, payload, context });
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
    bindSocket(protocol, { socket, request, log });
  });
  const alive = keepAlive(sockets.clients, options.keepAliveMs);
  return {
    [Symbol.asyncDispose]: async () => {
      const deadline = Date.now() + drainGraceMs;
      const isBusy = () => [...running].some(({ operations }) => operations.size > 0);
      while (isBusy() && Date.now() < deadline) await delay(10);
      alive[Symbol.dispose]();
      for (const socket of sockets.clients) socket.close(1001, 'Going away');
      sockets.removeAllListeners();
      await new Promise((resolve) => sockets.close(resolve));
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
