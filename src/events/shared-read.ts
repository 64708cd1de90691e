import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { WakeUps } from './wake-ups.ts';

export interface SharedReadOptions {
  readonly wakeUps: Pick<WakeUps, 'subscribe'>;
  /** A wake-up of any of them causes a read. */
  readonly topics: readonly string[];
  /**
   * Reads the new state. Never called while an earlier call is running.
   *
   * @param isWoken whether there has been a wake-up since the last read; false for the first read.
   */
  readonly read: (isWoken: boolean) => Promise<void>;
  /** Called when the last subscriber was removed. This object must not be used again. */
  readonly onUnused: () => void;
  readonly log: Log;
}

/** Delay after the first failed read, in milliseconds; it doubles with each further failure. */
const minDelayMs = 100;
const maxDelayMs = 1_000;

/**
 * Reads from the database once for all subscribers of this process: when the first one joins, and
 * after each wake-up. A failed read is repeated until it succeeds and ends no subscription.
 */
export class SharedRead {
  readonly #options: SharedReadOptions;
  readonly #subscribers = new Set<() => void>();
  #started: Promise<void> | null = null;
  #wakeUps: Disposable | null = null;
  #isDue = false;
  #isWoken = false;
  #isReading = false;
  /** Resolved by the next read that begins. */
  #refresh: PromiseWithResolvers<void> | null = null;

  constructor(options: SharedReadOptions) {
    this.#options = options;
  }

  /**
   * Adds a subscriber once the first read has succeeded.
   *
   * @param wake called after each read that succeeds. Must be a function of this subscriber only.
   * @returns a resource that removes the subscriber when it is disposed of.
   * @throws the error of the first read.
   */
  async join(wake: () => void): Promise<Disposable> {
    // Added before anything is awaited: otherwise the last other subscriber could end the reading.
    this.#subscribers.add(wake);
    this.#started ??= this.#start();
    try {
      await this.#started;
    } catch (error) {
      this.#leave(wake);
      throw error;
    }
    return { [Symbol.dispose]: () => this.#leave(wake) };
  }

  /** Requests a read. */
  request(): void {
    this.#isDue = true;
    void this.#run();
  }

  /**
   * Requests a read that begins after this call, and waits for it.
   *
   * @throws the error of that read, which is then repeated for the subscribers.
   */
  async refresh(): Promise<void> {
    this.#refresh ??= Promise.withResolvers();
    const { promise } = this.#refresh;
    this.request();
    await promise;
  }

  async #start(): Promise<void> {
    const { wakeUps, topics, read } = this.#options;
    // Subscribe before the first read: changes that are committed during the read are read after it.
    this.#wakeUps = await wakeUps.subscribe(topics, () => {
      this.#isWoken = true;
      this.request();
    });
    this.#isReading = true;
    try {
      await read(false);
    } finally {
      this.#isReading = false;
    }
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isReading || this.#wakeUps === null) return;
    const { read, topics, log } = this.#options;
    this.#isReading = true;
    let delayMs = minDelayMs;
    while (this.#isDue && this.#subscribers.size > 0) {
      // Reset before the read: a change committed during the read may not be part of it.
      this.#isDue = false;
      const isWoken = this.#isWoken;
      this.#isWoken = false;
      const refresh = this.#refresh;
      this.#refresh = null;
      try {
        await read(isWoken);
        delayMs = minDelayMs;
        refresh?.resolve();
        for (const wake of this.#subscribers) wake();
      } catch (error) {
        refresh?.reject(error);
        this.#isDue = true;
        this.#isWoken ||= isWoken;
        if (delayMs === minDelayMs) {
          log.warn(
            { err: error, topics },
            'a read for subscriptions failed; retrying until it succeeds',
          );
        }
        await delay(delayMs, undefined, { ref: false });
        delayMs = Math.min(delayMs * 2, maxDelayMs);
      }
    }
    this.#isReading = false;
  }

  #leave(wake: () => void): void {
    if (!this.#subscribers.delete(wake) || this.#subscribers.size > 0) return;
    this.#wakeUps?.[Symbol.dispose]();
    this.#options.onUnused();
  }
}
