import type { IncomingMessage } from 'node:http';
import { type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { QuotaExceededError, UnauthenticatedError } from '../errors.ts';
import type { Quotas } from '../quotas/quotas.ts';
import type { ClientConnection } from './client-connection.ts';
import type { Graphql } from './create-graphql.ts';
import type { OperationContext } from './operation-context.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import type { Subscription } from './subscription.ts';
import { identify } from './viewers.ts';

/** An operation that a client sent over a WebSocket. */
export interface SocketOperation {
  readonly graphql: Graphql;
  readonly verifier: TokenVerifier;
  readonly documents: PersistedDocuments;
  /** The request that opened the socket. */
  readonly request: IncomingMessage;
  readonly connection: ClientConnection;
  readonly payload: SubscribePayload;
  /** Without a viewer, the operation can contain its own token. */
  readonly context: OperationContext;
  readonly quotas: Quotas;
  /** Waits before the operation is refused because of its rate. */
  readonly delayRefusal: () => Promise<void>;
  /** Called with the viewer of the operation before it is read; null without a token. */
  readonly onIdentified: (viewer: Viewer | null) => void;
}

/** Executes a prepared operation. */
export type Run = () => OperationResult | Promise<OperationResult>;

type OperationResult = ExecutionResult | Subscription;

/**
 * Prepares an operation with the same pipeline as for HTTP, up to its execution.
 *
 * @returns the errors of an operation that cannot be executed.
 */
export async function prepareOperation(
  operation: SocketOperation,
): Promise<Run | readonly GraphQLError[]> {
  const { graphql, verifier, documents, request, connection, payload, context } = operation;
  try {
    const viewer = context.viewer ?? (await identify(verifier, authorizationOf(payload)));
    operation.onIdentified(viewer);
    operation.quotas.countOperation(viewer);
    const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({
      operation: { ...context, viewer },
      connection,
      req: request,
      params: payload,
    });
    const document = parse(documents.textOf(payload) ?? '');
    const contextValue = await contextFactory();
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const { operationName, variables: variableValues } = payload;
    const found = getOperationAST(document, operationName);
    if (found == null) return [new GraphQLError('Unable to identify operation')];
    const run = found.operation === 'subscription' ? subscribe : execute;
    return () => run({ schema, document, contextValue, operationName, variableValues });
  } catch (error) {
    if (error instanceof QuotaExceededError) await operation.delayRefusal();
    // An error of one operation must not close the WebSocket.
    if (error instanceof GraphQLError) return [error];
    const originalError = error instanceof Error ? error : new Error(String(error));
    return [new GraphQLError(originalError.message, { originalError })];
  }
}

function authorizationOf({ extensions }: SubscribePayload): string | undefined {
  const value = extensions?.['authorization'];
  if (value === undefined || typeof value === 'string') return value;
  throw new UnauthenticatedError('The extension "authorization" must be a string.');
}
