import { outsideOperations } from '../current-operation.ts';

/** Delivers its events in a turn. */
interface Deliverer {
  deliver(): void;
}

interface Flusher {
  flush(): void;
  /** Closes the connection without sending what was written. */
  discard(): void;
}

/** Maximum duration of a turn, in milliseconds. Further deliveries wait for the next turn. */
const maxTurnMs = 2;

/**
 * Duration of a turn in milliseconds after which the process must have been suspended: half of the
 * validity of its lease. What it took from a completion before may no longer be shown.
 */
const suspendedMs = 5_000;

/** Number of deliveries between two checks of the time. One takes some tens of microseconds. */
const deliveriesPerCheck = 8;

/**
 * Delivers available events once in each turn of the event loop, after its I/O. That causes no
 * delay, because Node sends nothing earlier, and events that arrived together are sent together. An
 * event for thousands of subscribers is spread over several turns, so that other requests are
 * served in the meantime.
 */
class Turn {
  #ready: Deliverer[] = [];
  #written: Flusher[] = [];
  #isScheduled = false;

  /** Calls `deliver()` in this turn, or in a later one when this turn takes too long. */
  deliver(deliverer: Deliverer): void {
    this.#ready.push(deliverer);
    this.#schedule();
  }

  /**
   * Calls `flush()` at the end of this turn, or `discard()` when the process was suspended during
   * the turn: its clients continue at a process that has a lease.
   */
  flush(flusher: Flusher): void {
    this.#written.push(flusher);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // The operation that is first in a turn is one of many.
    outsideOperations(this.#setImmediate);
  }

  readonly #setImmediate = () => void setImmediate(() => this.#run());

  #run(): void {
    this.#isScheduled = false;
    const ready = this.#ready;
    this.#ready = [];
    const begin = performance.now();
    const end = begin + maxTurnMs;
    let done = 0;
    for (const deliverer of ready) {
      if (done > 0 && done % deliveriesPerCheck === 0 && performance.now() > end) break;
      deliverer.deliver();
      done += 1;
    }
    if (done < ready.length) {
      this.#ready = [...ready.slice(done), ...this.#ready];
      this.#schedule();
    }
    const written = this.#written;
    this.#written = [];
    for (const flusher of written) {
      if (performance.now() - begin < suspendedMs) flusher.flush();
      else flusher.discard();
    }
  }
}

/** One per process, because a process has one event loop. */
export const turn = new Turn();
