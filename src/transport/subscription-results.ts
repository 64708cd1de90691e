import { type ExecutionResult, GraphQLError } from 'graphql';
import { clockSkew } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { UnauthenticatedError } from '../errors.ts';

export interface SubscriptionResultsOptions {
  /** What happens. Its `return()` has to end a `next()` that waits. */
  readonly events: AsyncIterator<unknown>;
  /** What of an event is answered. */
  readonly respond: (event: unknown) => ExecutionResult | Promise<ExecutionResult>;
  /** Aborted when the client has left. */
  readonly signal: AbortSignal;
  readonly viewer: Viewer | null;
}

type Result = IteratorResult<ExecutionResult, undefined>;

/** The longest that a timer can wait; tokens of more than 24 days outlive their subscriptions. */
const longestTimer = 2_147_483_647;

/** Milliseconds until a token that has been accepted would no longer be. */
export function remainingMs({ expiresAt }: Viewer): number {
  const remaining = expiresAt.getTime() + clockSkew * 1_000 - Date.now();
  return Math.min(Math.max(remaining, 0), longestTimer);
}

/**
 * The results of a subscription, which ends with its events, with its client, and with the token
 * that it was allowed by. A last result says what else ended it: an end without a word would look
 * like a good one.
 */
export class SubscriptionResults implements AsyncIterableIterator<ExecutionResult> {
  readonly #options: SubscriptionResultsOptions;
  readonly #leave = () => void this.#options.events.return?.();
  readonly #timer: NodeJS.Timeout | null = null;
  #expired = false;
  #over = false;

  constructor(options: SubscriptionResultsOptions) {
    this.#options = options;
    const { signal, viewer } = options;
    if (signal.aborted) this.#leave();
    else signal.addEventListener('abort', this.#leave, { once: true });
    if (viewer === null) return;
    this.#timer = setTimeout(() => this.#expire(), remainingMs(viewer));
    this.#timer.unref();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<Result> {
    if (this.#over) return done;
    const { events, respond } = this.#options;
    try {
      const event = await events.next();
      if (event.done !== true && !this.#expired) {
        const result = respond(event.value);
        return { done: false, value: result instanceof Promise ? await result : result };
      }
    } catch (error) {
      return this.#endWith(error instanceof Error ? error : new Error(String(error)));
    }
    if (this.#expired) return this.#endWith(new UnauthenticatedError('The token has expired.'));
    this.#end();
    return done;
  }

  async return(): Promise<Result> {
    this.#end();
    this.#leave();
    return done;
  }

  #expire(): void {
    this.#expired = true;
    this.#leave();
  }

  #endWith(originalError: Error): Result {
    this.#end();
    const error = new GraphQLError(originalError.message, { originalError });
    return { done: false, value: { errors: [error] } };
  }

  #end(): void {
    this.#over = true;
    clearTimeout(this.#timer ?? undefined);
    this.#options.signal.removeEventListener('abort', this.#leave);
  }
}

const done: Result = { done: true, value: undefined };
