import { upstreamFailure } from './upstream-failure.ts';

/** Hundreds of long vectors, written out. */
const longestAnswer = 67_108_864;

/**
 * A whole answer that is one JSON object.
 *
 * @param longest in bytes.
 * @throws UpstreamError with the reason PROTOCOL when it is none, or does not end.
 */
export async function readJson(
  response: Response,
  longest = longestAnswer,
): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > longest) throw upstreamFailure('PROTOCOL', { status: response.status });
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below, without the text.
  }
  throw upstreamFailure('PROTOCOL', { status: response.status });
}
