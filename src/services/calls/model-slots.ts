interface Slots {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Lets only so many calls of a model run at a time, in this process; others wait in line. */
export class ModelSlots {
  readonly #models = new Map<string, Slots>();

  /**
   * Waits for a turn.
   *
   * @param limit null lets everyone through.
   * @returns what gives the turn back.
   * @throws the signal's reason when it is aborted meanwhile.
   */
  async acquire(modelId: string, limit: number | null, signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    if (limit === null) return { [Symbol.dispose]: () => {} };
    const slots = this.#models.get(modelId) ?? { taken: 0, waiting: [] };
    this.#models.set(modelId, slots);
    if (slots.taken >= limit) await this.#wait(slots, signal);
    else slots.taken += 1;
    let held = true;
    return {
      [Symbol.dispose]: () => {
        if (held) this.#release(modelId, slots);
        held = false;
      },
    };
  }

  async #wait(slots: Slots, signal: AbortSignal): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const leave = () => {
      slots.waiting.splice(slots.waiting.indexOf(turn.resolve), 1);
      turn.reject(signal.reason);
    };
    slots.waiting.push(turn.resolve);
    signal.addEventListener('abort', leave, { once: true });
    try {
      await turn.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Hands the slot to the next in line. */
  #release(modelId: string, slots: Slots): void {
    const next = slots.waiting.shift();
    if (next === undefined) slots.taken -= 1;
    else next();
    if (slots.taken === 0) this.#models.delete(modelId);
  }
}
