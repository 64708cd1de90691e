import type { OllamaBounds } from '../../config.ts';
import type { Model } from '../../db/model.entity.ts';
import { type ModelParameters, platformTenant } from '../../domain.ts';
import type { FieldFault } from '../../errors.ts';
import { isJsonObject } from '../input/json-input.ts';
import { refuse } from '../input/parse-input.ts';

type BoundedName = 'contextWindow' | 'keepAlive';
type BoundedOptions = {
  readonly [Name in BoundedName]?: ModelParameters[Name] | undefined;
};

const names = ['contextWindow', 'keepAlive'] as const;

const secondsByUnit: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3_600,
};

/** Returns the seconds of a duration as Ollama reads it. A negative one has no limit. */
export function secondsOf(duration: string): number {
  if (duration.startsWith('-')) return Number.POSITIVE_INFINITY;
  if (/^\d+$/.test(duration)) return Number(duration);
  const parts = duration.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g);
  return [...parts].reduce(
    (sum, [, amount, unit = 's']) => sum + Number(amount) * (secondsByUnit[unit] ?? 1),
    0,
  );
}

const measure = (value: number | string) => (typeof value === 'number' ? value : secondsOf(value));

function limitOf(name: BoundedName, bounds: OllamaBounds): number {
  const limit = name === 'contextWindow' ? bounds.contextWindow : bounds.keepAliveSeconds;
  return limit ?? Number.POSITIVE_INFINITY;
}

function explain(name: BoundedName, bounds: OllamaBounds): string {
  const limit = limitOf(name, bounds);
  return name === 'contextWindow'
    ? `must be at most ${limit} tokens (OLLAMA_MAX_CONTEXT_WINDOW)`
    : `must be at most ${limit} seconds (OLLAMA_MAX_KEEP_ALIVE_SECONDS)`;
}

/**
 * Checks what an owner sets for a model. All tenants share Ollama, so only the platform's models may
 * exceed the bounds.
 *
 * @param given the parameters and extra parameters that the input has.
 * @throws InvalidInputError
 */
export function assertBounds(
  { source, tenantId }: Pick<Model, 'source' | 'tenantId'>,
  given: {
    readonly parameters?: BoundedOptions | null | undefined;
    readonly extraParameters?: Model['extraParameters'] | undefined;
  },
  { bounds, path }: { readonly bounds: OllamaBounds; readonly path: readonly string[] },
): void {
  if (source !== 'LOCAL' || tenantId === platformTenant) return;
  const faults: FieldFault[] = names.flatMap((name) => {
    const value = given.parameters?.[name];
    if (value == null || measure(value) <= limitOf(name, bounds)) return [];
    return [{ path: [...path, 'parameters', name], message: explain(name, bounds) }];
  });
  const extraPath = [...path, 'extraParameters'];
  refuse([...faults, ...extraFaults(given.extraParameters ?? {}, bounds, extraPath)]);
}

/** Requests for embeddings can have these fields as extra parameters only. Go ignores their case. */
function extraFaults(
  extra: Readonly<Record<string, unknown>>,
  bounds: OllamaBounds,
  path: readonly string[],
): FieldFault[] {
  return Object.entries(extra).flatMap(([key, value]): FieldFault[] => {
    const at = [...path, key];
    const field = key.toLowerCase();
    if (field === 'options' && isJsonObject(value)) return extraFaults(value, bounds, at);
    const name =
      field === 'keep_alive' ? 'keepAlive' : field === 'num_ctx' ? 'contextWindow' : null;
    if (name === null || value === null) return [];
    if (measure(`${String(value)}`) <= limitOf(name, bounds)) return [];
    return [{ path: at, message: explain(name, bounds) }];
  });
}

/**
 * Applies the bounds to the options of a completion. A caller may request as much as the platform
 * has set for its own model. What a tenant's model has from a time with higher bounds is reduced.
 *
 * @returns the options to use, with a warning for each reduced one.
 * @throws InvalidInputError when the caller requests too much.
 */
export function boundOptions<Options extends BoundedOptions>(
  { source, tenantId, parameters }: Pick<Model, 'source' | 'tenantId' | 'parameters'>,
  options: Options,
  bounds: OllamaBounds,
): { readonly options: Options; readonly warnings: readonly string[] } {
  if (source !== 'LOCAL') return { options, warnings: [] };
  const faults: FieldFault[] = [];
  const reduced: Partial<Record<BoundedName, number | string>> = {};
  for (const name of names) {
    const value = options[name];
    const limit = limitOf(name, bounds);
    if (value == null || measure(value) <= limit) continue;
    const own = parameters[name];
    if (tenantId === platformTenant && own !== null && measure(value) <= measure(own)) continue;
    if (value === own) reduced[name] = name === 'contextWindow' ? limit : `${limit}s`;
    else faults.push({ path: ['input', 'options', name], message: explain(name, bounds) });
  }
  refuse(faults);
  const warnings = Object.entries(reduced).map(
    ([name, value]) => `${name} of the model was reduced to ${value}, the limit of the operator.`,
  );
  return { options: { ...options, ...reduced }, warnings };
}
