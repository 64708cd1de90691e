/** What may be kept of the documents that clients send, in characters. */
const limits = { document: 10_000, total: 500_000 } as const;

/**
 * Keeps what was made of documents, under their text. A client can send any number of different
 * documents, each as large as a request may be: large ones are not kept, and those that have not
 * been used for longest make room for others.
 */
export class DocumentCache<Value> {
  readonly #entries = new Map<string, Value>();
  #characters = 0;

  get(text: string): Value | undefined {
    const value = this.#entries.get(text);
    if (value === undefined) return undefined;
    // A map keeps the order in which its keys were set.
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
