/**
 * A numbered log in memory with one writer and any number of readers. Each reader has its own
 * place, so a slow one delays nobody, and a text exists once however many read it.
 */
export class EventLog<Event> {
  readonly #merge: Merge<Event>;
  readonly #events: Event[] = [];
  readonly #readers = new Set<LogReader<Event>>();
  #closed = false;
  #waking = false;

  /** @param merge puts together what a reader has not come to read yet. @default nothing */
  constructor(merge: Merge<Event> = () => null) {
    this.#merge = merge;
  }

  /** The number of the newest event; the first has 1. */
  get lastSeq(): number {
    return this.#events.length;
  }

  /** Adds the event that `make` builds for the number it gets. */
  append(make: (seq: number) => Event): void {
    if (this.#closed) throw new Error('The log is closed.');
    this.#events.push(make(this.#events.length + 1));
    this.#wakeReaders();
  }

  /** Nothing follows: readers end once they have read what is there. */
  close(): void {
    this.#closed = true;
    for (const reader of this.#readers) reader.wake();
  }

  /** What comes in one turn of the event loop is read together: that delays nothing. */
  #wakeReaders(): void {
    if (this.#waking || this.#readers.size === 0) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      for (const reader of this.#readers) reader.wake();
    });
  }

  /**
   * Reads everything behind a number, then what comes.
   *
   * @param onLeave is called once when the reader stops, at the end as well as before it.
   */
  read(after: number, onLeave: () => void): AsyncIterableIterator<Event> {
    const reader: LogReader<Event> = new LogReader(after, {
      at: (index) => this.#events[index],
      merge: this.#merge,
      isClosed: () => this.#closed,
      leave: () => {
        if (this.#readers.delete(reader)) onLeave();
      },
    });
    this.#readers.add(reader);
    return reader;
  }
}

/** Two neighbouring events as one, with the number of the later; null when they stay two. */
export type Merge<Event> = (one: Event, next: Event) => Event | null;

interface ReadableLog<Event> {
  readonly at: (index: number) => Event | undefined;
  readonly merge: Merge<Event>;
  readonly isClosed: () => boolean;
  readonly leave: () => void;
}

/**
 * Written out instead of being a generator, because a generator that waits for its next value does
 * not see `return()` until that value has come: hanging up would have to wait for the upstream.
 */
class LogReader<Event> implements AsyncIterableIterator<Event> {
  readonly #log: ReadableLog<Event>;
  #position: number;
  #left = false;
  #waiting: PromiseWithResolvers<void> | null = null;

  constructor(after: number, log: ReadableLog<Event>) {
    this.#position = Math.max(0, after);
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
        return { done: false, value: this.#withNext(event) };
      }
      if (this.#log.isClosed()) break;
      this.#waiting ??= Promise.withResolvers();
      await this.#waiting.promise;
    }
    this.#leave();
    return { done: true, value: undefined };
  }

  /** What has come meanwhile goes along with it: a reader that is behind catches up. */
  #withNext(event: Event): Event {
    let merged = event;
    for (;;) {
      const next = this.#log.at(this.#position);
      const both = next === undefined ? null : this.#log.merge(merged, next);
      if (both === null) return merged;
      merged = both;
      this.#position += 1;
    }
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
