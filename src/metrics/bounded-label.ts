/** Limits the values of a label: each one is a time series that Prometheus stores. */
export class BoundedLabel {
  readonly #limit: number;
  readonly #known = new Set<string>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns the value if it is among the first ones; `other` for those that come later. */
  of(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.#limit) return 'other';
    this.#known.add(value);
    return value;
  }
}
