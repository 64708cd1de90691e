/** Starts to listen on a channel of the database. */
type Listen = (
  channel: string,
  listener: { readonly onNotify: (payload: string) => void; readonly onGap: () => void },
) => Promise<AsyncDisposable>;

/** The channel of the database on which everything is announced. */
export const wakeUpChannel = 'modelyard';

/**
 * Tells those who follow a log in the database that there may be something new. A wake-up carries
 * nothing but its topic: what has happened is read from the log, so that one too many does no harm.
 */
export class WakeUps implements AsyncDisposable {
  readonly #listen: Listen;
  readonly #sleepers = new Map<string, Set<() => void>>();
  #ear: Promise<AsyncDisposable> | null = null;

  /** @param listen is not called before somebody subscribes. */
  constructor(listen: Listen) {
    this.#listen = listen;
  }

  /**
   * Calls `wake` whenever a transaction that announced one of the topics has been committed, by any
   * process, after the returned promise has resolved.
   */
  async subscribe(topics: readonly string[], wake: () => void): Promise<Disposable> {
    for (const topic of topics) {
      const sleepers = this.#sleepers.get(topic) ?? new Set();
      this.#sleepers.set(topic, sleepers.add(wake));
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
    this.#ear ??= this.#listen(wakeUpChannel, {
      onNotify: (topic) => {
        for (const wake of this.#sleepers.get(topic) ?? []) wake();
      },
      onGap: () => {
        for (const sleepers of this.#sleepers.values()) for (const wake of sleepers) wake();
      },
    });
    try {
      await this.#ear;
    } catch (error) {
      this.#ear = null;
      throw error;
    }
  }

  #leave(topics: readonly string[], wake: () => void): void {
    for (const topic of topics) {
      const sleepers = this.#sleepers.get(topic);
      sleepers?.delete(wake);
      if (sleepers?.size === 0) this.#sleepers.delete(topic);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ear = await this.#ear?.catch(() => null);
    await ear?.[Symbol.asyncDispose]();
  }
}
