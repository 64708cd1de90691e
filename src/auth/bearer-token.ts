import { UnauthenticatedError } from '../errors.ts';

/** Maximum length in characters. Tokens are much shorter. */
const maxHeaderLength = 16_384;

/**
 * Returns the token of an Authorization header (RFC 6750, section 2.1); null when there is no
 * header.
 *
 * @throws UnauthenticatedError when the header is not one bearer token.
 */
export function bearerToken(header: string | null | undefined): string | null {
  if (header == null) return null;
  const [, token] = (header.length <= maxHeaderLength && /^bearer +(\S+) *$/i.exec(header)) || [];
  if (token === undefined) {
    throw new UnauthenticatedError(
      'The Authorization header must be "Bearer", a space, and a token.',
    );
  }
  return token;
}
