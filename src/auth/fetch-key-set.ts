import { readBody } from '../egress/read-body.ts';

export type Fetch = typeof globalThis.fetch;

/** Maximum size of the response. */
const maxBytes = 65_536;
/** Time from the request to the last byte. */
const timeoutMs = 5_000;

/** @throws unless the issuer responds in time with one JSON document and without a redirect. */
export async function fetchKeySet(url: string, fetch: Fetch): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { text, isWhole } = await readBody(response.body, maxBytes);
  if (!isWhole) throw new Error(`The key set exceeds ${maxBytes} bytes.`);
  if (response.status !== 200)
    throw new Error(`The token issuer responded with HTTP ${response.status}.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The key set is not valid JSON.');
  }
}
