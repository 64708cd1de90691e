import { bearerToken } from '../auth/bearer-token.ts';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';

/**
 * Tells who is calling, the same way for a request's header and a socket's `connection_init`.
 *
 * @param authorization value of the header or of the connection parameter.
 * @returns null when nothing was sent; services decide what that may do.
 * @throws UnauthenticatedError for a token that is malformed or does not verify.
 * @throws AuthUnavailableError when that cannot be found out now.
 */
export async function identify(
  verifier: TokenVerifier,
  authorization: string | null | undefined,
): Promise<Viewer | null> {
  const token = bearerToken(authorization);
  return token === null ? null : verifier.verify(token);
}
