import { z } from 'zod';
import { boundedText } from '../input/text-input.ts';

/** Headers that the HTTP client, the connection or the API key sets. */
const reservedHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'host',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'content-length',
  'content-type',
  'content-encoding',
  'accept',
  'accept-encoding',
  'expect',
  'cookie',
  'forwarded',
  'via',
  '__proto__',
]);

const printableAscii = /^[\x20-\x7e]*$/;

/** A provider's API key: text that an HTTP header can carry, without surrounding space. */
export const apiKey = apiKeyText('must not be empty');

/** As {@link apiKey}, in an input that can also keep or clear the key. */
const changedApiKey = apiKeyText(
  'must not be empty; leave it out to keep the key, send null to clear it',
);

function apiKeyText(whenEmpty: string) {
  return boundedText(4_096)
    .trim()
    .min(1, whenEmpty)
    .regex(printableAscii, 'must consist of printable ASCII characters');
}

const headerName = boundedText(128)
  .trim()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be an HTTP header name')
  .refine((name) => !reservedHeaders.has(name.toLowerCase()), 'is a reserved header name');

const header = z.strictObject({
  name: headerName,
  value: boundedText(8_192)
    .trim()
    .min(1, 'must not be empty')
    .regex(printableAscii, 'must consist of printable ASCII characters'),
});

export const headers = z
  .array(header)
  .max(32, 'must have at most 32 entries')
  .superRefine((list, context) => {
    const seen = new Set<string>();
    list.forEach(({ name }, index) => {
      const key = name.toLowerCase();
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: 'must not be repeated',
        });
      }
      seen.add(key);
    });
  });

/** An absent field keeps its value, null deletes it. */
export const setCredentialInput = z.object({
  apiKey: changedApiKey.nullish(),
  headers: headers.nullish(),
});

export type HeaderInput = z.output<typeof header>;
