/** Violated guarantees, counted by kind, each with the first example. */
export class Violations {
  readonly #kinds = new Map<string, { count: number; example: string }>();

  /** @param kind a sentence that does not depend on the instance. */
  add(kind: string, example = ''): void {
    const known = this.#kinds.get(kind);
    if (known === undefined) this.#kinds.set(kind, { count: 1, example });
    else known.count += 1;
  }

  /** Records a violation unless the condition holds. */
  expect(holds: boolean, kind: string, example = ''): void {
    if (!holds) this.add(kind, example);
  }

  get lines(): readonly string[] {
    return [...this.#kinds].map(
      ([kind, { count, example }]) =>
        `${count} × ${kind}${example === '' ? '' : ` (first: ${example})`}`,
    );
  }
}
