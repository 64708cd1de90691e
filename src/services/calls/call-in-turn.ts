import { AppError, type UpstreamError } from '../../errors.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import type { CallKey, KeyedModel } from '../models/model-keys.ts';
import { toAttemptFailure } from '../routes/attempt-failure.ts';
import { planCall } from '../routes/attempt-gate.ts';
import type { CallPlan, ModelAttempt } from '../routes/called-model.ts';
import type { Candidates } from '../routes/candidate.ts';
import type { TargetHealth } from '../routes/target-health.ts';
import { callTimeoutOf } from './call-target.ts';

/** One request to a provider. */
export interface CallAttempt {
  readonly model: KeyedModel;
  readonly key: CallKey;
  /** Maximum time until the response, in milliseconds. */
  readonly limitMs: number;
}

/** The response of a model, or the error of the first one when none has responded. */
export type CallOutcome<Answer> =
  | { readonly model: KeyedModel; readonly answer: Answer }
  | { readonly model: KeyedModel; readonly error: unknown };

export interface CallInTurnOptions {
  readonly credential: ModelCredential;
  readonly health: TargetHealth;
  /** Tenant that calls. */
  readonly tenantId: string;
  readonly signal: AbortSignal;
  /** Returns what the same call would use now. */
  readonly reload: () => Promise<Candidates>;
}

/** Calls models with their keys in turn, until one responds or no other one is left. */
export async function callInTurn<Answer>(
  candidates: Candidates,
  { credential, health, tenantId, signal, reload }: CallInTurnOptions,
  call: (attempt: CallAttempt) => Promise<Answer>,
): Promise<CallOutcome<Answer>> {
  const firstTokenMsOf = callTimeoutOf;
  const gating = { health, tenantId, firstTokenMsOf, reload };
  const { plan, gate, first } = await planCall(candidates, credential, gating);
  let attempt = first;
  for (;;) {
    const { key } = attempt;
    const { model } = attempt.target;
    let failure: UpstreamError;
    const startedAt = performance.now();
    try {
      const answer = await call({ model, key, limitMs: plan.firstTokenMs });
      gate.succeeded(attempt, startedAt);
      return { model, answer };
    } catch (error) {
      if (signal.aborted) return { model, error };
      failure = toAttemptFailure(error);
    } finally {
      gate.left(attempt, startedAt);
    }
    gate.failed(attempt, startedAt, failure);
    const planned = plan.next(failure, { hadOutput: false });
    let next: ModelAttempt | null;
    try {
      next = await gate.admitNext(planned, signal);
    } catch (error) {
      return { model, error };
    }
    if (next === null) return outcomeOf(plan.reported ?? { attempt, failure });
    attempt = next;
  }
}

function outcomeOf({ attempt, failure }: NonNullable<CallPlan['reported']>) {
  // An error of ours keeps its type, by which clients handle it.
  const cause = failure?.cause;
  return { model: attempt.target.model, error: cause instanceof AppError ? cause : failure };
}
