import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { AppError, InvalidInputError } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * Decides what clients see of an error. Expected ones keep their message and get their code; what
 * GraphQL itself finds wrong with an operation is the client's to read; everything else is logged
 * under an id, and only the id is told.
 */
export function createErrorMask(log: Log): (error: unknown) => GraphQLError {
  return (error) => {
    const original = originalError(error);
    if (original instanceof AppError) return exposed(error, original);
    if (original instanceof GraphQLError) return rejected(original);
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
  const { http } = error.extensions;
  return new GraphQLError(error.message, {
    ...position(error),
    extensions: { code: 'INVALID_INPUT', ...(http === undefined ? {} : { http }) },
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
