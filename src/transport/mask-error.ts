import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { currentOperation } from '../current-operation.ts';
import {
  AppError,
  type ErrorCode,
  InvalidInputError,
  isErrorCode,
  OverloadedError,
  QuotaExceededError,
} from '../errors.ts';
import type { Log } from '../log.ts';

/** Converts a thrown value to the error that a client gets. */
export type ErrorMask = (error: unknown) => GraphQLError;

/**
 * Creates the function that decides which parts of an error clients get. Expected errors keep their
 * message and get their code. Errors of GraphQL about an operation keep their message without quoted
 * values. All other errors are logged with a request ID, and clients get only that ID.
 */
export function createErrorMask(log: Log): ErrorMask {
  const mask = createMask(log);
  /** Errors are masked again on their way to the client. */
  const logged = new WeakSet<GraphQLError>();
  return (error) => {
    const masked = mask(error);
    if (logged.has(masked)) return masked;
    logged.add(masked);
    // Only the code: a message can quote the operation.
    log.debug({ code: masked.extensions['code'] ?? null }, 'operation refused');
    return masked;
  };
}

function createMask(log: Log): ErrorMask {
  return (error) => {
    if (error instanceof GraphQLError && isErrorCode(error.extensions['code'])) return error;
    const original = originalError(error);
    if (original instanceof AppError) return exposed(error, original);
    // The outermost error names the variable and has its position.
    if (error instanceof GraphQLError && original instanceof GraphQLError) return rejected(error);
    if (isAbort(original)) return new GraphQLError('The client disconnected.', position(error));
    const requestId = currentOperation()?.requestId ?? randomUUID();
    log.error({ err: original, requestId }, 'unexpected error');
    return new GraphQLError('Unexpected error.', {
      ...position(error),
      extensions: { code: 'INTERNAL', requestId },
    });
  };
}

/** Converts the error for an operation or request that is malformed, invalid or too large. */
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
  return new GraphQLError(original.message, {
    ...position(error),
    extensions: withHttp(httpOf(error), { code, ...detailsOf(original) }),
  });
}

function detailsOf(error: AppError): GraphQLErrorExtensions {
  if (error instanceof InvalidInputError) return { fields: error.fields };
  if (error instanceof OverloadedError) return { retryAfterMs: error.retryAfterMs };
  if (!(error instanceof QuotaExceededError)) return {};
  const { quota, limit, retryAfterMs } = error;
  return { quota, limit, retryAfterMs };
}

/** The HTTP status of the response, in the format of graphql-yoga. */
interface Http {
  readonly status: number;
  /** Whether responses of the media type `application/json` have the status 200 instead. */
  readonly spec?: boolean;
}

function httpOf(error: unknown): Http | null {
  if (!(error instanceof GraphQLError)) return null;
  const { http, code } = error.extensions;
  const { status, spec, ...headers } = (http ?? {}) as Partial<Http>;
  if (status === undefined) return null;
  // A body that is not a GraphQL request has its status for every client. An invalid document
  // (`spec`) has it only for clients that accept `application/graphql-response+json`.
  return { ...headers, status, ...(code === 'BAD_REQUEST' || spec === undefined ? {} : { spec }) };
}

/** The property is not enumerable: graphql-yoga can read it, but no transport sends it. */
function withHttp(http: Http | null, extensions: GraphQLErrorExtensions): GraphQLErrorExtensions {
  return http === null ? extensions : Object.defineProperty(extensions, 'http', { value: http });
}

/** Maximum length of a message about an operation, whose names the client chooses. */
const maxMessageCharacters = 1_000;

/**
 * Removes quoted values from a message of GraphQL. It quotes a value of the wrong type, and an
 * object that has an unknown field, and either can be or contain a credential.
 */
function withoutValues(message: string): string {
  return message
    .slice(0, maxMessageCharacters)
    .replace(/, found: .*$/s, '.')
    .replace(/ Found: .*$/s, '')
    .replace(/( cannot represent (?:\w|[ -])+): .*$/s, '$1.');
}

/**
 * Whether the client has disconnected. ECONNRESET means that the request body is incomplete: the
 * same error of a provider or of the database has already been converted to an AppError.
 */
function isAbort(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === 'AbortError';
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

/** Returns the error that a resolver threw: GraphQL wraps it, sometimes more than once. */
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
