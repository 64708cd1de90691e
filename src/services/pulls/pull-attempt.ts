import { type OllamaPuller, PullFailure } from '../../adapters/ollama/index.ts';
import type { InstalledModel } from '../../domain.ts';
import { PullProgress } from './pull-progress.ts';
import type { OwnedPull, PullOutcome, PullReport } from './pull-store.ts';

/** How long a pull may stand still, in milliseconds. */
export interface PullPatience {
  /** While bytes should come. */
  readonly stallMs: number;
  /** While Ollama checks and writes what has come: many gigabytes, without a word. */
  readonly finishMs: number;
  /** Before the first of several attempts in a row; twice as long each time. */
  readonly retryMs: number;
}

export interface PullAttemptOptions {
  readonly pull: OwnedPull;
  readonly insecure: boolean;
  readonly puller: OllamaPuller;
  /** What Ollama has of that name; null for nothing. */
  readonly find: (name: string) => Promise<InstalledModel | null>;
  readonly patience: PullPatience;
  /** Called with every change; not waited for. */
  readonly onProgress: () => void;
}

/** Attempts in a row that bring nothing before a pull is given up. */
const mostFailures = 6;
const longestPauseMs = 60_000;

/** One attempt to let Ollama pull a model: from its first line to what is to become of the pull. */
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

  /** Nobody waits for it any more. */
  leave(): void {
    this.#unwanted = true;
    this.#abort.abort();
  }

  /** Stops, to be gone on with by another attempt, here or elsewhere. */
  stop(): void {
    this.#abort.abort();
  }

  /** Stops when nothing has changed for too long: Ollama may say the same for ever. */
  watch(): void {
    const { stallMs, finishMs } = this.#options.patience;
    const bearable = this.#progress.isFinishing ? finishMs : stallMs;
    if (performance.now() - this.#changedAt < bearable) return;
    this.#abort.abort(new PullFailure('The download made no progress.', { retryable: true }));
  }

  /** Runs to its end. Never rejects. */
  async run(): Promise<PullOutcome> {
    try {
      // It was registered while Ollama could not be asked, or somebody has installed it since.
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

  /** What Ollama has without a transfer. A renewal is about the version that the registry has. */
  async #findPresent(): Promise<InstalledModel | null> {
    const { pull, find } = this.#options;
    return pull.isRenewal ? null : find(pull.name);
  }

  async #transfer(): Promise<void> {
    const { puller, insecure, onProgress } = this.#options;
    const request = { name: this.pull.name, insecure };
    for await (const lines of puller.pull(request, this.#abort.signal)) {
      // Not every line has to be heard: the last one is as good.
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
    const { retryMs } = this.#options.patience;
    const message = failure?.message ?? 'Ollama cannot be reached.';
    if (failure === null || failure.unreachable) {
      const { failures } = this.pull;
      return { kind: 'again', error: message, failures, afterMs: retryMs };
    }
    const failures = this.#progress.hasBroughtBytes ? 1 : this.pull.failures + 1;
    if (!failure.retryable || failures >= mostFailures) return { kind: 'failed', error: message };
    const afterMs = Math.min(retryMs * 2 ** (failures - 1), longestPauseMs);
    return { kind: 'again', error: message, failures, afterMs };
  }
}
