import type { Growth } from './growth/growth.ts';
import type { Options, Settings } from './options.ts';
import type { Comparison } from './report.ts';

export interface Surroundings extends Settings {
  /** URL of PostgreSQL; null when there is none. */
  readonly serverUrl: string | null;
}

/** Compares one kind of work with the minimum that it costs. */
export interface BenchCase {
  readonly name: string;
  readonly description: string;
  readonly needsPostgres: boolean;
  readonly run: (surroundings: Surroundings) => Promise<readonly Comparison[]>;
}

/** Measures one kind of work at several sizes. */
export interface GrowthCase {
  readonly name: Options['names'][number];
  readonly description: string;
  readonly run: (surroundings: Surroundings) => Promise<readonly Growth[]>;
}
