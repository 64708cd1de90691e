import { z } from 'zod';
import { audioTypes } from '../../adapters/openai/transcribe.ts';
import { decimal, integer, longText } from '../text-input.ts';

const modelId = z.string().nullable();

/** Longer ones are no texts for one vector, or one rank. */
const text = longText(1_000_000).refine((value) => value.trim() !== '', 'must not be empty');

export const embedInput = z.object({
  modelId,
  texts: z
    .array(text)
    .min(1, 'must have at least one text')
    .max(2_048, 'must have at most 2048 texts'),
  dimensions: integer(1, 100_000).nullish(),
  truncate: z.boolean().nullish(),
  purpose: z.enum(['QUERY', 'DOCUMENT']).nullish(),
});

export const rerankInput = z.object({
  modelId,
  query: text,
  documents: z
    .array(text)
    .min(1, 'must have at least one document')
    .max(1_000, 'must have at most 1000 documents'),
  topN: integer(1, 1_000).nullish(),
});

const mostAudioBytes = 5_900_000;

const base64Audio = z.string().transform((base64, context) => {
  const fault = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (base64 === '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    return fault('must be base64 with its padding, without line breaks');
  }
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length > mostAudioBytes
    ? fault(`must have at most ${mostAudioBytes} bytes`)
    : new Uint8Array(bytes);
});

export const transcribeInput = z.object({
  modelId,
  audio: z.object({
    mediaType: z
      .string()
      .toLowerCase()
      .refine((type) => audioTypes.includes(type), `must be one of ${audioTypes.join(', ')}`),
    base64: base64Audio,
  }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "en"')
    .nullish(),
  prompt: longText(10_000).nullish(),
  temperature: decimal(0, 1).nullish(),
  timestamps: z.boolean().nullish(),
});
