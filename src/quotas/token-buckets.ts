/** Seconds of the rate that a holder can use at once after a pause. */
const burstSeconds = 2;

/** Number of buckets above which full ones are removed. */
const sweepSize = 10_000;

interface Bucket {
  tokens: number;
  /** On the clock of the caller, in milliseconds. */
  at: number;
}

/** Limits the rate of each key. A key that pauses can then use two seconds of its rate at once. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Returns the number of milliseconds until a token is available; 0 when one is. */
  untilNext(key: string, nowMs: number): number {
    const { tokens } = this.#fill(key, nowMs);
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * 1_000) / this.#perSecond);
  }

  /** Takes a token. Call it only after {@link untilNext} has returned 0. */
  take(key: string, nowMs: number): void {
    this.#fill(key, nowMs).tokens -= 1;
  }

  #fill(key: string, nowMs: number): Bucket {
    const capacity = this.#perSecond * burstSeconds;
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      this.#sweep(nowMs);
      const full = { tokens: capacity, at: nowMs };
      this.#buckets.set(key, full);
      return full;
    }
    const added = ((nowMs - bucket.at) * this.#perSecond) / 1_000;
    bucket.tokens = Math.min(capacity, bucket.tokens + added);
    bucket.at = nowMs;
    return bucket;
  }

  /** Removes full buckets: a missing bucket counts as a full one. */
  #sweep(nowMs: number): void {
    const fullMs = burstSeconds * 1_000;
    if (this.#buckets.size < sweepSize || nowMs - this.#sweptAt < fullMs) return;
    this.#sweptAt = nowMs;
    for (const [key, { at }] of this.#buckets) {
      if (nowMs - at >= fullMs) this.#buckets.delete(key);
    }
  }
}
