import type { Config } from '../config.ts';
import { isLoopback } from '../egress/address.ts';
import { issueToken } from './issue-token.ts';
import { scopes } from './viewer.ts';

/** Issues tokens for development. */
export type DevelopmentTokens = () => Promise<string>;

/**
 * Offers tokens with all scopes, but only where they are valid for this installation alone: outside
 * production, signed with a generated secret, and on a loopback address.
 *
 * @returns the reason when tokens are not offered; null in production.
 */
export function developmentTokens(config: Config): DevelopmentTokens | string | null {
  const { production, jwt, host } = config;
  if (production) return null;
  if (jwt.key.kind !== 'secret') return 'tokens are verified with a public key';
  if (jwt.key.isGenerated !== true) return 'JWT_SECRET is set';
  if (!isLoopback(host)) return 'HOST is not a loopback address';
  const { secret } = jwt.key;
  const ttlSeconds = Math.min(jwt.maxAgeSeconds ?? daySeconds, daySeconds);
  const claims = { tenantId: 'dev', subject: 'developer', scopes, ttlSeconds };
  return () => issueToken({ ...jwt, secret }, claims);
}

const daySeconds = 86_400;
