import type { Connection, Submittable } from 'pg';
import { tenantRole, tenantSetting } from './tenancy.ts';

/** Values of a row in the order of the selected columns, in PostgreSQL's text format. */
export type TextRow = readonly (string | null)[];

export interface TenantStatement {
  /** With `$1`, `$2` and so on. Each distinct text can become a prepared statement. */
  readonly text: string;
  readonly values: readonly (string | null)[];
}

/**
 * Applies to the transaction that ends with the next Sync message.
 *
 * PostgreSQL plans a prepared statement for the tenant that is set at that time, and then uses the
 * plan for others. For a small tenant it would read all rows through a bitmap and sort them; without
 * bitmaps it reads an index in the order of the list, and stops at the end of the page.
 */
const enterTenant = {
  name: 'tenant',
  text: `select set_config('role', '${tenantRole}', true), set_config('${tenantSetting}', $1, true),
    set_config('enable_bitmapscan', 'off', true)`,
};

/** Bounds the memory that prepared statements use on each connection. */
const mostStatements = 200;
const names = new Map<string, string>();

/** Names of the statements that each connection has prepared. */
const prepared = new WeakMap<Connection, Set<string>>();

/**
 * A query for the rows that one tenant can read, in one round trip.
 *
 * PostgreSQL executes the messages up to a Sync in one transaction. So the role and the tenant,
 * which row-level security uses, are set in the same messages as the query, and are reset after it.
 * If setting them fails, PostgreSQL skips the query.
 */
export class TenantQuery implements Submittable {
  readonly done: Promise<TextRow[]>;
  readonly #tenantId: string;
  readonly #statement: TenantStatement;
  readonly #resolve: (rows: TextRow[]) => void;
  readonly #reject: (error: Error) => void;
  readonly #rows: TextRow[] = [];
  /** Names of statements that are prepared if the query succeeds. */
  readonly #parsed: string[] = [];
  #isEntered = false;

  constructor(tenantId: string, statement: TenantStatement) {
    const { promise, resolve, reject } = Promise.withResolvers<TextRow[]>();
    this.done = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#tenantId = tenantId;
    this.#statement = statement;
  }

  submit(connection: Connection): void {
    const { stream } = connection;
    stream.cork();
    try {
      this.#execute(connection, enterTenant, [this.#tenantId]);
      const { text, values } = this.#statement;
      this.#execute(connection, { text, name: nameOf(text) }, values);
      connection.sync();
    } finally {
      stream.uncork();
    }
  }

  handleDataRow({ fields }: { readonly fields: (string | null)[] }): void {
    if (this.#isEntered) this.#rows.push(fields);
  }

  handleCommandComplete(): void {
    this.#isEntered = true;
  }

  handleReadyForQuery(connection: Connection): void {
    const known = prepared.get(connection);
    for (const name of this.#parsed) known?.add(name);
    this.#resolve(this.#rows);
  }

  handleError(error: Error): void {
    this.#reject(error);
  }

  // A query without Describe, COPY or a row limit causes none of these.
  handleRowDescription(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}

  #execute(
    connection: Connection,
    { name, text }: { readonly name: string; readonly text: string },
    values: readonly (string | null)[],
  ): void {
    const known = prepared.get(connection) ?? new Set();
    prepared.set(connection, known);
    if (name === '' || !known.has(name)) {
      // A failed query may have prepared its statement nevertheless, and PostgreSQL rejects a
      // second one with the same name.
      if (name !== '') connection.close({ type: 'S', name }, false);
      connection.parse({ name, text, types: [] }, false);
      if (name !== '') this.#parsed.push(name);
    }
    connection.bind({ portal: '', statement: name, values: [...values] }, false);
    connection.execute({ portal: '', rows: '' }, false);
  }
}

/** The name of a prepared statement; empty when there are too many. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined && names.size < mostStatements) {
    name = `read_${names.size}`;
    names.set(text, name);
  }
  return name ?? '';
}
