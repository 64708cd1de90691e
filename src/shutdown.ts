/** A part of the server that has begun to stop. */
interface Stopping {
  readonly name: string;
  readonly stopped: Promise<void>;
}

/**
 * Stops the parts of the server, each with a deadline: a part that hangs, such as one that waits for
 * the database, does not keep the next one from stopping. Deadlines count from the end of the grace
 * period, so the time that one part leaves is available to the next.
 */
export class Shutdown {
  readonly #graceMs: number;
  readonly #stopping = new Map<AsyncDisposable, Stopping>();
  #endOfGrace: number | null = null;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  /** Starts the grace period. Without effect when it has started. */
  begin(): void {
    this.#endOfGrace ??= performance.now() + this.#graceMs;
  }

  get hasBegun(): boolean {
    return this.#endOfGrace !== null;
  }

  /** The names of the parts that have begun to stop and have not finished. */
  get unfinished(): readonly string[] {
    return [...this.#stopping.values()].map(({ name }) => name);
  }

  /** A part whose disposal is not waited for after its deadline. */
  limit(name: string, part: AsyncDisposable, deadlineMs: number): AsyncDisposable {
    return {
      [Symbol.asyncDispose]: async () => {
        const stopped = part[Symbol.asyncDispose]() as Promise<void>; // the type is a thenable
        this.#stopping.set(part, { name, stopped });
        const finish = () => void this.#stopping.delete(part);
        stopped.then(finish, finish);
        await this.#before(deadlineMs, stopped);
      },
    };
  }

  /** Waits for all parts that have not finished, until a deadline. Never rejects. */
  async settle(deadlineMs: number): Promise<void> {
    const stopped = [...this.#stopping.values()].map((part) => part.stopped);
    await this.#before(deadlineMs, Promise.allSettled(stopped));
  }

  async #before(deadlineMs: number, promise: Promise<unknown>): Promise<void> {
    this.begin();
    const leftMs = (this.#endOfGrace ?? 0) + deadlineMs - performance.now();
    const { promise: deadline, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.max(leftMs, 0));
    await Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
  }
}
