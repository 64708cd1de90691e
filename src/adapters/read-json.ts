import { readBody } from '../egress/read-body.ts';
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
  const { text, isWhole } = await readBody(response.body, maxBytes);
  if (!isWhole) {
    const message = `The provider's response has more than ${maxBytes} bytes.`;
    throw upstreamFailure('PROTOCOL', { message, status });
  }
  return parseStorableJson(text.startsWith(byteOrderMark) ? text.slice(1) : text, status);
}
