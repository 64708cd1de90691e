import type { Model } from '../../db/model.entity.ts';

interface Slots {
  taken: number;
  /** The waiting calls of each tenant. The tenant that was served last is the last one. */
  readonly waiting: Map<string, Set<() => void>>;
}

/**
 * Limits the concurrent calls of a model in this process. Further calls wait. Tenants that share a
 * built-in model are served in turn, so that the queue of one does not delay the others.
 */
export class ModelSlots {
  readonly #models = new Map<string, Slots>();

  /**
   * Waits for a slot.
   *
   * @param tenantId of the caller.
   * @returns releases the slot when it is disposed.
   * @throws the signal's reason when it is aborted while waiting.
   */
  async acquire(
    { id, parameters }: Pick<Model, 'id' | 'parameters'>,
    tenantId: string,
    signal: AbortSignal,
  ): Promise<Disposable> {
    signal.throwIfAborted();
    const limit = parameters.maxConcurrency;
    if (limit === null) return { [Symbol.dispose]: () => {} };
    const slots = this.#models.get(id) ?? { taken: 0, waiting: new Map() };
    this.#models.set(id, slots);
    if (slots.taken >= limit) await this.#wait(slots, tenantId, signal);
    else slots.taken += 1;
    let isTaken = true;
    return {
      [Symbol.dispose]: () => {
        if (isTaken) this.#release(id, slots);
        isTaken = false;
      },
    };
  }

  async #wait({ waiting }: Slots, tenantId: string, signal: AbortSignal): Promise<void> {
    const slot = Promise.withResolvers<void>();
    const own = waiting.get(tenantId) ?? new Set();
    const enter = () => slot.resolve();
    const leave = () => {
      // Immediately, so that a released slot is not passed to a call that has stopped waiting.
      if (own.delete(enter) && own.size === 0) waiting.delete(tenantId);
      slot.reject(signal.reason);
    };
    waiting.set(tenantId, own.add(enter));
    signal.addEventListener('abort', leave, { once: true });
    try {
      await slot.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Passes the slot to the next call of the tenant whose turn it is. */
  #release(id: string, slots: Slots): void {
    const [next] = slots.waiting;
    if (next === undefined) {
      slots.taken -= 1;
      if (slots.taken === 0) this.#models.delete(id);
      return;
    }
    const [tenantId, own] = next;
    slots.waiting.delete(tenantId);
    const [enter] = own;
    if (enter !== undefined) own.delete(enter);
    if (own.size > 0) slots.waiting.set(tenantId, own);
    enter?.();
  }
}
