import type { ChatStore, EventBatch } from './chat-store.ts';

/** How long a batch may wait for others, in milliseconds. */
const gatherMs = 100;

interface Waiting {
  readonly batch: EventBatch;
  readonly written: PromiseWithResolvers<boolean>;
}

/** Writes what all completions of this process say in common transactions: a few each second. */
export class ChatWriter {
  readonly #store: ChatStore;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(store: ChatStore) {
    this.#store = store;
  }

  /**
   * @returns false when the completion is no longer this process's to write.
   * @throws when nothing was written.
   */
  async write(batch: EventBatch): Promise<boolean> {
    const written = Promise.withResolvers<boolean>();
    this.#waiting.push({ batch, written });
    this.#timer ??= setTimeout(() => void this.#flush(), gatherMs);
    return written.promise;
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#timer = null;
    try {
      const owned = await this.#store.append(waiting.map(({ batch }) => batch));
      for (const { batch, written } of waiting) written.resolve(owned.has(batch.id));
    } catch (error) {
      for (const { written } of waiting) written.reject(error);
    }
  }
}
