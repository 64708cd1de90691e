import type { Model } from '../../db/model.entity.ts';
import type { UpstreamError } from '../../errors.ts';
import { pauseBefore, toAttemptFailure } from '../routes/attempt-failure.ts';
import { AttemptPlan, type PlannedTarget } from '../routes/attempt-plan.ts';
import type { Candidate, Candidates } from '../routes/candidate.ts';

interface CallTargetModel extends PlannedTarget {
  readonly model: Readonly<Model>;
}

/** The response of a model, or the error of the first one when none has responded. */
export type CallOutcome<Answer> =
  | { readonly model: Readonly<Model>; readonly answer: Answer }
  | { readonly model: Readonly<Model>; readonly error: unknown };

/**
 * Calls one model after another until one responds or no other one is left.
 *
 * @param call calls a model, with the maximum time until its response in milliseconds.
 */
export async function callInTurn<Answer>(
  { candidates, policy }: Candidates,
  signal: AbortSignal,
  call: (model: Readonly<Model>, limitMs: number) => Promise<Answer>,
): Promise<CallOutcome<Answer>> {
  const plan = new AttemptPlan<CallTargetModel, UpstreamError>({
    targets: candidates.map(targetOf),
    policy,
    random: Math.random,
    now: () => performance.now(),
  });
  let attempt = plan.first();
  for (;;) {
    const { model } = attempt.target;
    let failure: UpstreamError;
    try {
      await pauseBefore(attempt.delayMs, signal);
      return { model, answer: await call(model, plan.firstTokenMs) };
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

function targetOf({ model, priority, weight }: Candidate): CallTargetModel {
  const contextWindow = model.parameters.contextWindow ?? model.contextLength;
  return { model, priority, weight, contextWindow, keys: [{ weight: 1 }] };
}
