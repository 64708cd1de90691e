import type { IncomingMessage } from 'node:http';
import { type ExecutionResult, GraphQLError, getOperationAST } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { TokenVerifier } from '../auth/token.ts';
import { UnauthenticatedError } from '../errors.ts';
import type { ClientConnection } from './client-connection.ts';
import type { Graphql } from './create-graphql.ts';
import type { OperationContext } from './operation-context.ts';
import type { Subscription } from './subscription.ts';
import { identify } from './viewers.ts';

/** An operation that has come over a socket. */
export interface SocketOperation {
  readonly graphql: Graphql;
  readonly verifier: TokenVerifier;
  /** The request that opened the socket. */
  readonly request: IncomingMessage;
  readonly connection: ClientConnection;
  readonly payload: SubscribePayload;
  /** What is known of it; without a viewer, the operation brings a token of its own. */
  readonly context: OperationContext;
}

/** Executes a prepared operation. */
export type Run = () => OperationResult | Promise<OperationResult>;

type OperationResult = ExecutionResult | Subscription;

/**
 * Takes an operation through the same pipeline as one over HTTP, up to its execution.
 *
 * @returns errors when the operation is not to be executed.
 */
export async function prepareOperation(
  operation: SocketOperation,
): Promise<Run | readonly GraphQLError[]> {
  const { graphql, verifier, request, connection, payload, context } = operation;
  try {
    const viewer = context.viewer ?? (await identify(verifier, authorizationOf(payload)));
    const { schema, execute, subscribe, contextFactory, parse, validate } = graphql.getEnveloped({
      operation: { ...context, viewer },
      connection,
      req: request,
      params: payload,
    });
    const document = parse(payload.query);
    const contextValue = await contextFactory();
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const { operationName, variables: variableValues } = payload;
    const found = getOperationAST(document, operationName);
    if (found == null) return [new GraphQLError('Unable to identify operation')];
    const run = found.operation === 'subscription' ? subscribe : execute;
    return () => run({ schema, document, contextValue, operationName, variableValues });
  } catch (error) {
    // What is wrong with an operation is no fault of the whole socket.
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
