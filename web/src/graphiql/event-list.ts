/** The editor that shows the events formats all of them for each change. */
const pauseMs = 100;
const maxEvents = 1_000;

/** Collects events, and shows the last of them at most ten times a second. */
export class EventList implements Disposable {
  readonly #show: (events: readonly unknown[]) => void;
  #events: unknown[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (events: readonly unknown[]) => void) {
    this.#show = show;
  }

  add(event: unknown): void {
    this.#events = [...this.#events.slice(1 - maxEvents), event];
    this.#timer ??= setTimeout(() => this.show(), pauseMs);
  }

  show(): void {
    this[Symbol.dispose]();
    this.#show(this.#events);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
