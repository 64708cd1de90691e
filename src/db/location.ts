import type { PGlite } from '@electric-sql/pglite';
import type { Config } from '../config.ts';

/** Where the data is. */
export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string }
  /** In memory: a copy of a dumped data directory, or an open instance, which its owner closes. */
  | { readonly kind: 'pglite-memory'; readonly from: Blob | PGlite };

/** Where the configuration says that the data is. */
export function locationOf({ databaseUrl, dataDir }: Config): DatabaseLocation {
  return databaseUrl === null
    ? { kind: 'pglite', dataDir }
    : { kind: 'postgres', url: databaseUrl };
}
