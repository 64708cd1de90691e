import type { CombinedError } from '@urql/core';

/** A failure, in the API's own words. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** The provider's own words. */
  readonly detail?: string | null;
  readonly fields?: readonly { readonly path: readonly string[]; readonly message: string }[];
}

/** Thrown when an operation does not return its payload. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) };
}

interface GraphqlErrorLike {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export function problemOfErrors(errors: readonly GraphqlErrorLike[]): Problem {
  const [first] = errors;
  const code = first?.extensions?.['code'];
  return {
    code: typeof code === 'string' ? code : 'INTERNAL',
    message: first?.message ?? 'The server returned no result.',
  };
}

export function problemOfCombined({ graphQLErrors, networkError }: CombinedError): Problem {
  if (graphQLErrors.length > 0) return problemOfErrors(graphQLErrors);
  const reason = networkError?.message ?? 'unknown';
  return {
    code: 'OFFLINE',
    message: `The server cannot be reached (${reason}). Check that it is running.`,
  };
}

type Failure = { readonly code: string; readonly message: string };

/**
 * The success of a result union.
 *
 * @throws ApiError for an error of the union.
 */
export function payloadOf<Result extends object>(result: Result): Exclude<Result, Failure> {
  if ('code' in result && 'message' in result) throw new ApiError(result as unknown as Problem); // selected by ErrorParts
  return result as Exclude<Result, Failure>;
}
