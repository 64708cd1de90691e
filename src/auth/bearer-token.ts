import { UnauthenticatedError } from '../errors.ts';

/** Longer than any token, and short enough not to be a burden. */
const longestHeader = 16_384;

/**
 * The token of an Authorization header (RFC 6750, section 2.1); null when there is no header.
 *
 * @throws UnauthenticatedError when it is anything but one bearer token.
 */
export function bearerToken(header: string | null | undefined): string | null {
  if (header == null) return null;
  const [, token] = (header.length <= longestHeader && /^bearer +(\S+) *$/i.exec(header)) || [];
  if (token === undefined) {
    throw new UnauthenticatedError(
      'The Authorization header must be "Bearer", a space, and a token.',
    );
  }
  return token;
}
