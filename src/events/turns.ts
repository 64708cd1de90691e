/** One delivery takes some tens of microseconds, so a turn takes less than a millisecond. */
const deliveriesPerTurn = 10;

/**
 * Spreads deliveries over turns of the event loop: one event for thousands of subscribers would
 * otherwise delay every other request until the last subscriber is served.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #left = deliveriesPerTurn;
  #isScheduled = false;

  /** Returns a promise to await before a delivery; undefined when this turn has room for it. */
  next(): Promise<void> | undefined {
    this.#schedule();
    if (this.#left > 0 && this.#waiting.length === 0) {
      this.#left -= 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#begin());
  }

  #begin(): void {
    this.#isScheduled = false;
    const ready = this.#waiting.splice(0, deliveriesPerTurn);
    this.#left = deliveriesPerTurn - ready.length;
    if (this.#waiting.length > 0) this.#schedule();
    for (const resolve of ready) resolve();
  }
}

/** One per process, because a process has one event loop. */
export const turns = new Turns();
