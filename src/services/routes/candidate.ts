import type { Model } from '../../db/model.entity.ts';
import type { RoutePolicy } from '../../domain.ts';

/** A model that a call can use. */
export interface Candidate {
  readonly model: Readonly<Model>;
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
  /** At least one. */
  readonly candidates: readonly Candidate[];
}

/** What a call uses that names a model: only this one. */
export function onlyModel(model: Readonly<Model>): Candidates {
  const policy: RoutePolicy = {
    maxAttempts: (model.parameters.maxRetries ?? 0) + 1,
    maxPauseMs: 60_000,
    firstTokenTimeoutMs: null,
    deadlineMs: Number.POSITIVE_INFINITY,
    onContextLength: 'STOP',
    onContentFilter: 'STOP',
    afterOutput: 'END',
  };
  return { route: null, policy, candidates: [{ model, priority: 0, weight: 1 }] };
}

/** The candidate that a call uses first. */
export function firstOf({ candidates }: Candidates): Candidate {
  const [first] = candidates;
  if (first === undefined) throw new Error('A call needs at least one model.');
  return first;
}
