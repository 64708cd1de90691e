import { turns } from './turns.ts';

export interface LiveReaderOptions<Item> {
  /** The next item; undefined when there is none yet, null at the end. */
  readonly take: () => Item | undefined | null;
  /** Called once, when the reader stops. */
  readonly onLeave: () => void;
}

/**
 * Yields items as they become available. It is not a generator, because `return()` on a generator
 * that awaits its next item would take effect only after that item.
 */
export class LiveReader<Item> implements AsyncIterableIterator<Item> {
  readonly #options: LiveReaderOptions<Item>;
  #left = false;
  #waiting: PromiseWithResolvers<void> | null = null;

  constructor(options: LiveReaderOptions<Item>) {
    this.#options = options;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Makes a waiting `next()` look for an item again. */
  wake(): void {
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    while (!this.#left) {
      const item = this.#options.take();
      if (item === null) break;
      if (item !== undefined) {
        await turns.next();
        if (this.#left) break;
        return { done: false, value: item };
      }
      this.#waiting ??= Promise.withResolvers();
      await this.#waiting.promise;
    }
    this.#leave();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.wake();
    this.#options.onLeave();
  }
}
