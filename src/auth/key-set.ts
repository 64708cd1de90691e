import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';

/** The issuer's keys cannot be fetched, which says nothing about the token. */
export class KeySetUnavailableError extends Error {
  override name = 'KeySetUnavailableError';
}

export type Fetch = typeof globalThis.fetch;

const largestKeySet = 65_536;

/**
 * The issuer's published keys, fetched when first needed, then cached for ten minutes. An unknown
 * key id fetches them again, at most every 30 seconds.
 */
export function createKeySet(url: string, fetch: Fetch): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: 5_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
    [customFetch]: (address, options) => fetchBounded(fetch, address, options),
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error;
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new KeySetUnavailableError("The issuer's keys cannot be fetched.", { cause: error });
    }
  };
}

async function fetchBounded(fetch: Fetch, url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largestKeySet) throw new Error('The key set is too large.');
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: response.status });
}
