import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Target } from './post.ts';

export interface ProbeRecord {
  readonly kind: 'query' | 'write' | 'readyz';
  readonly replica: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly ms: number;
  /** `ok`, an HTTP status of `/readyz`, an error code, or what happened to the connection. */
  readonly outcome: string;
}

export interface ProbeOptions {
  readonly targets: readonly { readonly replica: string; readonly target: Target }[];
  /** Milliseconds between requests of each kind to each replica; none when left out. */
  readonly queryEveryMs?: number;
  readonly readinessEveryMs?: number;
  readonly writeEveryMs?: number;
}

/** Requests of another tenant at a fixed pace, whatever becomes of them, from a thread of its own. */
export class Probe implements AsyncDisposable {
  readonly #worker: Worker;

  constructor(options: ProbeOptions) {
    this.#worker = new Worker(new URL('./probe-worker.ts', import.meta.url), {
      workerData: options,
      execArgv: [],
    });
  }

  /** What has been answered until now. */
  async read(): Promise<readonly ProbeRecord[]> {
    return this.#ask('read');
  }

  /** Sends no more requests. */
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
    return records as ProbeRecord[]; // as the worker sends them
  }
}

/** How many records have which outcome, such as `INTERNAL 3, OVERLOADED 1`; `ok` is left out. */
export function failures(records: readonly ProbeRecord[]): string {
  const bad = records.filter(({ outcome }) => !['ok', '200', '503'].includes(outcome));
  const counts = Map.groupBy(bad, ({ outcome }) => outcome);
  return [...counts].map(([outcome, list]) => `${outcome} ${list.length}`).join(', ') || 'none';
}
