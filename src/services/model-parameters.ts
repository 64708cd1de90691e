import { z } from 'zod';
import type { ModelParameters } from '../domain.ts';
import { decimal, integer } from './text-input.ts';

/** A Go duration such as `5m` or `1h30m`, or seconds; negative means for ever. */
export const keepAlive = z
  .string()
  .max(32, 'must have at most 32 characters')
  .regex(
    /^-?(\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/,
    'must be a duration such as "5m" or "1h30m", or a number of seconds; negative means for ever',
  );

const hour = 3_600_000;

export const modelParametersInput = z.object({
  temperature: decimal(0, 2).nullish(),
  topP: decimal(0, 1).nullish(),
  maxTokens: integer(1, 10_000_000).nullish(),
  contextWindow: integer(1, 100_000_000).nullish(),
  keepAlive: keepAlive.nullish(),
  firstTokenTimeoutMs: integer(1, hour).nullish(),
  idleTimeoutMs: integer(1, hour).nullish(),
});

export type ModelParametersInput = z.input<typeof modelParametersInput>;

const noParameters: ModelParameters = {
  temperature: null,
  topP: null,
  maxTokens: null,
  contextWindow: null,
  keepAlive: null,
  firstTokenTimeoutMs: null,
  idleTimeoutMs: null,
};

/** What is absent keeps its present value, null clears it; null as a whole clears everything. */
export function mergeParameters(
  present: ModelParameters | null,
  input: ModelParametersInput | null | undefined,
): ModelParameters {
  if (input === null) return noParameters;
  const given = Object.entries(input ?? {}).filter(([, value]) => value !== undefined);
  return { ...noParameters, ...present, ...Object.fromEntries(given) };
}
