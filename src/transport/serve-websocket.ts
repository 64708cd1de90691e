import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import type { Context as SocketContext, SubscribeMessage } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { UnauthenticatedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Graphql, graphqlPath, maximumMessageBytes } from './create-graphql.ts';
import type { ErrorMask } from './mask-error.ts';
import { RunningOperations, tracked } from './running-operations.ts';
import {
  closeAtExpiry,
  endWhenCompleted,
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
}

/** What is known of an accepted socket. */
interface Connection extends Record<PropertyKey, unknown> {
  viewer: Viewer | null;
  /** Aborted when the socket closes. */
  closed: AbortController;
  /** Ends each running operation by itself. */
  operations: RunningOperations;
}

type SocketExtra = Extra & Partial<Connection>;

/** The executor that the pipeline has prepared travels with the operation. */
interface Prepared {
  readonly execute: (args: ExecutionArgs) => unknown;
  readonly subscribe: (args: ExecutionArgs) => unknown;
  /** Ends with the operation. */
  readonly running: Disposable;
}

/** How long operations that are about to end may take when the server stops. */
const drainGraceMs = 1_000;

/** Serves graphql-transport-ws on the path of the HTTP endpoint, through the same pipeline. */
export function serveWebSocket(server: Server, options: WebSocketOptions): AsyncDisposable {
  const { verifier, log, maskError } = options;
  const sockets = new WebSocketServer({
    server,
    path: graphqlPath,
    maxPayload: maximumMessageBytes,
    perMessageDeflate: false,
  });
  const count = new SocketCount();
  const connected = new Set<Pick<SocketContext, 'subscriptions'>>();
  const disposable = useServer<Record<string, unknown>, Connection>(
    {
      execute: (args) => {
        const { execute, running } = args.rootValue as Prepared; // set in onSubscribe
        return tracked(execute(args), running) as never; // as it was
      },
      subscribe: (args) => {
        const { subscribe, running } = args.rootValue as Prepared; // likewise
        return tracked(subscribe(args), running) as never;
      },
      onConnect: async (context) => {
        const { connectionParams, extra } = context;
        connected.add(context);
        extra.closed = new AbortController();
        extra.operations = new RunningOperations();
        limitMessages(extra.socket);
        endWhenCompleted(extra.socket, extra.operations);
        try {
          extra.viewer = await identify(verifier, authorizationOf(connectionParams, extra));
          if (extra.viewer === null) return true;
          closeAtExpiry(extra.socket, extra.viewer);
          count.admit(extra.socket, extra.viewer);
          return true;
        } catch (error) {
          // Answering false closes the socket with 4403: Forbidden.
          if (error instanceof UnauthenticatedError) return false;
          throw error;
        }
      },
      onSubscribe: async ({ extra, subscriptions }, id, payload) => {
        if (Object.keys(subscriptions).length > mostOperations)
          return [maskError(tooManyOperations())];
        const prepared = await prepare(options, extra, { id, payload });
        return Array.isArray(prepared) ? prepared.map(maskError) : prepared;
      },
      onClose: (context) => {
        connected.delete(context);
        context.extra.closed?.abort();
      },
      onError: (_context, _id, _payload, errors) => {
        log.debug({ errors: errors.map(({ message }) => message) }, 'operation refused');
      },
    },
    sockets,
  );
  return {
    [Symbol.asyncDispose]: async () => {
      const deadline = Date.now() + drainGraceMs;
      const isBusy = () =>
        [...connected].some(({ subscriptions }) => Object.keys(subscriptions).length > 0);
      while (isBusy() && Date.now() < deadline) await delay(10);
      await disposable.dispose();
    },
  };
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

async function prepare(
  { graphql, verifier }: WebSocketOptions,
  extra: SocketExtra,
  { id, payload }: Pick<SubscribeMessage, 'id' | 'payload'>,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const closed = extra.closed?.signal ?? AbortSignal.abort();
  const running = (extra.operations ?? new RunningOperations()).start(id);
  const signal = AbortSignal.any([closed, running.signal]);
  let viewer = extra.viewer ?? null;
  try {
    // On an anonymous socket, each operation brings its own token.
    viewer ??= await identify(verifier, operationAuthorization(payload.extensions));
  } catch (error) {
    if (error instanceof UnauthenticatedError) return [unauthenticated(error)];
    throw error;
  }
  const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({
    operation: {
      viewer,
      signal,
      isConnected: () => extra.socket.readyState === extra.socket.OPEN,
    },
    req: extra.request,
    params: payload,
  });
  try {
    const document = parse(payload.query);
    const contextValue = await contextFactory();
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    return {
      schema,
      document,
      contextValue,
      operationName: payload.operationName,
      variableValues: payload.variables,
      rootValue: { execute, subscribe, running } satisfies Prepared,
    };
  } catch (error) {
    // A document that does not parse is the fault of its operation, not of the whole socket.
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function operationAuthorization(
  extensions: Readonly<Record<string, unknown>> | null | undefined,
): string | undefined {
  const value = extensions?.['authorization'];
  if (value === undefined || typeof value === 'string') return value;
  throw new UnauthenticatedError('The extension "authorization" must be a string.');
}

function unauthenticated(originalError: UnauthenticatedError): GraphQLError {
  return new GraphQLError(originalError.message, { originalError });
}
