import type { Plugin } from 'graphql-yoga';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { AuthUnavailableError, QuotaExceededError, UnauthenticatedError } from '../errors.ts';
import type { Quotas } from '../quotas/quotas.ts';
import { errorResponse } from './error-response.ts';
import type { ErrorMask } from './mask-error.ts';
import { quotaHeaders } from './quota-headers.ts';
import { delayRefusal } from './refusal-delay.ts';
import { identify } from './viewers.ts';

/** The viewers of the requests in progress. */
export type RequestViewers = WeakMap<Request, Viewer | null>;

export interface AuthenticationOptions {
  readonly verifier: TokenVerifier;
  readonly viewers: RequestViewers;
  readonly maskError: ErrorMask;
  readonly quotas: Quotas;
  /** Path of the requests that are operations. */
  readonly operationPath: string;
}

/**
 * Verifies the Authorization header before any other step. The response has the status 401 for an
 * invalid token, and 503 when the token cannot be verified at the moment. A request without the
 * header continues without a viewer. The status is 429 for an operation that exceeds the rate of its
 * tenant or subject, or that of operations without a token, before it is read.
 */
export function useAuthentication(options: AuthenticationOptions): Plugin {
  const { verifier, viewers, maskError, quotas, operationPath } = options;
  return {
    async onRequest({ request, url, endResponse }) {
      try {
        const viewer = await identify(verifier, request.headers.get('authorization'));
        if (url.pathname === operationPath) quotas.countOperation(viewer);
        viewers.set(request, viewer);
      } catch (error) {
        if (error instanceof QuotaExceededError) await delayRefusal();
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
  if (error instanceof QuotaExceededError) return { status: 429, headers: quotaHeaders(error) };
  return { status: 500, headers: {} };
}
