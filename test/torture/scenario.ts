import type { PostgresBinaries } from './postgres-binaries.ts';
import type { Violations } from './violations.ts';

export interface CaseOptions {
  readonly seed: number;
  /** Null when there are none: cases that need them return a reason to skip. */
  readonly postgres: PostgresBinaries | null;
  /** How many chats; each case has a default. */
  readonly chats?: number | undefined;
  /** How long chats, or a flood, last at most; most cases have a default. */
  readonly seconds?: number | undefined;
}

/** One row of the table. */
export interface Outcome {
  readonly figures: Readonly<Record<string, string | number>>;
  readonly violations: Violations;
  /** What the processes have printed, for a failed run. */
  readonly logs: string;
}

export interface Case {
  readonly name: string;
  /** @returns a reason when it cannot run here. */
  readonly run: (options: CaseOptions) => Promise<Outcome | string>;
}

export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly cases: readonly Case[];
}
