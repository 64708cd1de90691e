import { z } from 'zod';
import { parseOllamaName } from '../../adapters/ollama/index.ts';
import { modelCapabilities, modelTypes } from '../../domain.ts';
import { choicesOf } from '../input/list-input.ts';
import { boundedText, lineText, longText } from '../input/text-input.ts';
import { apiKey, headers } from './credential-input.ts';
import { extraParameters } from './extra-parameters.ts';
import { modelKeys } from './model-keys-input.ts';
import { modelParametersInput } from './model-parameters.ts';

const described = {
  displayName: lineText(255).nullish(),
  description: longText(10_000).nullish(),
  parameters: modelParametersInput.nullish(),
  extraParameters: extraParameters.nullish(),
  isDefault: z.boolean().nullish(),
};

const capabilities = choicesOf(modelCapabilities).refine(
  (list) => list.length > 0,
  'must have at least one entry; null declares none',
);

/** A name that is valid in Ollama. */
export const ollamaName = lineText(600).superRefine((text, context) => {
  const parsed = parseOllamaName(text);
  if ('fault' in parsed) context.addIssue({ code: 'custom', message: parsed.fault });
});

/** A base URL: paths such as `/chat/completions` are appended to it. */
export const baseUrl = lineText(2_000).superRefine((text, context) => {
  const fault = baseUrlFault(text);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

const created = {
  ...described,
  isBuiltin: z.boolean().nullish(),
  requestId: lineText(255).nullish(),
};

export const localModel = z.strictObject({
  ...created,
  name: ollamaName,
  type: z
    .enum(modelTypes)
    .refine(
      (type) => type !== 'RERANK' && type !== 'SPEECH',
      'Ollama serves CHAT, EMBEDDING and VISION models only',
    ),
});

const remote = {
  provider: boundedText(255).nullish(),
  baseUrl: baseUrl.nullish(),
  apiKey: apiKey.nullish(),
  headers: headers.nullish(),
  keys: modelKeys.nullish(),
  capabilities: capabilities.nullish(),
};

export const remoteModel = z.strictObject({
  ...created,
  ...remote,
  name: lineText(255),
  type: z.enum(modelTypes),
});

export const createModelInput = z.object({
  local: localModel.optional(),
  remote: remoteModel.optional(),
});

/** An absent field keeps its value, null clears it. Name and type cannot be cleared. */
export const updateModelInput = z.object({
  ...described,
  ...remote,
  name: lineText(600).optional(),
  type: z.enum(modelTypes).optional(),
});

export type CreateModelInput = z.output<typeof createModelInput>;
export type CreateLocalModelInput = z.output<typeof localModel>;
export type CreateRemoteModelInput = z.output<typeof remoteModel>;
export type UpdateModelInput = z.output<typeof updateModelInput>;

function baseUrlFault(text: string): string | null {
  const url = URL.parse(text);
  if (url === null) return 'must be a URL such as https://api.example.com/v1';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (url.search !== '' || text.includes('?')) return 'must not contain a query';
  if (url.hash !== '' || text.includes('#')) return 'must not contain a fragment';
  return null;
}
