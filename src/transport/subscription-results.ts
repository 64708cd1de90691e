import { type ExecutionResult, GraphQLError } from 'graphql';
import { clockSkew } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type AppError, UnauthenticatedError } from '../errors.ts';
import type { ClientConnection, CloseReason } from './client-connection.ts';

export interface SubscriptionResultsOptions {
  /** What happens. Its `return()` takes effect at once; `next()` may be waiting for a query. */
  readonly events: AsyncIterator<unknown>;
  /** What of an event is answered. */
  readonly respond: (event: unknown) => ExecutionResult | Promise<ExecutionResult>;
  /** Aborted when the client has left. */
  readonly signal: AbortSignal;
  readonly viewer: Viewer | null;
  /** Where the results are sent: no event is taken before there is room for it. */
  readonly connection: ClientConnection;
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
 * The results of a subscription, which ends with its events, its client, its connection, and the
 * token that allowed it. The last result says why when it is not the events that have ended:
 * otherwise clients would take it for a regular end.
 */
export class SubscriptionResults implements AsyncIterableIterator<ExecutionResult> {
  readonly #options: SubscriptionResultsOptions;
  readonly #leave = () => {
    void this.#options.events.return?.();
    this.#interrupt();
  };
  readonly #close = () =>
    this.#endBecause((this.#options.connection.closing.reason as CloseReason).error);
  readonly #timer: NodeJS.Timeout | null = null;
  readonly #ended = Promise.withResolvers<void>();
  #interrupt = () => {};
  #cause: AppError | null = null;
  #over = false;

  constructor(options: SubscriptionResultsOptions) {
    this.#options = options;
    const { signal, viewer, connection } = options;
    if (signal.aborted) this.#leave();
    else signal.addEventListener('abort', this.#leave, { once: true });
    if (connection.closing.aborted) this.#close();
    else connection.closing.addEventListener('abort', this.#close, { once: true });
    if (viewer === null) return;
    const expire = () => this.#endBecause(new UnauthenticatedError('The token has expired.'));
    this.#timer = setTimeout(expire, remainingMs(viewer));
    this.#timer.unref();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<Result> {
    if (this.#over) return done;
    const { respond } = this.#options;
    try {
      const event = await this.#nextEvent();
      if (event.done !== true && this.#cause === null) {
        const result = respond(event.value);
        return { done: false, value: result instanceof Promise ? await result : result };
      }
    } catch (error) {
      return this.#endWith(error instanceof Error ? error : new Error(String(error)));
    }
    if (this.#cause !== null) return this.#endWith(this.#cause);
    this.#end();
    return done;
  }

  /** Resolves when no result follows. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  async return(): Promise<Result> {
    this.#end();
    this.#leave();
    return done;
  }

  /** The next event, or the end as soon as the subscription is left. */
  #nextEvent(): Promise<IteratorResult<unknown>> {
    const { events, connection } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<unknown>>();
    this.#interrupt = () => resolve(done);
    const room = connection.room();
    const event = room === undefined ? events.next() : room.then(() => events.next());
    event.then(resolve, reject);
    return promise;
  }

  #endBecause(cause: AppError): void {
    this.#cause ??= cause;
    this.#leave();
  }

  #endWith(originalError: Error): Result {
    this.#end();
    const error = new GraphQLError(originalError.message, { originalError });
    return { done: false, value: { errors: [error] } };
  }

  #end(): void {
    this.#over = true;
    this.#ended.resolve();
    clearTimeout(this.#timer ?? undefined);
    const { signal, connection } = this.#options;
    signal.removeEventListener('abort', this.#leave);
    connection.closing.removeEventListener('abort', this.#close);
  }
}

const done: Result = { done: true, value: undefined };
