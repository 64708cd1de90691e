import type { Config } from '../config.ts';

/** The database to connect to. */
export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string }
  /** A database in memory that starts as a copy of a dumped data directory. */
  | { readonly kind: 'pglite-snapshot'; readonly snapshot: Blob };

/** Returns the location that the configuration selects. */
export function locationOf({ databaseUrl, dataDir }: Config): DatabaseLocation {
  return databaseUrl === null
    ? { kind: 'pglite', dataDir }
    : { kind: 'postgres', url: databaseUrl };
}
