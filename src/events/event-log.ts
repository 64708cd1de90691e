/**
 * A numbered log in memory with one writer and any number of readers. Each reader has its own
 * place, so a slow one delays nobody, and a text exists once however many read it.
 */
export class EventLog<Event> {
  readonly #events: Event[] = [];
  readonly #readers = new Set<LogReader<Event>>();
  #closed = false;

  /** The number of the newest event; the first has 1. */
  get lastSeq(): number {
    return this.#events.length;
  }

  /** How many are reading now. */
  get readerCount(): number {
    return this.#readers.size;
  }

  /** Adds the event that `make` builds for the number it gets. */
  append(make: (seq: number) => Event): void {
    if (this.#closed) throw new Error('The log is closed.');
    this.#events.push(make(this.#events.length + 1));
    for (const reader of this.#readers) reader.wake();
  }

  /** Nothing follows: readers end once they have read what is there. */
  close(): void {
    this.#closed = true;
    for (const reader of this.#readers) reader.wake();
  }

  /**
   * Reads everything, then what comes.
   *
   * @param onLeave is called once when the reader stops, at the end as well as before it.
   */
  read(onLeave: () => void): AsyncIterableIterator<Event> {
    const reader: LogReader<Event> = new LogReader({
      at: (index) => this.#events[index],
      isClosed: () => this.#closed,
      leave: () => {
        if (this.#readers.delete(reader)) onLeave();
      },
    });
    this.#readers.add(reader);
    return reader;
  }
}

interface ReadableLog<Event> {
  readonly at: (index: number) => Event | undefined;
  readonly isClosed: () => boolean;
  readonly leave: () => void;
}

/**
 * Written out instead of being a generator, because a generator that waits for its next value does
 * not see `return()` until that value has come: hanging up would have to wait for the upstream.
 */
class LogReader<Event> implements AsyncIterableIterator<Event> {
  readonly #log: ReadableLog<Event>;
  #position = 0;
  #left = false;
  #waiting: PromiseWithResolvers<void> | null = null;

  constructor(log: ReadableLog<Event>) {
    this.#log = log;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  wake(): void {
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  async next(): Promise<IteratorResult<Event, undefined>> {
    while (!this.#left) {
      const event = this.#log.at(this.#position);
      if (event !== undefined) {
        this.#position += 1;
        return { done: false, value: event };
      }
      if (this.#log.isClosed()) break;
      this.#waiting ??= Promise.withResolvers();
      await this.#waiting.promise;
    }
    this.#leave();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Event, undefined>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  #leave(): void {
    this.#left = true;
    this.wake();
    this.#log.leave();
  }
}
