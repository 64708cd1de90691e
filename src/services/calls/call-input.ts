import { z } from 'zod';
import { audioTypes } from '../../adapters/audio-types.ts';
import { base64Bytes } from '../input/base64-input.ts';
import { longList } from '../input/list-input.ts';
import { boundedText, decimal, integer, longText } from '../input/text-input.ts';
import { choiceFields, refuseTwoChoices } from '../routes/call-choice.ts';

/** A text to embed or to rank. */
const text = longText(1_000_000).refine((value) => value.trim() !== '', 'must not be empty');

export const embedInput = z
  .object({
    ...choiceFields,
    texts: longList(text, { minimum: 1, maximum: 2_048, noun: ['text', 'texts'] }),
    dimensions: integer(1, 100_000).nullish(),
    truncate: z.boolean().nullish(),
    purpose: z.enum(['QUERY', 'DOCUMENT']).nullish(),
  })
  .superRefine(refuseTwoChoices);

export const rerankInput = z
  .object({
    ...choiceFields,
    query: text,
    documents: longList(text, { minimum: 1, maximum: 1_000, noun: ['document', 'documents'] }),
    topN: integer(1, 1_000).nullish(),
  })
  .superRefine(refuseTwoChoices);

export const transcribeInput = z
  .object({
    ...choiceFields,
    audio: z.object({
      mediaType: boundedText(100)
        .toLowerCase()
        .refine((type) => audioTypes.includes(type), `must be one of ${audioTypes.join(', ')}`),
      base64: base64Bytes(5_900_000),
    }),
    language: boundedText(100)
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "en"')
      .nullish(),
    prompt: longText(10_000).nullish(),
    temperature: decimal(0, 1).nullish(),
    timestamps: z.boolean().nullish(),
  })
  .superRefine(refuseTwoChoices);
