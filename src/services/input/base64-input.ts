import { z } from 'zod';

/** Bytes in base64, with padding and without line breaks. @param maximum number of bytes. */
export function base64Bytes(maximum: number): z.ZodType<Uint8Array> {
  return z.string().transform((text, context) => {
    const bytes = decode(text, maximum);
    if (typeof bytes !== 'string') return bytes;
    context.addIssue({ code: 'custom', message: bytes });
    return z.NEVER;
  });
}

/** @returns an error message when the text cannot be decoded. */
function decode(text: string, maximum: number): Uint8Array | string {
  // Reject a text that is too long without decoding it.
  if (text.length > Math.ceil(maximum / 3) * 4) return `must have at most ${maximum} bytes`;
  const bytes = Buffer.from(text, 'base64');
  // The decoder ignores invalid characters. Encoding again detects them faster than a pattern.
  if (bytes.length === 0 || bytes.toString('base64') !== text) {
    return 'must be base64 with its padding, without line breaks';
  }
  return bytes.length > maximum ? `must have at most ${maximum} bytes` : bytes;
}
