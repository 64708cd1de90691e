import {
  InvalidInputError,
  ModelNotReadyError,
  NotFoundError,
  type UpstreamError,
} from '../../errors.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import { type CallKey, type KeyedModel, keysOf, keysVersionOf } from '../models/model-keys.ts';
import type { AttemptPlan, PlannedAttempt, PlannedTarget } from './attempt-plan.ts';
import type { Candidate, Candidates } from './candidate.ts';
import type { HealthTarget } from './target-health.ts';

/** A model that a call can use, with the keys for it. */
export interface CalledModel extends PlannedTarget {
  readonly model: KeyedModel;
  readonly keys: readonly CallKey[];
}

export type ModelAttempt = PlannedAttempt<CalledModel>;

/** The attempts of one call. */
export type CallPlan = AttemptPlan<CalledModel, UpstreamError>;

export function calledModel(
  { model, priority, weight }: Candidate,
  credential: ModelCredential,
): CalledModel {
  const contextWindow = model.parameters.contextWindow ?? model.contextLength;
  return { model, priority, weight, contextWindow, keys: keysOf(model, credential) };
}

/**
 * @param key null for the model's own credential.
 * @param tenantId tenant that calls.
 */
export function healthTargetOf(
  model: KeyedModel,
  key: CallKey | null,
  tenantId: string,
): HealthTarget {
  return {
    owner: model.tenantId,
    tenantId,
    modelId: model.id,
    modelVersion: model.version,
    keyId: key?.id ?? null,
    keyVersion: key?.version ?? 0,
  };
}

/**
 * Whether the call can still use the model, and neither it nor any of its keys has been changed.
 * While the database does not respond, it counts as unchanged.
 *
 * @param reload returns what the same call would use now.
 */
export async function isUnchanged(
  { target: { model } }: ModelAttempt,
  reload: () => Promise<Candidates>,
): Promise<boolean> {
  try {
    const { candidates } = await reload();
    const now = candidates.find(({ model: { id } }) => id === model.id)?.model;
    return now?.version === model.version && keysVersionOf(now) === keysVersionOf(model);
  } catch (error) {
    return !isGone(error);
  }
}

function isGone(error: unknown): boolean {
  return (
    error instanceof NotFoundError ||
    error instanceof ModelNotReadyError ||
    error instanceof InvalidInputError
  );
}
