/** A running operation. Disposing of it says that it has ended. */
export interface RunningOperation extends Disposable {
  /** Aborted when its client completes it. */
  readonly signal: AbortSignal;
}

/**
 * The operations of one socket. A client may use an id again as soon as it has completed it, while
 * the operation that had it is still ending: so an id can stand for several, all but the last of
 * which have been completed.
 */
export class RunningOperations {
  readonly #byId = new Map<string, Set<AbortController>>();

  start(id: string): RunningOperation {
    const abort = new AbortController();
    const operations = this.#byId.get(id) ?? new Set();
    this.#byId.set(id, operations.add(abort));
    return {
      signal: abort.signal,
      [Symbol.dispose]: () => {
        operations.delete(abort);
        if (operations.size === 0 && this.#byId.get(id) === operations) this.#byId.delete(id);
      },
    };
  }

  /** Ends what a client has completed. */
  complete(id: string): void {
    for (const operation of this.#byId.get(id) ?? []) operation.abort();
  }
}

/** What an operation comes to, with its end told. */
export function tracked(result: unknown, running: Disposable): unknown {
  if (result instanceof Promise) {
    return result.then(
      (value: unknown) => tracked(value, running),
      (error: unknown) => {
        running[Symbol.dispose]();
        throw error;
      },
    );
  }
  if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
    return trackedEvents(result as AsyncIterable<unknown>, running);
  }
  running[Symbol.dispose]();
  return result;
}

function trackedEvents(
  events: AsyncIterable<unknown>,
  running: Disposable,
): AsyncIterableIterator<unknown, undefined> {
  const iterator = events[Symbol.asyncIterator]();
  const end = () => {
    running[Symbol.dispose]();
    return { done: true as const, value: undefined };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const result = await iterator.next();
      return result.done === true ? end() : result;
    },
    return: async () => {
      await iterator.return?.();
      return end();
    },
  };
}
