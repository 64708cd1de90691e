import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exportJWK, type JWK, SignJWT } from 'jose';
import { type Exchange, startUpstream, type Upstream } from './upstream.ts';

/** Publishes keys over HTTP and signs tokens with them. A test can make it unreachable. */
export interface TokenIssuer extends AsyncDisposable {
  readonly jwksUrl: string;
  /** Number of requests for the keys. */
  readonly fetches: number;
  /** Adds a key with an ID, and publishes it. */
  publish(kid: string): void;
  withdraw(kid: string): void;
  /** Signs a token with a key, published or not. */
  sign(kid: string, claims?: Record<string, unknown>): Promise<string>;
  /** Handles requests for the keys. @default responds with the keys */
  answer: (exchange: Exchange) => void | Promise<void>;
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  const keys = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
  const published = new Set<string>();
  const keyOf = (kid: string) => {
    const pair = keys.get(kid) ?? generateKeyPairSync('ec', { namedCurve: 'P-256' });
    keys.set(kid, pair);
    return pair;
  };
  const upstream: Upstream = await startUpstream({
    handler: (exchange) => issuer.answer(exchange),
  });
  const issuer: TokenIssuer = {
    jwksUrl: `${upstream.url}/jwks`,
    get fetches() {
      return upstream.exchanges.length;
    },
    publish: (kid) => {
      keyOf(kid);
      published.add(kid);
    },
    withdraw: (kid) => void published.delete(kid),
    sign: async (kid, claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const scope = 'models:read models:use';
      const payload = { tenant_id: 'acme', sub: 'ann', scope, iat: now, exp: now + 600, ...claims };
      const header = { alg: 'ES256', kid };
      return new SignJWT(payload).setProtectedHeader(header).sign(keyOf(kid).privateKey);
    },
    answer: async (exchange) => {
      const jwks: JWK[] = await Promise.all(
        [...published].map(async (kid) => ({ ...(await exportJWK(keyOf(kid).publicKey)), kid })),
      );
      exchange.head(200, { 'content-type': 'application/json' });
      exchange.end(JSON.stringify({ keys: jwks }));
    },
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
  return issuer;
}

/** The handler of an unreachable issuer. */
export const unreachable = (exchange: Exchange): void => exchange.destroy();
