import { bearerToken } from '../auth/bearer-token.ts';
import type { TokenVerifier } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';

/**
 * Identifies the caller from the header of a request or the `connection_init` of a WebSocket.
 *
 * @param authorization value of the header or of the connection parameter.
 * @returns null when no token was sent; services decide whether that is allowed.
 * @throws UnauthenticatedError when the token is malformed or invalid.
 * @throws AuthUnavailableError when the token cannot be verified at the moment.
 */
export async function identify(
  verifier: TokenVerifier,
  authorization: string | null | undefined,
): Promise<Viewer | null> {
  const token = bearerToken(authorization);
  return token === null ? null : verifier.verify(token);
}
