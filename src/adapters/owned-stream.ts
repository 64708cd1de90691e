import { UpstreamError } from '../errors.ts';
import type { ChatTimeouts } from './chat-adapter.ts';

export interface OwnedStreamOptions<Part> {
  /** The caller's; aborting it ends the stream. */
  readonly signal: AbortSignal;
  readonly timeouts: ChatTimeouts;
  /** Calls the upstream; everything it opens must end with the signal that it is given. */
  readonly open: (signal: AbortSignal) => AsyncIterator<Part>;
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
  #source: AsyncIterator<Part> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #rejectPending: ((reason: unknown) => void) | null = null;
  #ended = false;

  constructor(options: OwnedStreamOptions<Part>) {
    this.#options = options;
  }

  async next(): Promise<IteratorResult<Part, undefined>> {
    if (this.#ended) return { done: true, value: undefined };
    const { signal, timeouts, open } = this.#options;
    signal.throwIfAborted();
    if (this.#source === null) {
      signal.addEventListener('abort', this.#onCallerAbort, { once: true });
      this.#source = open(this.#abort.signal);
      this.#startTimer(timeouts.firstTokenMs, 'TIMEOUT_FIRST_TOKEN');
    } else {
      this.#startTimer(timeouts.idleMs, 'TIMEOUT_IDLE');
    }
    const source = this.#source;
    try {
      const result = await new Promise<IteratorResult<Part>>((resolve, reject) => {
        this.#rejectPending = reject;
        source.next().then(resolve, reject);
      });
      if (result.done !== true) return result;
    } catch (error) {
      this.#end(error);
      throw error;
    } finally {
      this.#rejectPending = null;
      clearTimeout(this.#timer ?? undefined);
    }
    this.#end(undefined);
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Part, undefined>> {
    this.#end(new DOMException('The reader has left.', 'AbortError'));
    return { done: true, value: undefined };
  }

  #startTimer(ms: number, reason: 'TIMEOUT_FIRST_TOKEN' | 'TIMEOUT_IDLE'): void {
    this.#timer = setTimeout(() => this.#end(timeout(reason, ms)), ms);
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
      ? `The first token did not come within ${ms} ms.`
      : `The answer stood still for ${ms} ms.`;
  return new UpstreamError({ reason, message, retryable: true });
}
