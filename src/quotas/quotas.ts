import { QuotaExceededError } from '../errors.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { type QuotaLimits, type QuotaName, quotas } from '../quota.ts';
import { TokenBuckets } from './token-buckets.ts';

/** Whose quotas apply. */
export interface QuotaHolder {
  readonly tenantId: string;
  readonly subject: string;
}

export interface QuotasOptions {
  readonly limits: QuotaLimits;
  readonly metrics: Metrics;
  /** In milliseconds; must not go backwards. @default performance.now() */
  readonly clock?: () => number;
}

/** What tenants and subjects hold in this process. */
export type HeldThing = 'COMPLETIONS' | 'CALLS' | 'SUBSCRIPTIONS' | 'SOCKETS';

/** Counts what tenants and subjects hold and do in this process, and refuses what exceeds a quota. */
export class Quotas {
  readonly limits: QuotaLimits;
  readonly #metrics: Metrics;
  readonly #clock: () => number;
  readonly #held = new Map<string, number>();
  readonly #tenantRates: TokenBuckets | null;
  readonly #subjectRates: TokenBuckets | null;
  readonly #anonymousRate: TokenBuckets | null;

  constructor({ limits, metrics, clock = () => performance.now() }: QuotasOptions) {
    this.limits = limits;
    this.#metrics = metrics;
    this.#clock = clock;
    const rates = (limit: number | null) => (limit === null ? null : new TokenBuckets(limit));
    this.#tenantRates = rates(limits.TENANT_OPERATIONS);
    this.#subjectRates = rates(limits.SUBJECT_OPERATIONS);
    this.#anonymousRate = rates(limits.ANONYMOUS_OPERATIONS);
  }

  /** Counts a refusal. @returns the error for the client. */
  exceeded(name: QuotaName, retryAfterMs: number | null = quotas[name].retryAfterMs) {
    this.#metrics.count('quotaRefusals', { quota: name });
    return new QuotaExceededError(name, this.limits[name] ?? 0, retryAfterMs);
  }

  /**
   * Counts one more thing until the result is disposed of.
   *
   * @throws QuotaExceededError
   */
  hold(thing: HeldThing, { tenantId, subject }: QuotaHolder): Disposable {
    const tenantKey = JSON.stringify([thing, tenantId]);
    const subjectKey = JSON.stringify([thing, tenantId, subject]);
    this.#assertRoom(`SUBJECT_${thing}`, subjectKey);
    this.#assertRoom(`TENANT_${thing}`, tenantKey);
    for (const key of [tenantKey, subjectKey]) this.#add(key, 1);
    let isHeld = true;
    return {
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        for (const key of [tenantKey, subjectKey]) this.#add(key, -1);
      },
    };
  }

  /** Counts an operation. @param holder null without a token. @throws QuotaExceededError */
  countOperation(holder: QuotaHolder | null): void {
    const now = this.#clock();
    if (holder === null) {
      const anonymousMs = this.#anonymousRate?.untilNext('', now) ?? 0;
      if (anonymousMs > 0) throw this.exceeded('ANONYMOUS_OPERATIONS', anonymousMs);
      this.#anonymousRate?.take('', now);
      return;
    }
    const { tenantId, subject } = holder;
    const subjectKey = JSON.stringify([tenantId, subject]);
    // The subject first: an operation that is refused uses nothing of its tenant's rate.
    const subjectMs = this.#subjectRates?.untilNext(subjectKey, now) ?? 0;
    if (subjectMs > 0) throw this.exceeded('SUBJECT_OPERATIONS', subjectMs);
    const tenantMs = this.#tenantRates?.untilNext(tenantId, now) ?? 0;
    if (tenantMs > 0) throw this.exceeded('TENANT_OPERATIONS', tenantMs);
    this.#subjectRates?.take(subjectKey, now);
    this.#tenantRates?.take(tenantId, now);
  }

  #assertRoom(name: `TENANT_${HeldThing}` | `SUBJECT_${HeldThing}`, key: string): void {
    const limit = this.limits[name];
    if (limit !== null && (this.#held.get(key) ?? 0) >= limit) throw this.exceeded(name);
  }

  #add(key: string, difference: number): void {
    const count = (this.#held.get(key) ?? 0) + difference;
    if (count > 0) this.#held.set(key, count);
    else this.#held.delete(key);
  }
}
