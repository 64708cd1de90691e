import { z } from 'zod';
import type { ChatImage } from '../../adapters/chat-request.ts';
import type { AllowEntry } from '../../egress/allow-list.ts';
import { destinationFault } from '../../egress/destination.ts';
import type { FieldFault } from '../../errors.ts';
import { base64Bytes } from './base64-input.ts';
import { boundedText, lineText } from './text-input.ts';

/** The supported media types with the bytes at the start of their files. */
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

const imageData = z
  .strictObject({
    mediaType: boundedText(100)
      .toLowerCase()
      .refine((type) => mediaTypes.includes(type), `must be one of ${mediaTypes.join(', ')}`),
    base64: base64Bytes(5_000_000),
  })
  .transform(({ mediaType, base64: bytes }, context): ChatImage => {
    const signature = signatures[mediaType] ?? [];
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16));
    if (signature.every(([at, hex]) => head.toString('hex', at, at + hex.length / 2) === hex)) {
      return { mediaType, bytes };
    }
    const message = `must be an image of ${mediaType}`;
    context.addIssue({ code: 'custom', path: ['base64'], message });
    return z.NEVER;
  });

const imageUrl = lineText(2_000).superRefine((text, context) => {
  const url = URL.parse(text);
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return;
  const message = 'must be an https:// URL without a user name; otherwise send the image as data';
  context.addIssue({ code: 'custom', message });
});

/**
 * Returns the errors of image URLs that name a private destination, without a network request. The
 * provider resolves and fetches the others.
 *
 * @param path of the list in the input.
 * @param allow private destinations that the operator permits.
 */
export function imageUrlFaults(
  images: readonly ChatImage[],
  path: readonly string[],
  allow: readonly AllowEntry[],
): FieldFault[] {
  return images.flatMap((image, position) => {
    if (!('url' in image) || destinationFault(new URL(image.url), allow) === null) return [];
    const message =
      'must not be a private address unless EGRESS_ALLOW permits it; otherwise send the image as data';
    return [{ path: [...path, `${position}`, 'url'], message }];
  });
}

/** Exactly one of `url` and `data`. */
export const image = z
  .strictObject({ url: imageUrl.optional(), data: imageData.optional() })
  .transform(({ url, data }, context): ChatImage => {
    if (url !== undefined && data === undefined) return { url };
    if (data !== undefined && url === undefined) return data;
    context.addIssue({ code: 'custom', message: 'must have exactly one of url and data' });
    return z.NEVER;
  });
