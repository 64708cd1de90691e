import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { AppError, type ErrorCode, InvalidInputError, isErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';

/** Turns anything that was thrown into what a client may see of it. */
export type ErrorMask = (error: unknown) => GraphQLError;

/**
 * Decides what clients see of an error. Expected errors keep their message and get their code; what
 * GraphQL itself finds wrong with an operation keeps its message, without the values that it quotes;
 * everything else is logged under an id, and clients see only the id.
 */
export function createErrorMask(log: Log): ErrorMask {
  return (error) => {
    if (error instanceof GraphQLError && isErrorCode(error.extensions['code'])) return error;
    const original = originalError(error);
    if (original instanceof AppError) return exposed(error, original);
    // The outermost one names the variable, and has its position.
    if (error instanceof GraphQLError && original instanceof GraphQLError) return rejected(error);
    if (isAbort(original)) return new GraphQLError('The client disconnected.', position(error));
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
  const http = httpOf(error);
  const code: ErrorCode = http?.status === 413 ? 'LIMIT_EXCEEDED' : 'INVALID_INPUT';
  return new GraphQLError(withoutValues(error.message), {
    ...position(error),
    extensions: withHttp(http, { code }),
  });
}

function exposed(error: unknown, original: AppError): GraphQLError {
  const { code } = original;
  const fields = original instanceof InvalidInputError ? { fields: original.fields } : {};
  return new GraphQLError(original.message, {
    ...position(error),
    extensions: withHttp(httpOf(error), { code, ...fields }),
  });
}

/** The HTTP status that the server is to answer with, in its own form. */
interface Http {
  readonly status: number;
  /** Whether the media type `application/json` is answered with 200 all the same. */
  readonly spec?: boolean;
}

function httpOf(error: unknown): Http | null {
  if (!(error instanceof GraphQLError)) return null;
  const { http, code } = error.extensions;
  const { status, spec, ...headers } = (http ?? {}) as Partial<Http>;
  if (status === undefined) return null;
  // A body that is no GraphQL request is a bad request for every client; a document that is wrong
  // (`spec`) is one only where the client asks for the media type that says so.
  return { ...headers, status, ...(code === 'BAD_REQUEST' || spec === undefined ? {} : { spec }) };
}

/** For the server to read; not enumerable, so that clients do not see it on any transport. */
function withHttp(http: Http | null, extensions: GraphQLErrorExtensions): GraphQLErrorExtensions {
  return http === null ? extensions : Object.defineProperty(extensions, 'http', { value: http });
}

/** The longest message about an operation. Names in it are as long as the client made them. */
const longestMessage = 1_000;

/**
 * A message of GraphQL without the value that it quotes: of a credential whose type is wrong, or
 * that stands beside an unknown field, nothing is to come back.
 */
function withoutValues(message: string): string {
  return message
    .slice(0, longestMessage)
    .replace(/, found: .*$/s, '.')
    .replace(/ Found: .*$/s, '')
    .replace(/( cannot represent (?:\w|[ -])+): .*$/s, '$1.');
}

/**
 * Whether the client has left. A request whose body breaks off is reported as ECONNRESET; that of a
 * provider or the database is an AppError by now.
 */
function isAbort(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === 'AbortError';
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
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
