import { z } from 'zod';
import type { GenerateRequest } from '../../adapters/chat-request.ts';
import { findDialect, findProvider } from '../../adapters/provider-catalogue.ts';
import type { Model } from '../../db/model.entity.ts';
import type { FieldFault } from '../../errors.ts';
import { image } from '../input/image-input.ts';
import { parseInput } from '../input/parse-input.ts';
import { longText } from '../input/text-input.ts';
import { choiceFields, refuseTwoChoices } from '../routes/call-choice.ts';
import { type Abilities, imageFaults } from './ability-faults.ts';
import { requestId, samplingOptions, toChatOptions } from './chat-input.ts';
import { maxImages } from './chat-message-input.ts';

const generateInput = z
  .object({
    ...choiceFields,
    prompt: longText(4_000_000).refine((text) => text !== '', 'must not be empty'),
    /** An empty suffix means no suffix. */
    suffix: longText(4_000_000)
      .nullish()
      .transform((text) => text || null),
    images: z
      .array(image)
      .max(maxImages, `must have at most ${maxImages} entries`)
      .nullish()
      .transform((list) => list ?? []),
    raw: z
      .boolean()
      .nullish()
      .transform((isRaw) => isRaw ?? null),
    options: samplingOptions.nullish(),
    requestId,
  })
  .superRefine(refuseTwoChoices)
  .superRefine(({ suffix, images, raw }, context) => {
    const add = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    // Ollama ignores the suffix or the images in these cases without an error.
    if (suffix !== null && raw === true) {
      add('suffix', 'must be left out when raw is true: write it into the prompt');
    }
    if (images.length > 0 && suffix !== null) add('images', 'must be left out with a suffix');
    if (images.length > 0 && raw === true) add('images', 'must be left out when raw is true');
  });

export type GenerateInput = z.output<typeof generateInput>;

/**
 * Parses the input of a raw completion. It needs no check of the addresses of images, because only
 * local models accept images, and they accept no URLs.
 *
 * @throws InvalidInputError with the first errors.
 */
export function parseGenerateInput(input: unknown): GenerateInput {
  return parseInput(generateInput, input, ['input']);
}

/** Returns the errors of fields that a model or its provider does not support. */
export function generateFaults(
  model: Abilities & Pick<Model, 'provider' | 'name' | 'parameters'>,
  input: GenerateInput,
): FieldFault[] {
  return model.source === 'LOCAL'
    ? imageFaults(model, input.images, ['input', 'images'])
    : remoteFaults(model, input);
}

/** Creates the request for a model, whose parameters are the defaults. */
export function toGenerateRequest(
  model: Pick<Model, 'source' | 'parameters'>,
  { prompt, suffix, images, raw, options }: GenerateInput,
): GenerateRequest {
  // Drop an unsupported default of the model without a warning: the caller has not requested it.
  const canThink = model.source === 'LOCAL' && raw !== true;
  const parameters = canThink ? model.parameters : { ...model.parameters, thinking: null };
  return {
    kind: 'GENERATE',
    prompt,
    suffix,
    images,
    isRaw: raw ?? false,
    options: toChatOptions(parameters, options),
  };
}

function remoteFaults(
  { provider, name, parameters }: Pick<Model, 'provider' | 'name' | 'parameters'>,
  { images, raw, routeId }: Pick<GenerateInput, 'images' | 'raw' | 'routeId'>,
): FieldFault[] {
  const faults: FieldFault[] = [];
  if (findDialect(provider, name, parameters).rawCompletions === null) {
    const owner = findProvider(provider ?? '')?.name ?? 'its provider';
    const [field, what] =
      routeId === null ? ['modelId', 'a model'] : ['routeId', 'a route whose first model is'];
    const message = `is the ID of ${what} of ${owner}, which has no raw completions; use chat`;
    faults.push({ path: ['input', field], message });
  }
  if (images.length > 0) {
    faults.push({ path: ['input', 'images'], message: 'is for local models only' });
  }
  if (raw === false) {
    const message = 'must be left out or true: a remote server applies no template to the prompt';
    faults.push({ path: ['input', 'raw'], message });
  }
  return faults;
}
