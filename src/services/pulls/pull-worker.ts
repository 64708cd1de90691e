import type { OllamaPuller, OllamaRegistries } from '../../adapters/ollama/index.ts';
import type { InstalledModel } from '../../domain.ts';
import { OverloadedError } from '../../errors.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { pullsTopic } from '../models/pull-queue.ts';
import type { OllamaStatus } from '../ollama/ollama-status.ts';
import { PullAttempt, type PullTimeouts } from './pull-attempt.ts';
import { PullReporter } from './pull-reporter.ts';
import { type OwnedPull, type PullStore, pullLeaseSeconds } from './pull-store.ts';

export interface PullWorkerOptions {
  readonly store: PullStore;
  readonly wakeUps: WakeUps;
  readonly status: OllamaStatus;
  readonly puller: OllamaPuller;
  /** Returns the installed model with a name; null when there is none. */
  readonly find: (name: string) => Promise<InstalledModel | null>;
  readonly registries: OllamaRegistries;
  /** Updates the models that wait for downloads that have ended. */
  readonly settle: () => Promise<void>;
  readonly timeouts: PullTimeouts;
  /** Maximum number of downloads that this process runs at a time. */
  readonly slots: number;
  readonly log: Log;
}

const renewalMs = (pullLeaseSeconds * 1_000) / 4;

/**
 * Takes downloads from the queue and runs their attempts. Each download is run by one process of
 * the installation. When that process fails, another one continues.
 */
export class PullWorker implements AsyncDisposable {
  readonly #options: PullWorkerOptions;
  readonly #running = new Map<PullAttempt, Promise<void>>();
  readonly #resources = new AsyncDisposableStack();
  #next: NodeJS.Timeout | undefined;
  #onAvailable: Disposable | null = null;
  #turn: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: PullWorkerOptions) {
    this.#options = options;
  }

  /** Starts to take downloads, including those of processes that have failed. */
  async start(): Promise<void> {
    const wake = () => this.wake();
    await this.#options.store.takeOver();
    this.#resources.use(await this.#options.wakeUps.subscribe([pullsTopic], wake));
    const renewal = setInterval(wake, renewalMs);
    renewal.unref();
    this.#resources.defer(() => clearInterval(renewal));
    const watch = setInterval(
      () => {
        for (const attempt of this.#running.keys()) attempt.watch();
      },
      Math.min(1_000, this.#options.timeouts.stallMs / 2),
    );
    watch.unref();
    this.#resources.defer(() => clearInterval(watch));
    wake();
  }

  /** Checks whether there is work. */
  wake(): void {
    this.#again = true;
    this.#turn ??= this.#work().finally(() => {
      this.#turn = null;
      // `wake` may have been called after the last check.
      if (this.#again && !this.#stopped) this.wake();
    });
  }

  /** Stops the running attempts. Another process, or the next start, continues the downloads. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#next);
    await this.#resources.disposeAsync();
    await this.#turn;
    for (const attempt of this.#running.keys()) attempt.stop();
    await Promise.all(this.#running.values());
  }

  async #work(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#check();
      } catch (error) {
        const { log } = this.#options;
        // An outage of the database is logged once for all.
        const level = error instanceof OverloadedError ? 'debug' : 'warn';
        log[level]({ err: error }, 'the pull worker failed; retrying');
      }
    }
  }

  async #check(): Promise<void> {
    const { store, settle, status, slots } = this.#options;
    await Promise.all([...this.#running.keys()].map((attempt) => this.#renew(attempt)));
    // Usually there is no download, and the check ends after this query.
    if (await store.isIdle()) return;
    await store.sweep();
    await settle();
    if (!(await store.hasWaiting())) return;
    // Send no request to Ollama before a download waits for it.
    if (!(await status.current()).available) {
      if (!this.#stopped) {
        this.#onAvailable ??= this.#resources.use(status.onAvailable(() => this.wake()));
      }
      return;
    }
    while (this.#running.size < slots && !this.#stopped) {
      // With several slots, a tenant that downloads already does not get the last one.
      const forNewcomers = slots > 1 && this.#running.size === slots - 1;
      const pull = await store.claim({ forNewcomers });
      if (pull === null) break;
      this.#run(pull);
    }
    const ms = await store.untilNext();
    clearTimeout(this.#next);
    if (ms !== null && !this.#stopped) this.#next = setTimeout(() => this.wake(), ms).unref();
  }

  async #renew(attempt: PullAttempt): Promise<void> {
    const state = await this.#options.store.renew(attempt.pull);
    if (state === 'unwanted') attempt.leave();
    // Another process has taken over: writes of this attempt have no effect any more.
    if (state === 'lost') attempt.stop();
  }

  #run(pull: OwnedPull): void {
    const { store, puller, find, registries, timeouts } = this.#options;
    const reporter = new PullReporter({
      write: () => store.report(pull, attempt.report),
      onLost: () => attempt.stop(),
    });
    const attempt: PullAttempt = new PullAttempt({
      pull,
      insecure: registries.isInsecure(pull.canonical),
      puller,
      find,
      timeouts,
      onProgress: () => reporter.note(),
    });
    const ended = this.#attempt(attempt, reporter).finally(() => {
      this.#running.delete(attempt);
      this.wake();
    });
    this.#running.set(attempt, ended);
  }

  async #attempt(attempt: PullAttempt, reporter: PullReporter): Promise<void> {
    const { store, status, log } = this.#options;
    const { id, name } = attempt.pull;
    const outcome = await attempt.run();
    await reporter.close();
    if (outcome.kind === 'again' && outcome.error !== null) await status.refresh();
    try {
      await store.finish(attempt.pull, attempt.report, outcome);
    } catch (error) {
      // The lease expires, and another attempt follows.
      log.warn({ err: error, id }, 'the result of a pull was not stored');
      return;
    }
    const { kind } = outcome;
    const error = 'error' in outcome ? outcome.error : undefined;
    log.info({ id, name, outcome: kind, reason: error }, 'pull attempt ended');
  }
}
