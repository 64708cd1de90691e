/** What can take part in a turn. */
interface Deliverer {
  deliver(): void;
}

interface Flusher {
  flush(): void;
}

/** Milliseconds after which the rest of the deliveries has to wait for the next turn. */
const longestTurnMs = 2;

/** Deliveries between two looks at the clock; each takes some tens of microseconds. */
const deliveriesPerLook = 8;

/**
 * Delivers what has become available once in each turn of the event loop, after its I/O. Waiting for
 * that delays nothing, because nothing is sent earlier, and what arrived together is sent together.
 * One event for thousands of subscribers is spread over turns, so that other requests are served.
 */
class Turn {
  #ready: Deliverer[] = [];
  #written: Flusher[] = [];
  #isScheduled = false;

  /** Calls `deliver()` in this turn, or in a later one when this has too much to do. */
  deliver(deliverer: Deliverer): void {
    this.#ready.push(deliverer);
    this.#schedule();
  }

  /** Calls `flush()` at the end of this turn. */
  flush(flusher: Flusher): void {
    this.#written.push(flusher);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    this.#isScheduled = false;
    const ready = this.#ready;
    this.#ready = [];
    const end = ready.length > deliveriesPerLook ? performance.now() + longestTurnMs : 0;
    let done = 0;
    for (const deliverer of ready) {
      if (done > 0 && done % deliveriesPerLook === 0 && performance.now() > end) break;
      deliverer.deliver();
      done += 1;
    }
    if (done < ready.length) {
      this.#ready = [...ready.slice(done), ...this.#ready];
      this.#schedule();
    }
    const written = this.#written;
    this.#written = [];
    for (const flusher of written) flusher.flush();
  }
}

/** The process has one, because it has one event loop. */
export const turn = new Turn();
