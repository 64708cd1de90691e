import { z } from 'zod';

/** Bytes in base64, with padding and without line breaks. */
export function base64Bytes(maximum: number): z.ZodType<Uint8Array> {
  return z.string().transform((text, context) => {
    const bytes = decode(text, maximum);
    if (typeof bytes !== 'string') return bytes;
    context.addIssue({ code: 'custom', message: bytes });
    return z.NEVER;
  });
}

/** @returns what is wrong with the text when it cannot be decoded. */
function decode(text: string, maximum: number): Uint8Array | string {
  // Longer texts are not decoded to find that out.
  if (text.length > Math.ceil(maximum / 3) * 4) return `must have at most ${maximum} bytes`;
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
    return 'must be base64 with its padding, without line breaks';
  }
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > maximum ? `must have at most ${maximum} bytes` : bytes;
}
