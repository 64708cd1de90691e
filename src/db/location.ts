import type { Config } from '../config.ts';

/** Where the data is. */
export type DatabaseLocation =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string }
  /** Lives in memory, starting as a copy of a dumped data directory. */
  | { readonly kind: 'pglite-snapshot'; readonly snapshot: Blob };

/** Where the configuration says that the data is. */
export function locationOf({ databaseUrl, dataDir }: Config): DatabaseLocation {
  return databaseUrl === null
    ? { kind: 'pglite', dataDir }
    : { kind: 'postgres', url: databaseUrl };
}
