import { ByteBuffer } from './byte-buffer.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';
import { parseStorableJson } from './wire-json.ts';

const byteOrderMark = '\ufeff';

/**
 * Reads a response that is one JSON object. Its strings can be stored.
 *
 * @throws UpstreamError with the reason PROTOCOL when it is not a JSON object or is too large.
 */
export async function readJson(
  response: Response,
  maxBytes: number = upstreamLimits.bodyBytes,
): Promise<Record<string, unknown>> {
  const { status } = response;
  const body = new ByteBuffer();
  for await (const chunk of response.body ?? []) {
    if (body.length + chunk.length > maxBytes) {
      const message = `The provider's response has more than ${maxBytes} bytes.`;
      throw upstreamFailure('PROTOCOL', { message, status });
    }
    body.append(chunk);
  }
  const text = body.take();
  return parseStorableJson(text.startsWith(byteOrderMark) ? text.slice(1) : text, status);
}
