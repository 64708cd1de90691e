import { OverloadedError, ShuttingDownError } from '../errors.ts';

export interface AdmissionOptions {
  /** Number of transactions that can run at the same time: the size of the pool. */
  readonly slots: number;
  /** How long a transaction can wait for a slot, in milliseconds. */
  readonly waitMs: number;
  /** Number of transactions of one tenant that can wait. */
  readonly waitingPerTenant: number;
  /** Number of transactions that can wait in total. */
  readonly waiting: number;
  /** Called with the error of each transaction that is rejected. @default nothing is called */
  readonly onRefused?: (error: OverloadedError) => void;
}

interface Waiter {
  readonly enter: () => void;
  readonly refuse: (error: Error) => void;
}

/**
 * Decides which transactions run. A tenant gets another slot only while more slots are free than it
 * uses. So a single busy tenant gets half of the slots, and its slow or blocked transactions never
 * use the last one. Waiting tenants are served in turn.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #running = new Map<string, number>();
  /** Ordered by the time when the tenant was last served. */
  readonly #waiting = new Map<string, Set<Waiter>>();
  #free: number;
  #waitingCount = 0;
  #isTrial = false;
  #isClosed = false;
  readonly #drained = Promise.withResolvers<void>();

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#free = options.slots;
  }

  /**
   * Runs `work` when the tenant has a slot.
   *
   * @throws OverloadedError when too many transactions wait, or no slot is free in time.
   */
  async run<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new ShuttingDownError('The server is stopping.');
    if (!this.#waiting.has(tenantId) && this.#hasRoomFor(tenantId)) this.#enter(tenantId);
    else await this.#wait(tenantId);
    try {
      return await work();
    } finally {
      this.#leave(tenantId);
    }
  }

  /** The number of transactions that run, and of those that wait. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#options.slots - this.#free, waiting: this.#waitingCount };
  }

  /**
   * From now on, a transaction runs only while no other one does, until {@link restore}. For a
   * database that does not respond: each connection that is opened meanwhile delays the first ones
   * that succeed, because the server accepts them in their order, also those that clients have closed.
   */
  restrict(): void {
    this.#isTrial = true;
  }

  /** Ends the restriction. */
  restore(): void {
    if (!this.#isTrial) return;
    this.#isTrial = false;
    this.#admitWaiting();
  }

  /** Rejects all waiting transactions. */
  refuseWaiting(error: Error): void {
    for (const waiters of [...this.#waiting.values()]) {
      for (const waiter of [...waiters]) waiter.refuse(error);
    }
  }

  /** Rejects all waiting and all later transactions. Returns when no transaction runs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.refuseWaiting(new ShuttingDownError('The server is stopping.'));
    if (this.#running.size > 0) await this.#drained.promise;
  }

  #hasRoomFor(tenantId: string): boolean {
    if (this.#isTrial) return this.#running.size === 0;
    return (this.#running.get(tenantId) ?? 0) < this.#free;
  }

  #enter(tenantId: string): void {
    this.#free -= 1;
    this.#running.set(tenantId, (this.#running.get(tenantId) ?? 0) + 1);
  }

  #leave(tenantId: string): void {
    this.#free += 1;
    const running = (this.#running.get(tenantId) ?? 0) - 1;
    if (running > 0) this.#running.set(tenantId, running);
    else this.#running.delete(tenantId);
    if (this.#isClosed && this.#running.size === 0) this.#drained.resolve();
    this.#admitWaiting();
  }

  #admitWaiting(): void {
    while (this.#free > 0) {
      const next = this.#waiting.entries().find(([tenantId]) => this.#hasRoomFor(tenantId));
      if (next === undefined) return;
      const [tenantId, waiters] = next;
      const [waiter] = waiters;
      this.#waiting.delete(tenantId);
      this.#waiting.set(tenantId, waiters);
      this.#enter(tenantId);
      waiter?.enter();
    }
  }

  #wait(tenantId: string): Promise<void> {
    const { waiting, waitingPerTenant, waitMs } = this.#options;
    const waiters = this.#waiting.get(tenantId) ?? new Set();
    if (waiters.size >= waitingPerTenant || this.#waitingCount >= waiting) {
      throw this.#overloaded();
    }
    this.#waiting.set(tenantId, waiters);
    this.#waitingCount += 1;
    return new Promise((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer);
        waiters.delete(waiter);
        if (waiters.size === 0) this.#waiting.delete(tenantId);
        this.#waitingCount -= 1;
      };
      const waiter: Waiter = {
        enter: () => {
          stopWaiting();
          resolve();
        },
        refuse: (error) => {
          stopWaiting();
          reject(error);
        },
      };
      const timer = setTimeout(() => waiter.refuse(this.#overloaded()), waitMs);
      waiters.add(waiter);
    });
  }

  #overloaded(): OverloadedError {
    const error = new OverloadedError('The server is overloaded; try again shortly.');
    this.#options.onRefused?.(error);
    return error;
  }
}
