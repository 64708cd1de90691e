import { z } from 'zod';
import { boundedText, lineText } from '../input/text-input.ts';
import { apiKey } from './credential-input.ts';
import { baseUrl } from './model-input.ts';

const name = lineText(255);

export const createApiKeyInput = z.object({
  name,
  provider: boundedText(255).nullish(),
  baseUrl: baseUrl.nullish(),
  apiKey,
  isBuiltin: z.boolean().nullish(),
});

/** An absent field keeps its value. */
export const updateApiKeyInput = z.object({
  name: name.optional(),
  apiKey: apiKey.optional(),
});
