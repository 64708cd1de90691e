import { z } from 'zod';
import {
  chatOptionNames,
  type ModelParameters,
  type ModelSource,
  type ModelType,
  modelSources,
  modelTypes,
  thinkingControls,
} from '../../domain.ts';
import type { FieldFault } from '../../errors.ts';
import { boundedText, decimal, integer } from '../input/text-input.ts';

/** A Go duration such as `5m` or `1h30m`, or seconds; a negative number means forever. */
export const keepAlive = boundedText(32).regex(
  /^-?(\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/,
  'must be a duration such as "5m" or "1h30m", or a number of seconds; a negative one means without limit',
);

const hour = 3_600_000;

export const modelParametersInput = z.strictObject({
  temperature: decimal(0, 2).nullish(),
  topP: decimal(0, 1).nullish(),
  maxTokens: integer(1, 10_000_000).nullish(),
  contextWindow: integer(1, 100_000_000).nullish(),
  embeddingDimensions: integer(1, 100_000).nullish(),
  thinkingControl: z.enum(thinkingControls).nullish(),
  refusedOptions: z
    .array(z.enum(chatOptionNames))
    .max(20, 'must have at most 20 entries')
    .nullish(),
  startsThinking: z.boolean().nullish(),
  keepAlive: keepAlive.nullish(),
  firstTokenTimeoutMs: integer(1, hour).nullish(),
  idleTimeoutMs: integer(1, hour).nullish(),
  maxConcurrency: integer(1, 10_000).nullish(),
  maxRetries: integer(0, 5).nullish(),
});

export type ModelParametersInput = z.input<typeof modelParametersInput>;

export const noParameters: ModelParameters = {
  temperature: null,
  topP: null,
  maxTokens: null,
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

/** The models that a parameter applies to; a parameter that is not listed applies to all. */
const meantFor: {
  readonly [Name in keyof ModelParameters]?: {
    readonly types?: readonly ModelType[];
    readonly sources?: readonly ModelSource[];
  };
} = {
  temperature: { types: ['CHAT', 'VISION', 'SPEECH'] },
  topP: { types: ['CHAT', 'VISION'] },
  maxTokens: { types: ['CHAT', 'VISION'] },
  contextWindow: { types: ['CHAT', 'VISION', 'EMBEDDING'] },
  embeddingDimensions: { types: ['EMBEDDING'] },
  thinkingControl: { types: ['CHAT', 'VISION'] },
  refusedOptions: { types: ['CHAT', 'VISION'] },
  startsThinking: { types: ['CHAT', 'VISION'] },
  maxRetries: { types: ['CHAT', 'VISION'] },
  keepAlive: { sources: ['LOCAL'] },
};

/**
 * Faults of parameters that do not apply to a model of this kind.
 *
 * @param path path of the parameters in the input.
 */
export function meaninglessParameters(
  input: ModelParametersInput | null | undefined,
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
