import type { UpstreamFailure } from '../../errors.ts';
import type { AttemptFailure, AttemptPlan, PlannedAttempt, PlannedTarget } from './attempt-plan.ts';
import type { HealthTarget, TargetHealth } from './target-health.ts';

export interface AttemptGateOptions<Target extends PlannedTarget, Failure extends AttemptFailure> {
  readonly plan: AttemptPlan<Target, Failure>;
  readonly targets: readonly Target[];
  readonly health: Pick<TargetHealth, 'admits' | 'opensAt' | 'succeeded' | 'failed'>;
  readonly toTarget: (attempt: PlannedAttempt<Target>) => HealthTarget;
  /** Tenant that calls. */
  readonly tenantId: string;
}

/** Replaces attempts whose model or key has an open circuit, and reports the results of attempts. */
export class AttemptGate<Target extends PlannedTarget, Failure extends AttemptFailure> {
  readonly #options: AttemptGateOptions<Target, Failure>;
  readonly #isAlone: boolean;
  /** The keys that were checked: they are used again without a check. */
  readonly #checked = new Set<Target['keys'][number]>();

  constructor(options: AttemptGateOptions<Target, Failure>) {
    this.#options = options;
    this.#isAlone = options.targets.flatMap(({ keys }) => keys).length === 1;
  }

  /**
   * Returns the attempt itself, or another one that replaces it. When all are to be avoided, that is
   * the one that opens first, because a call that may fail is better than none.
   */
  async admit(planned: PlannedAttempt<Target>): Promise<PlannedAttempt<Target>> {
    const { plan, health, toTarget } = this.#options;
    let attempt = planned;
    while (!(await this.#isAdmitted(attempt))) {
      attempt = plan.postpone(health.opensAt(toTarget(attempt)));
    }
    return attempt;
  }

  /** @param startedAt when the attempt began, on the clock of performance.now(). */
  succeeded(attempt: PlannedAttempt<Target>, startedAt: number): void {
    const { health, toTarget } = this.#options;
    health.succeeded({ target: toTarget(attempt), startedAt });
  }

  /** As {@link succeeded}. A response that ended without a finish has no failure. */
  failed(
    attempt: PlannedAttempt<Target>,
    startedAt: number,
    failure: Pick<UpstreamFailure, 'code' | 'reason' | 'retryAfterMs'> | null,
  ): void {
    const { health, toTarget, tenantId } = this.#options;
    const cut = { code: 'UPSTREAM', reason: 'UNAVAILABLE', retryAfterMs: null } as const;
    const call = { target: toTarget(attempt), startedAt, tenantId, isAlone: this.#isAlone };
    health.failed({ ...call, failure: failure ?? cut });
  }

  #isAdmitted(attempt: PlannedAttempt<Target>): boolean | Promise<boolean> {
    if (this.#isAlone || this.#checked.has(attempt.key)) return true;
    this.#checked.add(attempt.key);
    return this.#options.health.admits(this.#options.toTarget(attempt));
  }
}
