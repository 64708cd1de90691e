import type { RoutePolicy } from '../../domain.ts';
import type { UpstreamFailure } from '../../errors.ts';
import { inOrder } from './weighted-order.ts';

/** A key with which a model can be called. */
export interface PlannedKey {
  /** From 0; keys with a lower number come first. */
  readonly priority: number;
  readonly weight: number;
}

/** A model that a call can use, with its keys. */
export interface PlannedTarget {
  /** From 0; targets with a lower number come first. */
  readonly priority: number;
  /** Share of the calls among targets of the same priority. */
  readonly weight: number;
  /** Number of tokens; null when it is not known. */
  readonly contextWindow: number | null;
  /** At least one. */
  readonly keys: readonly PlannedKey[];
}

export interface PlannedAttempt<Target extends PlannedTarget> {
  readonly target: Target;
  readonly key: Target['keys'][number];
  /** Delay before the attempt, in milliseconds. */
  readonly delayMs: number;
}

/** Why an attempt failed; null when the response ended without a finish. */
export type AttemptFailure = Pick<UpstreamFailure, 'reason' | 'retryable' | 'retryAfterMs'> | null;

/** An attempt with its failure. */
export interface FailedAttempt<Target extends PlannedTarget, Failure extends AttemptFailure> {
  readonly attempt: PlannedAttempt<Target>;
  readonly failure: Failure | null;
}

export interface AttemptPlanOptions<Target extends PlannedTarget> {
  /** At least one. */
  readonly targets: readonly Target[];
  readonly policy: RoutePolicy;
  /** Maximum number of attempts that repeat an earlier one; null for no limit of their own. */
  readonly maxRepeats: number | null;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

const firstDelayMs = 500;
/** When a provider requests a longer delay, the caller gets the error with `retryAfterMs` instead. */
const maxDelayMs = 60_000;

/** Decides which model and which key a call uses, and which ones after a failure. */
export class AttemptPlan<Target extends PlannedTarget, Failure extends AttemptFailure> {
  readonly #policy: RoutePolicy;
  readonly #maxRepeats: number;
  readonly #random: () => number;
  readonly #now: () => number;
  /** The targets that have not been used, in their order. */
  readonly #waiting: Target[];
  /** Attempts that are made when there is no other. */
  readonly #postponed: { readonly attempt: PlannedAttempt<Target>; readonly until: number }[] = [];
  /** The keys of the current target that have not been used, in their order. */
  #keys: Target['keys'][number][] = [];
  #current: PlannedAttempt<Target> | null = null;
  #count = 0;
  /** Number of attempts with the current target that repeat an earlier one. */
  #repeats = 0;
  #largerThan = 0;
  #deadline: number;
  #reported: FailedAttempt<Target, Failure> | null = null;
  #hasOutput = false;

  constructor({ targets, policy, maxRepeats, random, now }: AttemptPlanOptions<Target>) {
    this.#policy = policy;
    this.#maxRepeats = maxRepeats ?? Number.POSITIVE_INFINITY;
    this.#random = random;
    this.#now = now;
    this.#waiting = inOrder(targets, random);
    this.#deadline = now() + policy.deadlineMs;
  }

  /**
   * The failure to report when no attempt succeeds: that of the response that the caller has got
   * a part of, or else the newest failure of the first target with its first key. Failures of
   * later ones would name problems that the caller did not cause and cannot solve.
   */
  get reported(): FailedAttempt<Target, Failure> | null {
    return this.#reported;
  }

  /** Maximum time until the first token of the current attempt, in milliseconds. */
  get firstTokenMs(): number {
    const restMs = Math.ceil(Math.max(0, this.#deadline - this.#now()));
    const isLast = this.#count >= this.#policy.maxAttempts || !this.#hasNextTarget;
    return isLast ? restMs : Math.min(restMs, this.#policy.firstTokenTimeoutMs ?? restMs);
  }

  /** Whether another attempt can follow one that a content filter has blocked. */
  get continuesAfterContentFilter(): boolean {
    const { onContentFilter, maxAttempts } = this.#policy;
    return onContentFilter === 'NEXT' && this.#count < maxAttempts && this.#hasNextTarget;
  }

  first(): PlannedAttempt<Target> {
    const attempt = this.#nextTarget();
    if (attempt === null) throw new Error('There is no target.');
    return this.#begin(attempt);
  }

  /**
   * Returns the attempt after a failure of the current one; null when there is none.
   *
   * @param hadOutput whether the response had begun.
   */
  next(
    failure: Failure | null,
    { hadOutput }: { readonly hadOutput: boolean },
  ): PlannedAttempt<Target> | null {
    this.#note(failure, hadOutput);
    if (hadOutput) {
      if (this.#policy.afterOutput === 'END') return null;
      // The deadline is for the first token of a response, which begins again now.
      this.#deadline = this.#now() + this.#policy.deadlineMs;
    }
    if (this.#count >= this.#policy.maxAttempts || this.#now() >= this.#deadline) return null;
    const attempt = this.#after(failure, hadOutput);
    return attempt === null ? null : this.#begin(attempt);
  }

  /**
   * Replaces the attempt that was returned last, before it is made. It follows after all others.
   *
   * @param until postponed attempts follow in the order of these numbers.
   */
  postpone(until: number): PlannedAttempt<Target> {
    const attempt = this.#current;
    if (attempt === null) throw new Error('There is no attempt yet.');
    this.#count -= 1;
    this.#postponed.push({ attempt: { ...attempt, delayMs: 0 }, until });
    this.#postponed.sort((a, b) => a.until - b.until);
    return this.#begin(this.#otherKey() ?? this.#nextTarget() ?? attempt);
  }

  /** Replaces the attempt that was returned last, and that is not made; null when none is left. */
  drop(): PlannedAttempt<Target> | null {
    this.#count -= 1;
    const attempt = this.#otherKey() ?? this.#nextTarget();
    return attempt === null ? null : this.#begin(attempt);
  }

  #begin(attempt: PlannedAttempt<Target>): PlannedAttempt<Target> {
    this.#current = attempt;
    this.#count += 1;
    return attempt;
  }

  #note(failure: Failure | null, hadOutput: boolean): void {
    const attempt = this.#current;
    if (attempt === null) throw new Error('There is no attempt yet.');
    const first = this.#reported?.attempt ?? attempt;
    const isFirst = first.target === attempt.target && first.key === attempt.key;
    if (!hadOutput && (this.#hasOutput || !isFirst)) return;
    this.#hasOutput ||= hadOutput;
    this.#reported = { attempt, failure };
  }

  #after(failure: Failure | null, hadOutput: boolean): PlannedAttempt<Target> | null {
    const reason = failure?.reason ?? 'UNAVAILABLE';
    switch (reason) {
      case 'RATE_LIMITED': {
        // Without a delay from the provider, another model is better than a guess.
        const mayRepeat = !this.#hasNextTarget || failure?.retryAfterMs != null;
        const again = () => this.#again(failure, this.#hasNextTarget || hadOutput);
        return this.#otherKey() ?? (mayRepeat ? again() : null) ?? this.#nextTarget();
      }
      case 'CREDENTIAL_REJECTED':
      case 'PERMISSION_DENIED':
      case 'QUOTA_EXHAUSTED':
        return this.#otherKey() ?? this.#nextTarget();
      case 'UNAVAILABLE':
      case 'OVERLOADED':
        return this.#again(failure, this.#hasNextTarget || hadOutput) ?? this.#nextTarget();
      case 'TIMEOUT_FIRST_TOKEN':
      case 'TIMEOUT_IDLE':
      case 'PROTOCOL':
      case 'MODEL_MISSING':
      case 'UNSUPPORTED':
        return this.#nextTarget();
      case 'CONTEXT_LENGTH':
        return this.#nextLarger();
      case 'CONTENT_FILTER':
        return this.#policy.onContentFilter === 'NEXT' ? this.#nextTarget() : null;
      case 'REQUEST_REJECTED':
        return null;
    }
  }

  /**
   * Repeats the current attempt after a delay; null when the delay is too long.
   *
   * @param once whether it may be repeated only once, because there are better choices.
   */
  #again(failure: Failure | null, once: boolean): PlannedAttempt<Target> | null {
    const current = this.#current;
    const most = once ? Math.min(1, this.#maxRepeats) : this.#maxRepeats;
    if (
      current === null ||
      !this.#hasSpareAttempt ||
      failure?.retryable === false ||
      this.#repeats >= most
    )
      return null;
    // The random part prevents that many callers repeat their requests at the same moment.
    const backoffMs = firstDelayMs * 2 ** this.#repeats * (0.75 + this.#random() / 2);
    const delayMs = failure?.retryAfterMs ?? Math.round(backoffMs);
    if (delayMs > (once ? this.#policy.maxPauseMs : maxDelayMs)) return null;
    if (this.#now() + delayMs >= this.#deadline) return null;
    this.#repeats += 1;
    return { ...current, delayMs };
  }

  #otherKey(): PlannedAttempt<Target> | null {
    const key = this.#hasSpareAttempt ? this.#keys.shift() : undefined;
    if (this.#current === null || key === undefined) return null;
    return { ...this.#current, key, delayMs: 0 };
  }

  /** Whether more attempts are left than targets, each of which can be tried once. */
  get #hasSpareAttempt(): boolean {
    const targets = this.#waiting.filter((target) => this.#isSuitable(target)).length;
    return this.#policy.maxAttempts - this.#count > targets;
  }

  get #hasNextTarget(): boolean {
    return this.#waiting.some((target) => this.#isSuitable(target));
  }

  #nextTarget(): PlannedAttempt<Target> | null {
    const at = this.#waiting.findIndex((target) => this.#isSuitable(target));
    const [target] = at < 0 ? [] : this.#waiting.splice(at, 1);
    this.#keys = inOrder<Target['keys'][number]>(target?.keys ?? [], this.#random);
    this.#repeats = 0;
    if (target === undefined) return this.#takePostponed();
    const key = this.#keys.shift();
    if (key === undefined) throw new Error('A model needs at least one key.');
    return { target, key, delayMs: 0 };
  }

  #takePostponed(): PlannedAttempt<Target> | null {
    const at = this.#postponed.findIndex(({ attempt: { target } }) => this.#isSuitable(target));
    return at < 0 ? null : (this.#postponed.splice(at, 1)[0]?.attempt ?? null);
  }

  /** From now on, only models are suitable that are known to accept longer requests. */
  #nextLarger(): PlannedAttempt<Target> | null {
    const contextWindow = this.#current?.target.contextWindow ?? null;
    if (this.#policy.onContextLength === 'STOP' || contextWindow === null) return null;
    this.#largerThan = Math.max(this.#largerThan, contextWindow);
    return this.#nextTarget();
  }

  #isSuitable({ contextWindow }: Target): boolean {
    return this.#largerThan === 0 || (contextWindow ?? 0) > this.#largerThan;
  }
}
