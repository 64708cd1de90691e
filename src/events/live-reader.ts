import { turns } from './turns.ts';

export interface LiveReaderOptions<Item> {
  /** Returns the next item; undefined when there is none yet, null at the end. It can throw. */
  readonly take: () => Item | undefined | null;
  /** Called once, when the reader stops. */
  readonly onLeave: () => void;
}

/**
 * Reads items as they become available: by polling, which costs no promise, or by iterating. It is
 * not a generator, because `return()` on a generator that awaits its next item would take effect
 * only after that item.
 */
export class LiveReader<Item> implements AsyncIterableIterator<Item> {
  readonly #options: LiveReaderOptions<Item>;
  #isOver = false;
  #listener: (() => void) | null = null;
  #waiting: PromiseWithResolvers<void> | null = null;
  #toLastItem: ((error: unknown) => Item) | null = null;

  constructor(options: LiveReaderOptions<Item>) {
    this.#options = options;
  }

  /** Polls any source. An item is requested from the source when it is polled, never before. */
  static from<Item>(source: AsyncIterable<Item>): LiveReader<Item> {
    if (source instanceof LiveReader) return source;
    const items = source[Symbol.asyncIterator]();
    let isReading = false;
    let take: (() => Item | null) | null = null;
    const read = async () => {
      try {
        const { done, value } = await items.next();
        take = () => (done === true ? null : value);
      } catch (error) {
        take = () => {
          throw error;
        };
      }
      isReading = false;
      reader.wake();
    };
    const reader: LiveReader<Item> = new LiveReader({
      take: () => {
        const taken = take;
        take = null;
        if (taken !== null) return taken();
        if (!isReading) {
          isReading = true;
          void read();
        }
        return undefined;
      },
      // Ignore errors of ending the source: the reader has stopped.
      onLeave: () => void items.return?.().catch(() => {}),
    });
    return reader;
  }

  /** Makes an error the last item. The function may throw another error instead. */
  endingWith<Last>(toItem: (error: unknown) => Last): LiveReader<Item | Last> {
    const reader = this as LiveReader<Item | Last>;
    reader.#toLastItem = toItem;
    return reader;
  }

  /**
   * Returns the next item; undefined when there is none yet, null when the reader has stopped.
   *
   * @throws the error that ends the reader, once.
   */
  take(): Item | undefined | null {
    if (this.#isOver) return null;
    try {
      const item = this.#options.take();
      if (item === null) this.leave();
      return item;
    } catch (error) {
      this.leave();
      if (this.#toLastItem !== null) return this.#toLastItem(error);
      throw error;
    }
  }

  /** Sets the only function that is called when an item may be available. */
  listen(listener: () => void): void {
    this.#listener = listener;
  }

  /** Reports that an item may be available. */
  wake(): void {
    this.#listener?.();
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  /** Stops the reader. Further calls have no effect. */
  leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#options.onLeave();
    this.wake();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    for (;;) {
      const item = this.take();
      if (item === null) return { done: true, value: undefined };
      if (item !== undefined) {
        await turns.next();
        return { done: false, value: item };
      }
      this.#waiting ??= Promise.withResolvers();
      await this.#waiting.promise;
    }
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.leave();
    return { done: true, value: undefined };
  }
}
