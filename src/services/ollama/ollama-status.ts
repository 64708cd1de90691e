import type { OllamaInventory } from '../../adapters/ollama/index.ts';
import { UpstreamError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { resultWithin } from '../../result-within.ts';

/** The availability of Ollama at the last check. */
export interface OllamaState {
  readonly available: boolean;
  /** Null while it is not available. */
  readonly version: string | null;
  /** Human-readable reason why it is not available, without URLs and secrets. Null while it is. */
  readonly error: string | null;
  readonly checkedAt: Date;
}

/** Maximum age of a state that reports readiness, and time to wait for a newer one, in milliseconds. */
const readyAgeMs = 2_000;
const readyMs = 1_000;

/** Intervals between two checks. */
export interface OllamaPace {
  readonly availableMs: number;
  readonly unavailableMs: number;
}

export interface OllamaStatusOptions {
  readonly inventory: Pick<OllamaInventory, 'version'>;
  readonly now: () => Date;
  readonly log: Log;
  readonly pace?: OllamaPace | undefined;
}

/**
 * Checks the availability of Ollama. The first use starts checks in the background, so that no
 * request waits for an Ollama that does not respond. An installation that never uses Ollama never
 * checks it.
 */
export class OllamaStatus implements AsyncDisposable {
  readonly #inventory: OllamaStatusOptions['inventory'];
  readonly #now: () => Date;
  readonly #log: Log;
  readonly #pace: OllamaPace;
  readonly #listeners = new Set<{ readonly call: () => void }>();
  #state: OllamaState | null = null;
  /** Time of the last check on the monotonic clock. */
  #checkedMs = 0;
  #pending: Promise<OllamaState> | null = null;
  /** Aborts the current check. Each check has a new one, so that listeners do not accumulate. */
  #abort = new AbortController();
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ inventory, now, log, pace }: OllamaStatusOptions) {
    this.#inventory = inventory;
    this.#now = now;
    this.#log = log;
    this.#pace = pace ?? { availableMs: 10_000, unavailableMs: 2_000 };
  }

  /** The last known state, without waiting; null before the first check, which this starts. */
  get known(): OllamaState | null {
    if (this.#state === null) void this.refresh();
    return this.#state;
  }

  /** Returns the last known state. Only the first call waits for Ollama. */
  async current(): Promise<OllamaState> {
    return this.#state ?? this.refresh();
  }

  /**
   * Whether Ollama is available, at most two seconds ago. False when it does not respond within one
   * second.
   */
  async isReady(): Promise<boolean> {
    if (this.#state !== null && performance.now() - this.#checkedMs <= readyAgeMs) {
      return this.#state.available;
    }
    const state = await resultWithin(readyMs, this.refresh(), null);
    return state?.available ?? false;
  }

  /** Checks now. Concurrent calls share one check. Never rejects. */
  refresh(): Promise<OllamaState> {
    this.#pending ??= this.#check().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  /**
   * Calls `listener` whenever Ollama becomes available: at the first check that finds it, and after
   * each outage. An outage that is shorter than the interval of checks can be missed.
   */
  onAvailable(listener: () => void): Disposable {
    const entry = { call: listener };
    this.#listeners.add(entry);
    if (this.#state === null) void this.refresh();
    return { [Symbol.dispose]: () => void this.#listeners.delete(entry) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.#abort.abort();
    clearTimeout(this.#timer);
    await this.#pending;
  }

  async #check(): Promise<OllamaState> {
    clearTimeout(this.#timer);
    this.#abort = new AbortController();
    if (this.#stopped) this.#abort.abort();
    const state = await this.#requestVersion();
    if (this.#stopped) return state;
    const before = this.#state;
    this.#state = state;
    this.#checkedMs = performance.now();
    const { availableMs, unavailableMs } = this.#pace;
    const delayMs = state.available ? availableMs : unavailableMs;
    this.#timer = setTimeout(() => void this.refresh(), delayMs);
    this.#timer.unref();
    if (before?.available !== state.available) this.#announce(state);
    return state;
  }

  async #requestVersion(): Promise<OllamaState> {
    try {
      const version = await this.#inventory.version(this.#abort.signal);
      return { available: true, version, error: null, checkedAt: this.#now() };
    } catch (thrown) {
      const error = thrown instanceof UpstreamError ? thrown.message : 'The server is stopping.';
      return { available: false, version: null, error, checkedAt: this.#now() };
    }
  }

  #announce({ available, version, error }: OllamaState): void {
    if (!available) {
      this.#log.warn({ reason: error }, 'Ollama is not available');
      return;
    }
    this.#log.info({ version }, 'Ollama is available');
    for (const { call } of [...this.#listeners]) {
      try {
        call();
      } catch (thrown) {
        this.#log.error({ err: thrown }, 'an Ollama availability listener failed');
      }
    }
  }
}
