export interface TailReaderOptions<Item> {
  /** Reads what has come since the last call: nothing when there is nothing new, null at the end. */
  readonly read: () => Promise<readonly Item[] | null>;
  /** Called once, when the reader stops. */
  readonly onLeave: () => void;
}

/**
 * Follows a log that is read in portions, waiting for a wake-up when it is at its end. Leaving takes
 * effect at once, which it would not in a generator that waits for its next value.
 */
export class TailReader<Item> implements AsyncIterableIterator<Item> {
  readonly #options: TailReaderOptions<Item>;
  #portion: readonly Item[] = [];
  #position = 0;
  #left = false;
  /** A wake-up that comes while reading may be about something that was just missed. */
  #mayHaveMore = true;
  #waiting: PromiseWithResolvers<void> | null = null;

  constructor(options: TailReaderOptions<Item>) {
    this.#options = options;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  wake(): void {
    this.#mayHaveMore = true;
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    while (!this.#left) {
      const item = this.#portion[this.#position];
      if (item !== undefined) {
        this.#position += 1;
        return { done: false, value: item };
      }
      if (this.#mayHaveMore) await this.#read();
      else {
        this.#waiting ??= Promise.withResolvers();
        await this.#waiting.promise;
      }
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  async #read(): Promise<void> {
    this.#mayHaveMore = false;
    try {
      const portion = await this.#options.read();
      if (portion === null) this.#leave();
      this.#portion = portion ?? [];
    } catch (error) {
      this.#leave();
      throw error;
    }
    this.#position = 0;
    // Only an empty portion says that the end is reached.
    if (this.#portion.length > 0) this.#mayHaveMore = true;
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.wake();
    this.#options.onLeave();
  }
}
