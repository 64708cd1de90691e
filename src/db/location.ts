import type { PGlite } from '@electric-sql/pglite';
import type { Config } from '../config.ts';

/** The database to connect to. */
export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string }
  /**
   * A database in memory: a copy of a dumped data directory, or an open instance, which the code
   * that opened it closes.
   */
  | { readonly kind: 'pglite-memory'; readonly from: Blob | PGlite };

/** Returns the location that the configuration selects. */
export function locationOf({ databaseUrl, dataDir }: Config): DatabaseLocation {
  return databaseUrl === null
    ? { kind: 'pglite', dataDir }
    : { kind: 'postgres', url: databaseUrl };
}
