import type { Plugin } from 'graphql-yoga';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { AuthUnavailableError, UnauthenticatedError } from '../errors.ts';
import { errorResponse } from './error-response.ts';
import type { ErrorMask } from './mask-error.ts';
import { identify } from './viewers.ts';

/** The viewers of the requests in progress. */
export type RequestViewers = WeakMap<Request, Viewer | null>;

export interface AuthenticationOptions {
  readonly verifier: TokenVerifier;
  readonly viewers: RequestViewers;
  readonly maskError: ErrorMask;
}

/**
 * Verifies the Authorization header before any other step. The response has the status 401 for an
 * invalid token, and 503 when the token cannot be verified at the moment. A request without the
 * header continues without a viewer.
 */
export function useAuthentication({ verifier, viewers, maskError }: AuthenticationOptions): Plugin {
  return {
    async onRequest({ request, endResponse }) {
      try {
        viewers.set(request, await identify(verifier, request.headers.get('authorization')));
      } catch (error) {
        const accept = request.headers.get('accept');
        endResponse(errorResponse([maskError(error).toJSON()], { ...headOf(error), accept }));
      }
    },
  };
}

function headOf(error: unknown): { status: number; headers: Record<string, string> } {
  if (error instanceof UnauthenticatedError) {
    return { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
  }
  if (error instanceof AuthUnavailableError) {
    return { status: 503, headers: { 'retry-after': `${error.retryAfterSeconds}` } };
  }
  return { status: 500, headers: {} };
}
