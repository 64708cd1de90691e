import { type OllamaPuller, PullFailure } from '../../adapters/ollama/index.ts';
import type { InstalledModel } from '../../domain.ts';
import { PullProgress } from './pull-progress.ts';
import type { OwnedPull, PullOutcome, PullReport } from './pull-store.ts';

/** Timeouts and delays of a download, in milliseconds. */
export interface PullTimeouts {
  /** Timeout without progress during the transfer. */
  readonly stallMs: number;
  /** Timeout while Ollama verifies and writes the files. It sends no message in that time. */
  readonly finishMs: number;
  /** Delay before the first retry; it doubles with each further one. */
  readonly retryMs: number;
}

export interface PullAttemptOptions {
  readonly pull: OwnedPull;
  readonly insecure: boolean;
  readonly puller: OllamaPuller;
  /** Returns the installed model with a name; null when there is none. */
  readonly find: (name: string) => Promise<InstalledModel | null>;
  readonly timeouts: PullTimeouts;
  /** Called after each change of the progress. */
  readonly onProgress: () => void;
}

/** Number of consecutive attempts without progress after which a download fails. */
const maxFailures = 6;
const maxDelayMs = 60_000;

/** One attempt of Ollama to download a model, and its result. */
export class PullAttempt {
  readonly pull: OwnedPull;
  readonly #options: PullAttemptOptions;
  readonly #abort = new AbortController();
  readonly #progress: PullProgress;
  #changedAt = performance.now();
  #unwanted = false;

  constructor(options: PullAttemptOptions) {
    this.#options = options;
    this.pull = options.pull;
    this.#progress = new PullProgress(options.pull.layers);
  }

  get report(): PullReport {
    const { phase, layers } = this.#progress;
    return { phase, layers, bytesPerSecond: this.#progress.rate(performance.now()) };
  }

  /** Stops because no model waits for the download any more. */
  leave(): void {
    this.#unwanted = true;
    this.#abort.abort();
  }

  /** Stops, so that another attempt, in this or another process, continues the download. */
  stop(): void {
    this.#abort.abort();
  }

  /** Stops after a timeout without progress, because Ollama can repeat the same line endlessly. */
  watch(): void {
    const { stallMs, finishMs } = this.#options.timeouts;
    const timeoutMs = this.#progress.isFinishing ? finishMs : stallMs;
    if (performance.now() - this.#changedAt < timeoutMs) return;
    this.#abort.abort(new PullFailure('The download made no progress.', { retryable: true }));
  }

  /** Runs the attempt to its end. Never rejects. */
  async run(): Promise<PullOutcome> {
    try {
      // The model can be installed already: Ollama was unavailable at its registration, or the model
      // was installed since then.
      const present = await this.#findPresent();
      if (present !== null) return { kind: 'succeeded', installed: present };
      await this.#transfer();
      const installed = await this.#options.find(this.pull.name);
      if (installed !== null) return { kind: 'succeeded', installed };
      throw new PullFailure('Ollama reported success, but does not list the model.', {
        retryable: true,
      });
    } catch (error) {
      const outcome = this.#outcomeOf(error);
      if (outcome.kind !== 'failed') return outcome;
      const installed = await this.#findPresent().catch(() => null);
      return installed === null ? outcome : { kind: 'succeeded', installed };
    }
  }

  /** Returns the installed model. An update always needs a transfer, so it returns null then. */
  async #findPresent(): Promise<InstalledModel | null> {
    const { pull, find } = this.#options;
    return pull.isUpdate ? null : find(pull.name);
  }

  async #transfer(): Promise<void> {
    const { puller, insecure, onProgress } = this.#options;
    const request = { name: this.pull.name, insecure };
    for await (const lines of puller.pull(request, this.#abort.signal)) {
      // One report for several lines is enough: the last line has the current state.
      if (lines.filter((line) => this.#progress.take(line)).length === 0) continue;
      this.#changedAt = performance.now();
      onProgress();
    }
  }

  #outcomeOf(error: unknown): PullOutcome {
    if (this.#unwanted) return { kind: 'unwanted' };
    const failure = error instanceof PullFailure ? error : null;
    if (failure === null && this.#abort.signal.aborted) {
      return { kind: 'again', error: null, failures: this.pull.failures, afterMs: 0 };
    }
    const { retryMs } = this.#options.timeouts;
    const message = failure?.message ?? 'Ollama cannot be reached.';
    if (failure === null || failure.unreachable) {
      const { failures } = this.pull;
      return { kind: 'again', error: message, failures, afterMs: retryMs };
    }
    const failures = this.#progress.hasReceivedBytes ? 1 : this.pull.failures + 1;
    if (!failure.retryable || failures >= maxFailures) return { kind: 'failed', error: message };
    const afterMs = Math.min(retryMs * 2 ** (failures - 1), maxDelayMs);
    return { kind: 'again', error: message, failures, afterMs };
  }
}
