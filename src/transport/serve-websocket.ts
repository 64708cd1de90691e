import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { CloseCode, type Context as SocketContext, type SubscribeMessage } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { clockSkew, type TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { UnauthenticatedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Graphql, graphqlPath, maximumMessageBytes } from './create-graphql.ts';
import type { ErrorMask } from './mask-error.ts';
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
}

type SocketExtra = Extra & Partial<Connection>;

/** The executor that the pipeline has prepared travels with the operation. */
interface Prepared {
  readonly execute: (args: ExecutionArgs) => unknown;
  readonly subscribe: (args: ExecutionArgs) => unknown;
}

/** How long operations that are about to end may take when the server stops. */
const drainGraceMs = 1_000;

/** Serves graphql-transport-ws on the path of the HTTP endpoint, through the same pipeline. */
export function serveWebSocket(server: Server, options: WebSocketOptions): AsyncDisposable {
  const { graphql, verifier, log, maskError } = options;
  const sockets = new WebSocketServer({
    server,
    path: graphqlPath,
    maxPayload: maximumMessageBytes,
    perMessageDeflate: false,
  });
  const connected = new Set<Pick<SocketContext, 'subscriptions'>>();
  const disposable = useServer<Record<string, unknown>, Connection>(
    {
      execute: (args) => (args.rootValue as Prepared).execute(args) as never, // set in onSubscribe
      subscribe: (args) => (args.rootValue as Prepared).subscribe(args) as never, // likewise
      onConnect: async (context) => {
        const { connectionParams, extra } = context;
        connected.add(context);
        extra.closed = new AbortController();
        try {
          extra.viewer = await identify(verifier, authorizationOf(connectionParams, extra));
          if (extra.viewer !== null) closeAtExpiry(extra.socket, extra.viewer);
          return true;
        } catch (error) {
          // Answering false closes the socket with 4403: Forbidden.
          if (error instanceof UnauthenticatedError) return false;
          throw error;
        }
      },
      onSubscribe: async ({ extra }, _id, payload) => {
        const prepared = await prepare(graphql, extra, payload);
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

/** The longest that a timer can wait; tokens of more than 24 days outlive their sockets. */
const longestTimer = 2_147_483_647;

/** A token that would no longer open a socket does not keep one open either. */
function closeAtExpiry(socket: WebSocket, { expiresAt }: Viewer): void {
  const remaining = expiresAt.getTime() + clockSkew * 1000 - Date.now();
  const expire = () => socket.close(CloseCode.Forbidden, 'The token has expired.');
  const timer = setTimeout(expire, Math.min(remaining, longestTimer));
  socket.once('close', () => clearTimeout(timer));
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
  graphql: Graphql,
  extra: SocketExtra,
  payload: SubscribeMessage['payload'],
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const signal = extra.closed?.signal ?? AbortSignal.abort();
  const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({
    operation: { viewer: extra.viewer ?? null, signal },
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
      rootValue: { execute, subscribe } satisfies Prepared,
    };
  } catch (error) {
    // A document that does not parse is the fault of its operation, not of the whole socket.
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
