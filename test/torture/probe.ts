import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Target } from './post.ts';

export interface ProbeRecord {
  readonly kind: 'query' | 'write' | 'readyz';
  readonly replica: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly ms: number;
  /** `ok`, an HTTP status of `/readyz`, an error code, or a description of a connection error. */
  readonly outcome: string;
}

export interface ProbeOptions {
  readonly targets: readonly { readonly replica: string; readonly target: Target }[];
  /** Milliseconds between requests of each kind to each process. An omitted kind is not sent. */
  readonly queryEveryMs?: number;
  readonly readinessEveryMs?: number;
  readonly writeEveryMs?: number;
}

/** Sends requests of another tenant at a fixed rate from a separate thread, also when they fail. */
export class Probe implements AsyncDisposable {
  readonly #worker: Worker;

  constructor(options: ProbeOptions) {
    this.#worker = new Worker(new URL('./probe-worker.ts', import.meta.url), {
      workerData: options,
      execArgv: [],
    });
  }

  /** The responses so far. */
  async read(): Promise<readonly ProbeRecord[]> {
    return this.#ask('read');
  }

  /** Stops sending requests. */
  async stop(): Promise<readonly ProbeRecord[]> {
    return this.#ask('stop');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(message: 'read' | 'stop'): Promise<readonly ProbeRecord[]> {
    const answer = once(this.#worker, 'message');
    this.#worker.postMessage(message);
    const [records] = await answer;
    return records as ProbeRecord[]; // The messages of the worker.
  }
}

/** Returns the number of records by outcome, such as `INTERNAL 3, OVERLOADED 1`, without `ok`. */
export function failures(records: readonly ProbeRecord[]): string {
  const bad = records.filter(({ outcome }) => !['ok', '200', '503'].includes(outcome));
  const counts = Map.groupBy(bad, ({ outcome }) => outcome);
  return [...counts].map(([outcome, list]) => `${outcome} ${list.length}`).join(', ') || 'none';
}
