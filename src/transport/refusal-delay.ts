import { setTimeout as delay } from 'node:timers/promises';

/** Delay of a response that refuses an operation because of its rate, in milliseconds. */
const refusalDelayMs = 250;

/**
 * Waits before an operation that exceeds its rate is refused. A client that sends the next operation
 * when it has the response of the last one would otherwise use all CPU time with refusals.
 */
export async function delayRefusal(): Promise<void> {
  await delay(refusalDelayMs, undefined, { ref: false });
}
