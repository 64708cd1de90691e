import type { OllamaInventory } from '../../adapters/ollama/index.ts';
import { UpstreamError } from '../../errors.ts';
import type { Log } from '../../log.ts';

/** Whether Ollama is there, as it was found a moment ago. */
export interface OllamaState {
  readonly available: boolean;
  /** Null while it is not available. */
  readonly version: string | null;
  /** Why it is not available, for people: without addresses and secrets. */
  readonly error: string | null;
  readonly checkedAt: Date;
}

/** How long to wait before looking again. */
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
 * Knows whether Ollama is there. From the first time that somebody wants to know, it is looked
 * after in the background, so that nobody waits for an Ollama that does not answer; where nobody
 * ever does, Ollama is left alone.
 */
export class OllamaStatus implements AsyncDisposable {
  readonly #inventory: OllamaStatusOptions['inventory'];
  readonly #now: () => Date;
  readonly #log: Log;
  readonly #pace: OllamaPace;
  readonly #listeners = new Set<{ readonly call: () => void }>();
  #state: OllamaState | null = null;
  /** On the clock that nobody sets. */
  #checkedMs = 0;
  #looking: Promise<OllamaState> | null = null;
  /** Of the present look: one signal for all of them would remember each. */
  #abort = new AbortController();
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ inventory, now, log, pace }: OllamaStatusOptions) {
    this.#inventory = inventory;
    this.#now = now;
    this.#log = log;
    this.#pace = pace ?? { availableMs: 10_000, unavailableMs: 2_000 };
  }

  /** What is known without asking; null before the first answer, which this sees to. */
  get known(): OllamaState | null {
    if (this.#state === null) void this.refresh();
    return this.#state;
  }

  /**
   * What is known. Only the first call waits for Ollama.
   *
   * @param options.maxAgeMs looks again when what is known is older than that. Default: never.
   */
  async current({ maxAgeMs = Number.POSITIVE_INFINITY } = {}): Promise<OllamaState> {
    const known = this.#state;
    const isFresh = performance.now() - this.#checkedMs <= maxAgeMs;
    return known !== null && isFresh ? known : this.refresh();
  }

  /** Looks now. Those who ask at the same time share one look. Never rejects. */
  refresh(): Promise<OllamaState> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /**
   * Calls `listener` whenever Ollama has become available: when it is first seen, and each time
   * that it comes back. What is gone for less than the pace may not be missed.
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
    await this.#looking;
  }

  async #look(): Promise<OllamaState> {
    clearTimeout(this.#timer);
    this.#abort = new AbortController();
    if (this.#stopped) this.#abort.abort();
    const state = await this.#ask();
    if (this.#stopped) return state;
    const before = this.#state;
    this.#state = state;
    this.#checkedMs = performance.now();
    const { availableMs, unavailableMs } = this.#pace;
    const pauseMs = state.available ? availableMs : unavailableMs;
    this.#timer = setTimeout(() => void this.refresh(), pauseMs);
    this.#timer.unref();
    if (before?.available !== state.available) this.#announce(state);
    return state;
  }

  async #ask(): Promise<OllamaState> {
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
