interface Slots {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Limits the concurrent calls of a model in this process. Further calls wait in a queue. */
export class ModelSlots {
  readonly #models = new Map<string, Slots>();

  /**
   * Waits for a slot.
   *
   * @param limit concurrent calls; null for no limit.
   * @returns releases the slot when it is disposed.
   * @throws the signal's reason when it is aborted while waiting.
   */
  async acquire(modelId: string, limit: number | null, signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    if (limit === null) return { [Symbol.dispose]: () => {} };
    const slots = this.#models.get(modelId) ?? { taken: 0, waiting: [] };
    this.#models.set(modelId, slots);
    if (slots.taken >= limit) await this.#wait(slots, signal);
    else slots.taken += 1;
    let isTaken = true;
    return {
      [Symbol.dispose]: () => {
        if (isTaken) this.#release(modelId, slots);
        isTaken = false;
      },
    };
  }

  async #wait(slots: Slots, signal: AbortSignal): Promise<void> {
    const slot = Promise.withResolvers<void>();
    const leave = () => {
      slots.waiting.splice(slots.waiting.indexOf(slot.resolve), 1);
      slot.reject(signal.reason);
    };
    slots.waiting.push(slot.resolve);
    signal.addEventListener('abort', leave, { once: true });
    try {
      await slot.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Passes the slot to the next call in the queue. */
  #release(modelId: string, slots: Slots): void {
    const next = slots.waiting.shift();
    if (next === undefined) slots.taken -= 1;
    else next();
    if (slots.taken === 0) this.#models.delete(modelId);
  }
}
