import { AsyncLocalStorage } from 'node:async_hooks';

/** Starts to listen on a channel of the database. */
type Listen = (
  channel: string,
  listener: { readonly onNotify: (payload: string) => void; readonly onGap: () => void },
) => Promise<AsyncDisposable>;

/** The PostgreSQL channel that carries the notifications of all topics. */
export const wakeUpChannel = 'modelyard';

/**
 * Calls subscribers when the database may have changed. A wake-up contains only its topic, and
 * subscribers read the changes themselves, so an additional wake-up does no harm.
 */
export class WakeUps implements AsyncDisposable {
  readonly #listen: Listen;
  readonly #subscribers = new Map<string, Set<() => void>>();
  #listener: Promise<AsyncDisposable> | null = null;
  /** Runs a function in the async context in which this object was created. */
  readonly #outside = AsyncLocalStorage.snapshot();

  /** @param listen is called with the first subscription. */
  constructor(listen: Listen) {
    this.#listen = listen;
  }

  /**
   * Calls `wake` whenever a transaction that announced one of the topics has been committed, by any
   * process, after the returned promise has resolved.
   */
  async subscribe(topics: readonly string[], wake: () => void): Promise<Disposable> {
    for (const topic of topics) {
      const subscribers = this.#subscribers.get(topic) ?? new Set();
      this.#subscribers.set(topic, subscribers.add(wake));
    }
    const subscription = { [Symbol.dispose]: () => this.#leave(topics, wake) };
    try {
      await this.#listening();
    } catch (error) {
      subscription[Symbol.dispose]();
      throw error;
    }
    return subscription;
  }

  async #listening(): Promise<void> {
    this.#listener ??= this.#listen(wakeUpChannel, {
      // One notification can announce several topics, one on each line.
      onNotify: (topics) => {
        for (const topic of topics.split('\n')) {
          const subscribers = this.#subscribers.get(topic);
          if (subscribers !== undefined) this.#wake(subscribers);
        }
      },
      onGap: () => {
        for (const subscribers of this.#subscribers.values()) this.#wake(subscribers);
      },
    });
    try {
      await this.#listener;
    } catch (error) {
      this.#listener = null;
      throw error;
    }
  }

  /** PGlite notifies within the commit of a transaction, which subscribers must not be part of. */
  #wake(subscribers: Iterable<() => void>): void {
    this.#outside(() => {
      for (const wake of subscribers) wake();
    });
  }

  #leave(topics: readonly string[], wake: () => void): void {
    for (const topic of topics) {
      const subscribers = this.#subscribers.get(topic);
      subscribers?.delete(wake);
      if (subscribers?.size === 0) this.#subscribers.delete(topic);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const listener = await this.#listener?.catch(() => null);
    await listener?.[Symbol.asyncDispose]();
  }
}
