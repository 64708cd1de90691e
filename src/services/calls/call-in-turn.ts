import type { UpstreamError } from '../../errors.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import { type CallKey, type KeyedModel, keysOf } from '../models/model-keys.ts';
import { pauseBefore, toAttemptFailure } from '../routes/attempt-failure.ts';
import { AttemptPlan, type PlannedTarget } from '../routes/attempt-plan.ts';
import type { Candidate, Candidates } from '../routes/candidate.ts';

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

/** Calls models with their keys in turn, until one responds or no other one is left. */
export async function callInTurn<Answer>(
  { candidates, policy, maxRepeats }: Candidates,
  { credential, signal }: { readonly credential: ModelCredential; readonly signal: AbortSignal },
  call: (attempt: CallAttempt) => Promise<Answer>,
): Promise<CallOutcome<Answer>> {
  const plan = new AttemptPlan<CallTargetModel, UpstreamError>({
    targets: candidates.map((candidate) => targetOf(candidate, credential)),
    policy,
    maxRepeats,
    random: Math.random,
    now: () => performance.now(),
  });
  let attempt = plan.first();
  for (;;) {
    const { key } = attempt;
    const { model } = attempt.target;
    let failure: UpstreamError;
    try {
      await pauseBefore(attempt.delayMs, signal);
      return { model, answer: await call({ model, key, limitMs: plan.firstTokenMs }) };
    } catch (error) {
      if (signal.aborted) return { model, error };
      failure = toAttemptFailure(error);
    }
    const next = plan.next(failure, { hadOutput: false });
    if (next === null) return outcomeOf(plan.reported ?? { attempt, failure });
    attempt = next;
  }
}

function outcomeOf({
  attempt,
  failure,
}: NonNullable<AttemptPlan<CallTargetModel, UpstreamError>['reported']>) {
  // An error of ours keeps its type, by which clients handle it.
  const isOwn = failure?.code === 'INTERNAL' && failure.cause !== undefined;
  return { model: attempt.target.model, error: isOwn ? failure.cause : failure };
}

function targetOf(
  { model, priority, weight }: Candidate,
  credential: ModelCredential,
): CallTargetModel {
  const contextWindow = model.parameters.contextWindow ?? model.contextLength;
  return { model, priority, weight, contextWindow, keys: keysOf(model, credential) };
}
