import type { Plugin } from 'graphql-yoga';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { UnauthenticatedError } from '../errors.ts';
import { identify } from './viewers.ts';

/** The viewers of the requests that are being served. */
export type RequestViewers = WeakMap<Request, Viewer | null>;

/**
 * Verifies the Authorization header before anything else is done with a request, and answers 401
 * when it does not hold. A request without one goes on without a viewer.
 */
export function useAuthentication(verifier: TokenVerifier, viewers: RequestViewers): Plugin {
  return {
    async onRequest({ request, fetchAPI, endResponse }) {
      try {
        viewers.set(request, await identify(verifier, request.headers.get('authorization')));
      } catch (error) {
        if (!(error instanceof UnauthenticatedError)) throw error;
        const { message, code } = error;
        endResponse(
          fetchAPI.Response.json(
            { errors: [{ message, extensions: { code } }] },
            { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
          ),
        );
      }
    },
  };
}
