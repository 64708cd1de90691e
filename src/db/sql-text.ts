import type { TenantStatement } from './tenant-query.ts';

/** Collects the values of a statement while its text is composed. */
export class SqlText {
  readonly #values: string[] = [];

  /** @returns the placeholder of a value. PostgreSQL infers its type. */
  value(value: string | number | Date): string {
    this.#values.push(value instanceof Date ? value.toISOString() : String(value));
    return `$${this.#values.length}`;
  }

  /** @returns the placeholder of an array of identifiers, which have no characters to escape. */
  words(words: readonly string[]): string {
    return this.value(`{${words.join(',')}}`);
  }

  statement(text: string): TenantStatement {
    return { text, values: this.#values };
  }
}
