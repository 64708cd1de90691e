import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import type { Report } from './circuit.ts';
import {
  type CircuitKey,
  type CircuitReports,
  type CircuitVersion,
  nameOf,
} from './circuit-store.ts';

export interface CircuitWriterOptions {
  readonly write: (batch: readonly CircuitReports[]) => Promise<void>;
  readonly log: Log;
}

/** Minimum time between the starts of two writes, in milliseconds. */
const intervalMs = 50;
/** Maximum number of circuits in one write; PostgreSQL limits the size of a notification. */
const batchSize = 100;
/** Maximum number of circuits that wait, and of reports of each; others are dropped. */
const maxWaiting = 10_000;
const maxReports = 8;
/** Delay after the first failed write, in milliseconds; it doubles with each further failure. */
const minDelayMs = 100;
const maxDelayMs = 5_000;

/** Stores the results of calls. Calls do not wait for it; it executes one write at a time. */
export class CircuitWriter implements AsyncDisposable {
  readonly #options: CircuitWriterOptions;
  readonly #stop = new AbortController();
  readonly #waiting = new Map<string, CircuitReports>();
  #writing: Promise<void> | null = null;

  constructor(options: CircuitWriterOptions) {
    this.#options = options;
  }

  /** Whether results of a circuit wait to be stored. */
  has(key: CircuitKey): boolean {
    return this.#waiting.has(nameOf(key));
  }

  add(key: CircuitKey, version: CircuitVersion, report: Report): void {
    const name = nameOf(key);
    const waiting = this.#waiting.get(name);
    // Results from before a change of the model or the key have no meaning after it.
    const known = waiting !== undefined && isSame(waiting.version, version) ? waiting : undefined;
    if (known === undefined && this.#waiting.size >= maxWaiting) return;
    // After a success, earlier failures do not count.
    const earlier = report.kind === 'SUCCEEDED' && report.part === 'MODEL' ? [] : known?.reports;
    const reports = [...(earlier ?? []), report].slice(-maxReports);
    this.#waiting.set(name, { key, version, reports });
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  /** Stores the waiting results, unless the database does not respond. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    const { write, log } = this.#options;
    let delayMs = minDelayMs;
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting.values()].slice(0, batchSize);
      try {
        await write(batch);
        for (const written of batch) this.#remove(written);
        delayMs = minDelayMs;
        if (this.#waiting.size > 0) await this.#pause(intervalMs);
      } catch (error) {
        if (delayMs === minDelayMs || this.#stop.signal.aborted) {
          log.warn({ err: error }, 'results of calls were not stored for the circuits of models');
        }
        if (this.#stop.signal.aborted) return;
        await this.#pause(delayMs);
        delayMs = Math.min(delayMs * 2, maxDelayMs);
      }
    }
  }

  #remove({ key, version, reports }: CircuitReports): void {
    const name = nameOf(key);
    const waiting = this.#waiting.get(name);
    const left = waiting?.reports.filter((report) => !reports.includes(report)) ?? [];
    if (left.length === 0) this.#waiting.delete(name);
    else this.#waiting.set(name, { key, version: waiting?.version ?? version, reports: left });
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { ref: false, signal: this.#stop.signal }).catch(() => {});
  }
}

function isSame(a: CircuitVersion, b: CircuitVersion): boolean {
  return a.modelVersion === b.modelVersion && a.keyVersion === b.keyVersion;
}
