import { z } from 'zod';
import type { ChatImage } from '../adapters/chat-request.ts';
import { lineText } from './text-input.ts';

/** What models take, and how each begins. */
const signatures: Readonly<Record<string, readonly (readonly [at: number, bytes: string])[]>> = {
  'image/png': [[0, '89504e470d0a1a0a']],
  'image/jpeg': [[0, 'ffd8ff']],
  'image/gif': [[0, '47494638']],
  'image/webp': [
    [0, '52494646'],
    [8, '57454250'],
  ],
};

const mediaTypes = Object.keys(signatures);
const mostBytes = 5_000_000;

const imageData = z
  .strictObject({ mediaType: z.string(), base64: z.string() })
  .transform(({ mediaType, base64 }, context): ChatImage => {
    const fault = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    const type = mediaType.toLowerCase();
    const signature = Object.hasOwn(signatures, type) ? signatures[type] : undefined;
    if (signature === undefined) {
      return fault('mediaType', `must be one of ${mediaTypes.join(', ')}`);
    }
    if (base64 === '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
      return fault('base64', 'must be base64 with its padding, without line breaks');
    }
    const bytes = Buffer.from(base64, 'base64');
    if (bytes.length > mostBytes) return fault('base64', `must have at most ${mostBytes} bytes`);
    const fits = signature.every(
      ([at, hex]) => bytes.toString('hex', at, at + hex.length / 2) === hex,
    );
    return fits ? { mediaType: type, bytes } : fault('base64', `must be a picture of ${type}`);
  });

const imageUrl = lineText(2_000).superRefine((text, context) => {
  const url = URL.parse(text);
  const fits = url !== null && ['https:', 'http:'].includes(url.protocol) && url.username === '';
  if (fits) return;
  const message = 'must be an https:// address without a user name; send anything else as data';
  context.addIssue({ code: 'custom', message });
});

/** Exactly one of `url` and `data`. */
export const image = z
  .strictObject({ url: imageUrl.optional(), data: imageData.optional() })
  .transform(({ url, data }, context): ChatImage => {
    if (url !== undefined && data === undefined) return { url };
    if (data !== undefined && url === undefined) return data;
    context.addIssue({ code: 'custom', message: 'must have exactly one of url and data' });
    return z.NEVER;
  });
