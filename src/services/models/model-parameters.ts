import { z } from 'zod';
import type { Model } from '../../db/model.entity.ts';
import {
  chatOptionNames,
  type ModelParameters,
  type ModelSource,
  type ModelType,
  modelSources,
  modelTypes,
  type Thinking,
  thinkingControls,
  thinkingEfforts,
} from '../../domain.ts';
import type { FieldFault } from '../../errors.ts';
import { boundedText, decimal, integer, longText } from '../input/text-input.ts';

/** A Go duration such as `5m` or `1h30m`, or seconds; a negative number means forever. */
export const keepAlive = boundedText(32).regex(
  /^-?(\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/,
  'must be a duration such as "5m" or "1h30m", or a number of seconds; a negative one means without limit',
);

const hour = 3_600_000;

const thinking = z
  .strictObject({
    enabled: z.boolean().optional(),
    effort: z.enum(thinkingEfforts).optional(),
  })
  .transform(({ enabled, effort }, context): Thinking => {
    if (enabled !== undefined && effort === undefined) return { enabled };
    if (effort !== undefined && enabled === undefined) return { effort };
    context.addIssue({ code: 'custom', message: 'must have exactly one of enabled and effort' });
    return z.NEVER;
  });

/** The options of a completion for which a model can have defaults. */
export const samplingDefaults = {
  temperature: decimal(0, 2).nullish(),
  topP: decimal(0, 1).nullish(),
  topK: integer(1, 100_000).nullish(),
  minP: decimal(0, 1).nullish(),
  maxTokens: integer(1, 10_000_000).nullish(),
  frequencyPenalty: decimal(-2, 2).nullish(),
  presencePenalty: decimal(-2, 2).nullish(),
  repetitionPenalty: decimal(0.01, 2).nullish(),
  seed: integer(-2_147_483_648, 2_147_483_647).nullish(),
  stop: z
    .array(longText(1_000).refine((text) => text !== '', 'must not be empty'))
    .max(16, 'must have at most 16 entries')
    .nullish(),
  thinking: thinking.nullish(),
  contextWindow: integer(1, 100_000_000).nullish(),
  keepAlive: keepAlive.nullish(),
};

export const modelParametersInput = z.strictObject({
  ...samplingDefaults,
  embeddingDimensions: integer(1, 100_000).nullish(),
  thinkingControl: z.enum(thinkingControls).nullish(),
  refusedOptions: z
    .array(z.enum(chatOptionNames))
    .max(20, 'must have at most 20 entries')
    .nullish(),
  startsThinking: z.boolean().nullish(),
  firstTokenTimeoutMs: integer(1, hour).nullish(),
  idleTimeoutMs: integer(1, hour).nullish(),
  maxConcurrency: integer(1, 10_000).nullish(),
  maxRetries: integer(0, 5).nullish(),
});

export type ModelParametersInput = z.output<typeof modelParametersInput>;

export const noParameters: ModelParameters = {
  temperature: null,
  topP: null,
  topK: null,
  minP: null,
  maxTokens: null,
  frequencyPenalty: null,
  presencePenalty: null,
  repetitionPenalty: null,
  seed: null,
  stop: null,
  thinking: null,
  contextWindow: null,
  embeddingDimensions: null,
  thinkingControl: null,
  refusedOptions: null,
  startsThinking: null,
  keepAlive: null,
  firstTokenTimeoutMs: null,
  idleTimeoutMs: null,
  maxConcurrency: null,
  maxRetries: null,
};

/** An absent parameter keeps its value, null clears it; null instead of the object clears all. */
export function mergeParameters(
  present: ModelParameters | null,
  input: ModelParametersInput | null | undefined,
): ModelParameters {
  if (input === null) return noParameters;
  const given = Object.entries(input ?? {}).filter(([, value]) => value !== undefined);
  return { ...noParameters, ...present, ...Object.fromEntries(given) };
}

/**
 * Returns the parameters of a model after an update. When the type changes, stored parameters are
 * checked too, because they can be invalid for the new type.
 */
export function changedParameters(
  model: Pick<Model, 'type' | 'source' | 'parameters' | 'extraParameters'>,
  input: {
    readonly parameters?: ModelParametersInput | null | undefined;
    readonly extraParameters?: Model['extraParameters'] | undefined;
  },
  type: ModelType,
): {
  readonly fields: Pick<Model, 'parameters' | 'extraParameters'>;
  readonly faults: FieldFault[];
} {
  const { source, extraParameters } = model;
  const parameters = mergeParameters(model.parameters, input.parameters);
  const checked = type === model.type ? input.parameters : parameters;
  return {
    fields: {
      parameters,
      extraParameters:
        input.extraParameters === undefined ? extraParameters : input.extraParameters,
    },
    faults: meaninglessParameters(checked, { type, source }, ['input', 'parameters']),
  };
}

/** The models that a parameter applies to; a parameter that is not listed applies to all. */
const meantFor: {
  readonly [Name in keyof ModelParameters]?: {
    readonly types?: readonly ModelType[];
    readonly sources?: readonly ModelSource[];
  };
} = {
  temperature: { types: ['CHAT', 'VISION', 'SPEECH'] },
  topP: { types: ['CHAT', 'VISION'] },
  topK: { types: ['CHAT', 'VISION'] },
  minP: { types: ['CHAT', 'VISION'] },
  maxTokens: { types: ['CHAT', 'VISION'] },
  frequencyPenalty: { types: ['CHAT', 'VISION'] },
  presencePenalty: { types: ['CHAT', 'VISION'] },
  repetitionPenalty: { types: ['CHAT', 'VISION'] },
  seed: { types: ['CHAT', 'VISION'] },
  stop: { types: ['CHAT', 'VISION'] },
  thinking: { types: ['CHAT', 'VISION'] },
  contextWindow: { types: ['CHAT', 'VISION', 'EMBEDDING'] },
  embeddingDimensions: { types: ['EMBEDDING'] },
  thinkingControl: { types: ['CHAT', 'VISION'] },
  refusedOptions: { types: ['CHAT', 'VISION'] },
  startsThinking: { types: ['CHAT', 'VISION'] },
  maxRetries: { types: ['CHAT', 'VISION'] },
  keepAlive: { sources: ['LOCAL'] },
};

/**
 * Returns errors for parameters that do not apply to a model of this kind.
 *
 * @param path path of the parameters in the input.
 */
export function meaninglessParameters(
  input: Partial<Record<keyof ModelParameters, unknown>> | null | undefined,
  kind: { readonly type: ModelType; readonly source: ModelSource },
  path: readonly string[],
): FieldFault[] {
  return Object.entries(input ?? {}).flatMap(([name, value]) => {
    if (value == null) return [];
    const { types = modelTypes, sources = modelSources } =
      meantFor[name as keyof ModelParameters] ?? {}; // as parsed
    const message = types.includes(kind.type)
      ? sources.includes(kind.source)
        ? thinkingFault(name, value, kind.source)
        : `is for ${sources.join(' and ')} models only`
      : `is for models of type ${types.join(', ')} only`;
    return message === null ? [] : [{ path: [...path, name], message }];
  });
}

function thinkingFault(name: string, value: unknown, source: ModelSource): string | null {
  if (name !== 'thinkingControl' || value === 'NONE') return null;
  if ((value === 'OLLAMA_THINK') === (source === 'LOCAL')) return null;
  return source === 'LOCAL'
    ? 'must be OLLAMA_THINK or NONE for a local model'
    : 'must not be OLLAMA_THINK for a remote model';
}
