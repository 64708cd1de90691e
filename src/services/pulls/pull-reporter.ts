export interface PullReporterOptions {
  /** Writes how far it has come. @returns whether that still counts. */
  readonly write: () => Promise<boolean>;
  readonly onLost: () => void;
}

/** How long changes are gathered, in milliseconds: a few reports a second are enough for eyes. */
const gatherMs = 300;

/** Reports a pull's progress, the first change at once, others a few times a second. */
export class PullReporter {
  readonly #options: PullReporterOptions;
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastMs = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: PullReporterOptions) {
    this.#options = options;
  }

  /** Something has changed. */
  note(): void {
    if (this.#closed || this.#timer !== null) return;
    const dueMs = Math.max(0, this.#lastMs + gatherMs - performance.now());
    this.#timer = setTimeout(() => this.#report(), dueMs);
  }

  /** Nothing is written any more. */
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
    // What cannot be written now is part of the next report.
    const counts = await this.#options.write().catch(() => true);
    if (!counts) this.#options.onLost();
  }
}
