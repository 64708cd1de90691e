import type { UpstreamError } from '../../errors.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import { pauseBefore } from './attempt-failure.ts';
import { AttemptPlan } from './attempt-plan.ts';
import {
  type CalledModel,
  type CallPlan,
  calledModel,
  healthTargetOf,
  isUnchanged,
  type ModelAttempt,
} from './called-model.ts';
import type { Candidates } from './candidate.ts';
import type { HealthTarget, TargetHealth } from './target-health.ts';

export interface AttemptGateOptions {
  readonly plan: CallPlan;
  readonly targets: readonly CalledModel[];
  readonly health: Pick<
    TargetHealth,
    'admits' | 'stateOf' | 'opensAt' | 'succeeded' | 'failed' | 'released'
  >;
  /** Tenant that calls. */
  readonly tenantId: string;
  /** Time until the first token after which a model has failed by its own settings, in milliseconds. */
  readonly firstTokenMsOf: (model: CalledModel['model']) => number;
  /** Returns what the same call would use now. */
  readonly reload: () => Promise<Candidates>;
}

/**
 * Shortest time without a first token that counts against a model, in milliseconds. A route that
 * waits shorter must not take a slow but good model from others.
 */
const slowMs = 10_000;

/** Replaces attempts whose model or key has an open circuit, and reports the results of attempts. */
export class AttemptGate {
  readonly #options: AttemptGateOptions;
  readonly #isAlone: boolean;
  /** The keys that were checked: they are used again without a check, unless after a delay. */
  readonly #checked = new Set<CalledModel['keys'][number]>();
  /** Whether the last attempt failed because of a rate limit. */
  #isLimited = false;
  /** The attempts that test a target that is HALF_OPEN. */
  readonly #tests = new Set<ModelAttempt>();

  constructor(options: AttemptGateOptions) {
    this.#options = options;
    this.#isAlone = options.targets.flatMap(({ keys }) => keys).length === 1;
  }

  /**
   * Returns the attempt itself, or another one that replaces it. When all are to be avoided, that is
   * the one that opens first, because a call that may fail is better than none.
   */
  async admit(planned: ModelAttempt): Promise<ModelAttempt> {
    const { plan, health } = this.#options;
    let attempt = planned;
    while (!(await this.#isAdmitted(attempt))) {
      attempt = plan.postpone(health.opensAt(this.#targetOf(attempt)));
    }
    return attempt;
  }

  /**
   * As {@link admit}, for an attempt after a failure: waits until it is due. Models and keys that
   * were changed, removed or disabled meanwhile are not used.
   *
   * @returns null when no attempt is left.
   * @throws the reason of the signal when it is aborted.
   */
  async admitNext(planned: ModelAttempt | null, signal: AbortSignal): Promise<ModelAttempt | null> {
    const { plan, reload } = this.#options;
    let attempt = planned;
    while (attempt !== null) {
      await pauseBefore(attempt.delayMs, signal);
      // The circuit can have opened during the delay. A rate limit opens that of the key itself,
      // until the end of the delay.
      if (attempt.delayMs > 0 && !this.#isLimited) this.#checked.delete(attempt.key);
      attempt = await this.admit(attempt);
      if (await isUnchanged(attempt, reload)) return attempt;
      this.left(attempt, performance.now());
      attempt = plan.drop();
    }
    return null;
  }

  /** @param startedAt when the attempt began, on the clock of performance.now(). */
  succeeded(attempt: ModelAttempt, startedAt: number): void {
    const { health } = this.#options;
    this.#tests.delete(attempt);
    health.succeeded({ target: this.#targetOf(attempt), startedAt });
  }

  /** As {@link succeeded}. A response that ended without a finish has no failure. */
  failed(attempt: ModelAttempt, startedAt: number, failure: UpstreamError | null): void {
    const { health, firstTokenMsOf } = this.#options;
    this.#isLimited = failure?.reason === 'RATE_LIMITED';
    const waitedMs = performance.now() - startedAt;
    const isImpatient = waitedMs < Math.min(slowMs, firstTokenMsOf(attempt.target.model));
    if (failure?.reason === 'TIMEOUT_FIRST_TOKEN' && isImpatient) return;
    const cut = { code: 'UPSTREAM', reason: 'UNAVAILABLE', retryAfterMs: null } as const;
    const call = { target: this.#targetOf(attempt), startedAt, isAlone: this.#isAlone };
    health.failed({ ...call, failure: failure ?? cut });
  }

  /**
   * The attempt has ended, or its response has begun. If it tests a target, another call may test
   * it from now on: a long response must not delay that.
   */
  left(attempt: ModelAttempt, startedAt: number): void {
    const { health } = this.#options;
    if (this.#tests.delete(attempt))
      health.released({ target: this.#targetOf(attempt), startedAt });
  }

  #targetOf({ target: { model }, key }: ModelAttempt): HealthTarget {
    return healthTargetOf(model, key, this.#options.tenantId);
  }

  async #isAdmitted(attempt: ModelAttempt): Promise<boolean> {
    if (this.#isAlone || this.#checked.has(attempt.key)) return true;
    this.#checked.add(attempt.key);
    const { health } = this.#options;
    const isAdmitted = await health.admits(this.#targetOf(attempt));
    if (isAdmitted && health.stateOf(this.#targetOf(attempt)) === 'HALF_OPEN')
      this.#tests.add(attempt);
    return isAdmitted;
  }
}

/** Plans the attempts of a call, and admits the first one. */
export async function planCall(
  { candidates, policy, maxRepeats }: Candidates,
  credential: ModelCredential,
  options: Omit<AttemptGateOptions, 'plan' | 'targets'>,
): Promise<{
  readonly plan: CallPlan;
  readonly gate: AttemptGate;
  readonly first: ModelAttempt;
}> {
  const targets = candidates.map((candidate) => calledModel(candidate, credential));
  const plan: CallPlan = new AttemptPlan({
    targets,
    policy,
    maxRepeats,
    random: Math.random,
    now: () => performance.now(),
  });
  const gate = new AttemptGate({ ...options, plan, targets });
  return { plan, gate, first: await gate.admit(plan.first()) };
}
