import { UpstreamError } from '../errors.ts';
import type { ChatTimeouts } from './chat-adapter.ts';

export interface OwnedStreamOptions<Part> {
  /** The caller's; aborting it ends the stream. */
  readonly signal: AbortSignal;
  readonly timeouts: ChatTimeouts;
  /**
   * Calls the upstream, and reads it: what comes at once, in one piece. Everything it opens must
   * end with the signal that it is given.
   */
  readonly open: (signal: AbortSignal) => AsyncIterator<readonly Part[]>;
}

/**
 * Puts an upstream stream into one owner's hands: leaving the loop, aborting the signal and a
 * silence that lasts too long each end the upstream request at once.
 *
 * Not a generator: one that waits for its upstream would see `return()` only after the upstream
 * has spoken, and a stalled model would run on, and be paid for.
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
  #spoken = false;
  #ended = false;

  constructor(options: OwnedStreamOptions<Part>) {
    this.#options = options;
  }

  async next(): Promise<IteratorResult<Part, undefined>> {
    while (!this.#ended) {
      if (this.#position < this.#parts.length) {
        const value = this.#parts[this.#position] as Part; // within its bounds
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
        if (!this.#spoken) this.#startTimer('TIMEOUT_IDLE');
        this.#spoken = true;
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

  /** One for all parts: a new one for each would cost more than the part. */
  #startTimer(reason: 'TIMEOUT_FIRST_TOKEN' | 'TIMEOUT_IDLE'): void {
    const { firstTokenMs, idleMs } = this.#options.timeouts;
    const ms = reason === 'TIMEOUT_IDLE' ? idleMs : firstTokenMs;
    clearTimeout(this.#timer ?? undefined);
    this.#timer = setTimeout(() => {
      // A reader that takes its time is no silence of the upstream's; nor is this process's own
      // business: what has arrived meanwhile is read after the timers.
      const waiting = this.#rejectPending;
      if (waiting === null) return;
      setImmediate(() => {
        if (this.#rejectPending === waiting) this.#end(timeout(reason, ms));
      });
    }, ms);
  }

  /** Tells the one who waits, then stops the upstream. What that still says is of no interest. */
  #end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer ?? undefined);
    this.#options.signal.removeEventListener('abort', this.#onCallerAbort);
    this.#rejectPending?.(reason);
    this.#abort.abort(reason);
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
