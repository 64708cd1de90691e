import { AppError, type UpstreamError } from '../../errors.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import { type CallKey, type KeyedModel, keysOf } from '../models/model-keys.ts';
import { pauseBefore, toAttemptFailure } from '../routes/attempt-failure.ts';
import { AttemptGate } from '../routes/attempt-gate.ts';
import { AttemptPlan, type PlannedTarget } from '../routes/attempt-plan.ts';
import type { Candidate, Candidates } from '../routes/candidate.ts';
import type { TargetHealth } from '../routes/target-health.ts';

interface CallTargetModel extends PlannedTarget {
  readonly model: KeyedModel;
  readonly keys: readonly CallKey[];
}

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
}

/** Calls models with their keys in turn, until one responds or no other one is left. */
export async function callInTurn<Answer>(
  { candidates, policy, maxRepeats }: Candidates,
  { credential, health, tenantId, signal }: CallInTurnOptions,
  call: (attempt: CallAttempt) => Promise<Answer>,
): Promise<CallOutcome<Answer>> {
  const targets = candidates.map((candidate) => targetOf(candidate, credential));
  const plan = new AttemptPlan<CallTargetModel, UpstreamError>({
    targets,
    policy,
    maxRepeats,
    random: Math.random,
    now: () => performance.now(),
  });
  const gate = new AttemptGate({
    plan,
    targets,
    health,
    toTarget: ({ target: { model }, key }) => ({
      owner: model.tenantId,
      modelId: model.id,
      keyId: key.id,
    }),
    tenantId,
  });
  let attempt = await gate.admit(plan.first());
  for (;;) {
    const { key } = attempt;
    const { model } = attempt.target;
    let failure: UpstreamError;
    let startedAt = performance.now();
    try {
      await pauseBefore(attempt.delayMs, signal);
      startedAt = performance.now();
      const answer = await call({ model, key, limitMs: plan.firstTokenMs });
      gate.succeeded(attempt, startedAt);
      return { model, answer };
    } catch (error) {
      if (signal.aborted) return { model, error };
      failure = toAttemptFailure(error);
    }
    gate.failed(attempt, startedAt, failure);
    const next = plan.next(failure, { hadOutput: false });
    if (next === null) return outcomeOf(plan.reported ?? { attempt, failure });
    attempt = await gate.admit(next);
  }
}

function outcomeOf({
  attempt,
  failure,
}: NonNullable<AttemptPlan<CallTargetModel, UpstreamError>['reported']>) {
  // An error of ours keeps its type, by which clients handle it.
  const cause = failure?.cause;
  return { model: attempt.target.model, error: cause instanceof AppError ? cause : failure };
}

function targetOf(
  { model, priority, weight }: Candidate,
  credential: ModelCredential,
): CallTargetModel {
  const contextWindow = model.parameters.contextWindow ?? model.contextLength;
  return { model, priority, weight, contextWindow, keys: keysOf(model, credential) };
}
