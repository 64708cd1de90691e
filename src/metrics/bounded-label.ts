/** Limits the number of values of a label, because Prometheus stores a time series for each. */
export class BoundedLabel {
  readonly #limit: number;
  readonly #known = new Set<string>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns the value, or `other` when it is new and the limit is reached. */
  of(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.#limit) return 'other';
    this.#known.add(value);
    return value;
  }
}
