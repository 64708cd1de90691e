/** Maximum size of one document and of all cached documents, in characters. */
const limits = { document: 10_000, total: 500_000 } as const;

/**
 * Caches values that are derived from documents, by the text of the document. Clients can send any
 * number of large documents, so large ones are not cached, and the least recently used are removed.
 */
export class DocumentCache<Value> {
  readonly #entries = new Map<string, Value>();
  #characters = 0;

  get(text: string): Value | undefined {
    const value = this.#entries.get(text);
    if (value === undefined) return undefined;
    // A map preserves the order in which its keys were set.
    this.#entries.delete(text);
    this.#entries.set(text, value);
    return value;
  }

  set(text: string, value: Value): void {
    if (text.length > limits.document || this.#entries.has(text)) return;
    this.#entries.set(text, value);
    this.#characters += text.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= limits.total) return;
      this.#entries.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
