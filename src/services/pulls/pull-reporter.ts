export interface PullReporterOptions {
  /** Writes the progress. @returns whether the attempt still owns the download. */
  readonly write: () => Promise<boolean>;
  readonly onLost: () => void;
}

/** Minimum time between two reports, in milliseconds. */
const intervalMs = 300;

/** Reports the progress of a download: the first change immediately, others a few times a second. */
export class PullReporter {
  readonly #options: PullReporterOptions;
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastMs = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: PullReporterOptions) {
    this.#options = options;
  }

  /** Reports that the progress has changed. */
  note(): void {
    if (this.#closed || this.#timer !== null) return;
    const dueMs = Math.max(0, this.#lastMs + intervalMs - performance.now());
    this.#timer = setTimeout(() => this.#report(), dueMs);
  }

  /** Ends reporting. Resolves after the last write. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer ?? undefined);
    await this.#writing;
  }

  #report(): void {
    this.#timer = null;
    this.#lastMs = performance.now();
    const before = this.#writing ?? Promise.resolve();
    this.#writing = before.then(() => this.#write());
  }

  async #write(): Promise<void> {
    // After a failed write, the next report contains the current progress.
    const isOwner = await this.#options.write().catch(() => true);
    if (!isOwner) this.#options.onLost();
  }
}
