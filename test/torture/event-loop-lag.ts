import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long this process, which reads for all clients, was late: figures below it mean nothing. */
export class EventLoopLag {
  readonly #histogram = monitorEventLoopDelay({ resolution: 10 });

  constructor() {
    this.#histogram.enable();
  }

  /** The longest delay, in milliseconds. */
  stop(): number {
    this.#histogram.disable();
    return Math.round(this.#histogram.max / 1e6);
  }
}
