import type { PostgresBinaries } from './postgres-binaries.ts';
import type { Violations } from './violations.ts';

export interface CaseOptions {
  readonly seed: number;
  /** Null without PostgreSQL: cases that need it return a reason for skipping. */
  readonly postgres: PostgresBinaries | null;
  /** Number of chats. @default depends on the case */
  readonly chats?: number | undefined;
  /** Maximum duration of chats or of a flood. @default depends on the case */
  readonly seconds?: number | undefined;
}

/** One row of the table. */
export interface Outcome {
  readonly figures: Readonly<Record<string, string | number>>;
  readonly violations: Violations;
  /** The output of the processes, for a failed run. */
  readonly logs: string;
}

export interface Case {
  readonly name: string;
  /** @returns the reason when it cannot run on this machine. */
  readonly run: (options: CaseOptions) => Promise<Outcome | string>;
}

export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly cases: readonly Case[];
}
