import { UpstreamError } from '../errors.ts';
import type { ChatTimeouts } from './chat-adapter.ts';

export interface OwnedStreamOptions<Part> {
  /** Signal of the caller; aborting it ends the stream. */
  readonly signal: AbortSignal;
  readonly timeouts: ChatTimeouts;
  /**
   * Calls the upstream and reads its response. Parts that arrive together are returned together.
   * Everything that it opens must be closed when the signal is aborted.
   */
  readonly open: (signal: AbortSignal) => AsyncIterator<readonly Part[]>;
}

/**
 * Closes the upstream request immediately when the reader leaves the loop, the signal is aborted,
 * or a timeout expires.
 *
 * This is not a generator: a generator that awaits the upstream runs `return()` only after the next
 * chunk, so that a stalled model would continue to run and cost money.
 */
export function ownedStream<Part>(options: OwnedStreamOptions<Part>): AsyncIterable<Part> {
  return { [Symbol.asyncIterator]: () => new OwnedIterator(options) };
}

class OwnedIterator<Part> implements AsyncIterator<Part> {
  readonly #options: OwnedStreamOptions<Part>;
  readonly #abort = new AbortController();
  readonly #onCallerAbort = () => this.#end(this.#options.signal.reason);
  #source: AsyncIterator<readonly Part[]> | null = null;
  #parts: readonly Part[] = [];
  #position = 0;
  #timer: NodeJS.Timeout | null = null;
  #rejectPending: ((reason: unknown) => void) | null = null;
  #hasStarted = false;
  #ended = false;

  constructor(options: OwnedStreamOptions<Part>) {
    this.#options = options;
  }

  async next(): Promise<IteratorResult<Part, undefined>> {
    while (!this.#ended) {
      if (this.#position < this.#parts.length) {
        const value = this.#parts[this.#position] as Part; // The index is in range.
        this.#position += 1;
        return { done: false, value };
      }
      this.#position = 0;
      this.#parts = await this.#read();
    }
    return { done: true, value: undefined };
  }

  async #read(): Promise<readonly Part[]> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    const source = this.#source ?? this.#open();
    this.#timer?.refresh();
    try {
      const result = await new Promise<IteratorResult<readonly Part[]>>((resolve, reject) => {
        this.#rejectPending = reject;
        source.next().then(resolve, reject);
      });
      if (result.done !== true) {
        if (!this.#hasStarted) this.#startTimer('TIMEOUT_IDLE');
        this.#hasStarted = true;
        return result.value;
      }
    } catch (error) {
      this.#end(error);
      throw error;
    } finally {
      this.#rejectPending = null;
    }
    this.#end(undefined);
    return [];
  }

  #open(): AsyncIterator<readonly Part[]> {
    const { signal, open } = this.#options;
    signal.addEventListener('abort', this.#onCallerAbort, { once: true });
    this.#startTimer('TIMEOUT_FIRST_TOKEN');
    this.#source = open(this.#abort.signal);
    return this.#source;
  }

  async return(): Promise<IteratorResult<Part, undefined>> {
    this.#end(new DOMException('The reader stopped reading.', 'AbortError'));
    return { done: true, value: undefined };
  }

  /** Starts a timer that is restarted for each part: creating a timer for each part is too slow. */
  #startTimer(reason: 'TIMEOUT_FIRST_TOKEN' | 'TIMEOUT_IDLE'): void {
    const { firstTokenMs, idleMs } = this.#options.timeouts;
    const ms = reason === 'TIMEOUT_IDLE' ? idleMs : firstTokenMs;
    clearTimeout(this.#timer ?? undefined);
    this.#timer = setTimeout(() => {
      // The timeout counts only while this stream waits for the upstream, not while the reader is
      // busy. Data that arrived while this process was busy is read after the timers: wait for it.
      const waiting = this.#rejectPending;
      if (waiting === null) return;
      setImmediate(() => {
        if (this.#rejectPending === waiting) this.#end(timeout(reason, ms));
      });
    }, ms);
  }

  /**
   * Rejects the pending read, then stops the upstream. Later results of the upstream are ignored.
   */
  #end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer ?? undefined);
    this.#options.signal.removeEventListener('abort', this.#onCallerAbort);
    this.#rejectPending?.(reason);
    // After its normal end, nothing is open.
    if (reason !== undefined) this.#abort.abort(reason);
    this.#source?.return?.()?.catch(() => {});
  }
}

function timeout(reason: 'TIMEOUT_FIRST_TOKEN' | 'TIMEOUT_IDLE', ms: number): UpstreamError {
  const message =
    reason === 'TIMEOUT_FIRST_TOKEN'
      ? `The first token did not arrive within ${ms} ms (firstTokenTimeoutMs).`
      : `No data arrived for ${ms} ms during the response (idleTimeoutMs).`;
  return new UpstreamError({ reason, message, retryable: true });
}
