import type { OllamaPuller, OllamaRegistries } from '../../adapters/ollama/index.ts';
import type { InstalledModel } from '../../domain.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { pullsTopic } from '../models/pull-queue.ts';
import type { OllamaStatus } from '../ollama/ollama-status.ts';
import { PullAttempt, type PullPatience } from './pull-attempt.ts';
import { PullReporter } from './pull-reporter.ts';
import { type OwnedPull, type PullStore, pullLeaseSeconds } from './pull-store.ts';

export interface PullWorkerOptions {
  readonly store: PullStore;
  readonly wakeUps: WakeUps;
  readonly status: OllamaStatus;
  readonly puller: OllamaPuller;
  /** What Ollama has of a name; null for nothing. */
  readonly find: (name: string) => Promise<InstalledModel | null>;
  readonly registries: OllamaRegistries;
  /** Tells the models that wait for pulls which have ended. */
  readonly settle: () => Promise<void>;
  readonly patience: PullPatience;
  readonly log: Log;
}

/** Pulls that this process lets Ollama make at a time. */
const mostPulls = 3;
const tickMs = (pullLeaseSeconds * 1_000) / 4;

/**
 * Takes pulls from the queue, one attempt after the other. Of all processes on one database, one
 * runs a pull; when it is gone, another one goes on.
 */
export class PullWorker implements AsyncDisposable {
  readonly #options: PullWorkerOptions;
  readonly #running = new Map<PullAttempt, Promise<void>>();
  readonly #held = new AsyncDisposableStack();
  #next: NodeJS.Timeout | undefined;
  #comeback: Disposable | null = null;
  #turn: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: PullWorkerOptions) {
    this.#options = options;
  }

  /** Begins to take pulls, also what was left behind by a process that is gone. */
  async start(): Promise<void> {
    const wake = () => this.wake();
    await this.#options.store.takeOver();
    this.#held.use(await this.#options.wakeUps.subscribe([pullsTopic], wake));
    const ticks = setInterval(wake, tickMs);
    ticks.unref();
    this.#held.defer(() => clearInterval(ticks));
    const watch = setInterval(
      () => {
        for (const attempt of this.#running.keys()) attempt.watch();
      },
      Math.min(1_000, this.#options.patience.stallMs / 2),
    );
    watch.unref();
    this.#held.defer(() => clearInterval(watch));
    wake();
  }

  /** Looks what there is to do. */
  wake(): void {
    this.#again = true;
    this.#turn ??= this.#work().finally(() => {
      this.#turn = null;
      // Somebody may have called in the very last moment.
      if (this.#again && !this.#stopped) this.wake();
    });
  }

  /** Lets go of what runs here, to be gone on with elsewhere, or after the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#next);
    await this.#held.disposeAsync();
    await this.#turn;
    for (const attempt of this.#running.keys()) attempt.stop();
    await Promise.all(this.#running.values());
  }

  async #work(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#look();
      } catch (error) {
        this.#options.log.warn({ err: error }, 'the pull worker failed; retrying');
      }
    }
  }

  async #look(): Promise<void> {
    const { store, settle, status } = this.#options;
    await Promise.all([...this.#running.keys()].map((attempt) => this.#renew(attempt)));
    // Mostly nothing is pulled: then this is all that looking costs.
    if (await store.isIdle()) return;
    await store.sweep();
    await settle();
    if (!(await store.hasWaiting())) return;
    // Ollama is left alone as long as nobody wants anything of it.
    if (!(await status.current()).available) {
      if (!this.#stopped) this.#comeback ??= this.#held.use(status.onAvailable(() => this.wake()));
      return;
    }
    while (this.#running.size < mostPulls && !this.#stopped) {
      const pull = await store.claim();
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
    // Somebody else has taken over: what this one still does counts for nothing.
    if (state === 'lost') attempt.stop();
  }

  #run(pull: OwnedPull): void {
    const { store, puller, find, registries, patience } = this.#options;
    const reporter = new PullReporter({
      write: () => store.report(pull, attempt.report),
      onLost: () => attempt.stop(),
    });
    const attempt: PullAttempt = new PullAttempt({
      pull,
      insecure: registries.isInsecure(pull.canonical),
      puller,
      find,
      patience,
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
      // Its lease ends, and the attempt is made again.
      log.warn({ err: error, id }, 'the result of a pull was not stored');
      return;
    }
    const { kind } = outcome;
    const error = 'error' in outcome ? outcome.error : undefined;
    log.info({ id, name, outcome: kind, reason: error }, 'pull attempt ended');
  }
}
