import type { RoutePolicy } from '../../domain.ts';
import type { KeyedModel } from '../models/model-keys.ts';

/** A model that a call can use. */
export interface Candidate {
  readonly model: KeyedModel;
  /** From 0; candidates with a lower number come first. */
  readonly priority: number;
  /** Share of the calls among candidates of the same priority. */
  readonly weight: number;
}

/** What a call uses: the models of a route, or the one model that it names. */
export interface Candidates {
  /** Null when the call names a model. */
  readonly route: { readonly id: string; readonly version: number } | null;
  readonly policy: RoutePolicy;
  /** Maximum number of attempts that repeat an earlier one; null for no limit of their own. */
  readonly maxRepeats: number | null;
  /** At least one. */
  readonly candidates: readonly Candidate[];
}

/** What a call uses that names a model: only this one. */
export function onlyModel(model: KeyedModel): Candidates {
  const maxRepeats = model.parameters.maxRetries ?? 0;
  const policy: RoutePolicy = {
    // Each other key can be tried once besides.
    maxAttempts: maxRepeats + 1 + model.keys.length,
    maxPauseMs: 60_000,
    firstTokenTimeoutMs: null,
    deadlineMs: Number.POSITIVE_INFINITY,
    onContextLength: 'STOP',
    onContentFilter: 'STOP',
    afterOutput: 'END',
  };
  return { route: null, policy, maxRepeats, candidates: [{ model, priority: 0, weight: 1 }] };
}

/** The candidate that a call uses first. */
export function firstOf({ candidates }: Candidates): Candidate {
  const [first] = candidates;
  if (first === undefined) throw new Error('There is no candidate.');
  return first;
}
