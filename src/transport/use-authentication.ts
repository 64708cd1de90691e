import type { Plugin } from 'graphql-yoga';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type AppError, AuthUnavailableError, UnauthenticatedError } from '../errors.ts';
import { identify } from './viewers.ts';

/** The viewers of the requests that are being served. */
export type RequestViewers = WeakMap<Request, Viewer | null>;

/**
 * Verifies the Authorization header before anything else is done with a request, and answers 401
 * when it does not hold, 503 when that cannot be found out. A request without one goes on without a
 * viewer.
 */
export function useAuthentication(verifier: TokenVerifier, viewers: RequestViewers): Plugin {
  return {
    async onRequest({ request, fetchAPI, endResponse }) {
      try {
        viewers.set(request, await identify(verifier, request.headers.get('authorization')));
      } catch (error) {
        const head = headOf(error);
        if (head === null) throw error;
        const { message, code } = error as AppError; // of a kind that has a head
        endResponse(fetchAPI.Response.json({ errors: [{ message, extensions: { code } }] }, head));
      }
    },
  };
}

/** Null for what is no answer to a token. */
function headOf(error: unknown): { status: number; headers: Record<string, string> } | null {
  if (error instanceof UnauthenticatedError) {
    return { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
  }
  if (error instanceof AuthUnavailableError) {
    return { status: 503, headers: { 'retry-after': `${error.retryAfterSeconds}` } };
  }
  return null;
}
