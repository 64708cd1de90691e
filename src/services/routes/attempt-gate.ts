import type { AttemptFailure, AttemptPlan, PlannedAttempt, PlannedTarget } from './attempt-plan.ts';
import type { HealthTarget, TargetHealth } from './target-health.ts';

export interface AttemptGateOptions<Target extends PlannedTarget, Failure extends AttemptFailure> {
  readonly plan: AttemptPlan<Target, Failure>;
  readonly health: Pick<TargetHealth, 'admits' | 'opensAt'>;
  readonly toTarget: (attempt: PlannedAttempt<Target>) => HealthTarget;
}

/** Replaces attempts of a plan whose model or key has an open circuit. */
export class AttemptGate<Target extends PlannedTarget, Failure extends AttemptFailure> {
  readonly #options: AttemptGateOptions<Target, Failure>;
  /** The keys that were checked: they are used again without a check. */
  readonly #checked = new Set<Target['keys'][number]>();

  constructor(options: AttemptGateOptions<Target, Failure>) {
    this.#options = options;
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

  #isAdmitted(attempt: PlannedAttempt<Target>): boolean | Promise<boolean> {
    if (this.#checked.has(attempt.key)) return true;
    this.#checked.add(attempt.key);
    return this.#options.health.admits(this.#options.toTarget(attempt));
  }
}
