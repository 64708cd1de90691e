import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Delay of this process, which reads for all clients. Lower measured times are not reliable. */
export class EventLoopLag {
  readonly #histogram = monitorEventLoopDelay({ resolution: 10 });

  constructor() {
    this.#histogram.enable();
  }

  /** Maximum delay, in milliseconds. */
  stop(): number {
    this.#histogram.disable();
    return Math.round(this.#histogram.max / 1e6);
  }
}
