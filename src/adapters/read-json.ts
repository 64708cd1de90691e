import { ByteBuffer } from './byte-buffer.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';
import { parseStorableJson } from './wire-json.ts';

const byteOrderMark = '\ufeff';

/**
 * A whole answer that is one JSON object, with strings that can be stored.
 *
 * @param longest in bytes.
 * @throws UpstreamError with the reason PROTOCOL when it is not one, or is too large.
 */
export async function readJson(
  response: Response,
  longest: number = upstreamLimits.bodyBytes,
): Promise<Record<string, unknown>> {
  const { status } = response;
  const body = new ByteBuffer();
  for await (const chunk of response.body ?? []) {
    if (body.length + chunk.length > longest) {
      const message = `The provider's response has more than ${longest} bytes.`;
      throw upstreamFailure('PROTOCOL', { message, status });
    }
    body.append(chunk);
  }
  const text = body.take();
  return parseStorableJson(text.startsWith(byteOrderMark) ? text.slice(1) : text, status);
}
