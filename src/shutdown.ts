import { resultWithin } from './result-within.ts';

/** A part of the server that is stopping. */
interface Stopping {
  readonly name: string;
  readonly stopped: Promise<void>;
}

/**
 * Stops the parts of the server, each with a deadline, so that a part that does not stop (for
 * example, because it waits for the database) does not block the next one. Deadlines count from the
 * end of the grace period: the time that one part does not use is available to the next.
 */
export class Shutdown {
  readonly #graceMs: number;
  readonly #stopping = new Map<AsyncDisposable, Stopping>();
  #endOfGrace: number | null = null;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  /** Starts the grace period, unless it has started. */
  begin(): void {
    this.#endOfGrace ??= performance.now() + this.#graceMs;
  }

  get hasBegun(): boolean {
    return this.#endOfGrace !== null;
  }

  /** Names of the parts that are stopping and have not finished. */
  get unfinished(): readonly string[] {
    return [...this.#stopping.values()].map(({ name }) => name);
  }

  /** Returns a part whose disposal is not awaited after its deadline. */
  limit(name: string, part: AsyncDisposable, deadlineMs: number): AsyncDisposable {
    return {
      [Symbol.asyncDispose]: async () => {
        const stopped = part[Symbol.asyncDispose]() as Promise<void>; // The declared type is PromiseLike.
        this.#stopping.set(part, { name, stopped });
        const finish = () => void this.#stopping.delete(part);
        stopped.then(finish, finish);
        await this.#before(deadlineMs, stopped);
      },
    };
  }

  /** Waits until all parts have stopped, or until a deadline. Never rejects. */
  async settle(deadlineMs: number): Promise<void> {
    const stopped = [...this.#stopping.values()].map((part) => part.stopped);
    await this.#before(deadlineMs, Promise.allSettled(stopped));
  }

  async #before(deadlineMs: number, promise: Promise<unknown>): Promise<void> {
    this.begin();
    const leftMs = (this.#endOfGrace ?? 0) + deadlineMs - performance.now();
    await resultWithin(Math.max(leftMs, 0), promise, undefined);
  }
}
