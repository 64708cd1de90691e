import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { AppError, InvalidInputError, isErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';

/** Turns anything that was thrown into what a client may see of it. */
export type ErrorMask = (error: unknown) => GraphQLError;

/**
 * Decides what clients see of an error. Expected ones keep their message and get their code; what
 * GraphQL itself finds wrong with an operation is the client's to read; everything else is logged
 * under an id, and only the id is told.
 */
export function createErrorMask(log: Log): ErrorMask {
  return (error) => {
    if (error instanceof GraphQLError && isErrorCode(error.extensions['code'])) return error;
    const original = originalError(error);
    if (original instanceof AppError) return exposed(error, original);
    if (original instanceof GraphQLError) return rejected(original);
    if (isAbort(original)) return new GraphQLError('The client has left.', position(error));
    const requestId = randomUUID();
    log.error({ err: original, requestId }, 'unexpected error');
    return new GraphQLError('Unexpected error.', {
      ...position(error),
      extensions: { code: 'INTERNAL', requestId },
    });
  };
}

/** An operation or request that GraphQL or HTTP rules refuse: malformed, invalid, too large. */
function rejected(error: GraphQLError): GraphQLError {
  const { http, code } = error.extensions;
  // A body that is no GraphQL request is a bad request for every client; a document that is wrong
  // (`spec`) is one only where the client asks for the media type that says so.
  const { spec, ...status } = (http ?? {}) as { spec?: boolean; status?: number }; // Yoga's form
  const kept = code === 'BAD_REQUEST' || spec === undefined ? status : { ...status, spec };
  return new GraphQLError(error.message, {
    ...position(error),
    extensions: { code: 'INVALID_INPUT', ...(status.status === undefined ? {} : { http: kept }) },
  });
}

function exposed(error: unknown, original: AppError): GraphQLError {
  const { code } = original;
  const fields = original instanceof InvalidInputError ? { fields: original.fields } : {};
  return new GraphQLError(original.message, {
    ...position(error),
    extensions: { code, ...fields },
  });
}

/** Leaving is no failure of anyone's. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** GraphQL wraps what resolvers throw, sometimes more than once. */
function originalError(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined
    ? originalError(error.originalError)
    : error;
}

function position(error: unknown) {
  if (!(error instanceof GraphQLError)) return {};
  const { nodes, source, positions, path } = error;
  return { nodes, source, positions, path };
}
