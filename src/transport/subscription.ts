import { type ExecutionResult, GraphQLError } from 'graphql';
import { clockSkew } from '../auth/token.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type AppError, UnauthenticatedError } from '../errors.ts';
import type { LiveReader } from '../events/live-reader.ts';
import type { ClientConnection, CloseReason } from './client-connection.ts';
import type { ErrorMask } from './mask-error.ts';
import { turn } from './turn.ts';
import { toWireText, type WireText } from './wire-text.ts';

export interface SubscriptionOptions {
  readonly events: LiveReader<unknown>;
  /** The part of an event that the client has selected. */
  readonly respond: (event: unknown) => ExecutionResult | Promise<ExecutionResult>;
  readonly maskError: ErrorMask;
  /** Aborted when the client has left. */
  readonly signal: AbortSignal;
  readonly viewer: Viewer | null;
  /** Where the results are sent: no event is taken before there is room for it. */
  readonly connection: ClientConnection;
}

/** What a transport makes of the results. */
export interface ResultSink {
  /** Sends a result, which is JSON. */
  next(result: WireText): void;
  /** Called once after the last result, unless the client has left. */
  complete(): void;
}

/** The longest that a timer can wait; tokens of more than 24 days outlive their subscriptions. */
const longestTimer = 2_147_483_647;

/** Milliseconds until a token that has been accepted would no longer be. */
export function remainingMs({ expiresAt }: Viewer): number {
  const remaining = expiresAt.getTime() + clockSkew * 1_000 - Date.now();
  return Math.min(Math.max(remaining, 0), longestTimer);
}

/** Events of one subscription in one turn, before others are served. */
const eventsPerTurn = 16;

/**
 * Sends the results of a subscription, which ends with its events, its client, its connection, and
 * the token that allowed it. The last result reports why it ends when the events have not ended:
 * otherwise clients would take it for a regular end.
 */
export class Subscription {
  readonly #options: SubscriptionOptions;
  readonly #timer: NodeJS.Timeout | null = null;
  #sink: ResultSink | null = null;
  #cause: AppError | null = null;
  #isOver = false;
  /** Whether the next delivery is on its way: in a turn, or after room or a result has come. */
  #isDue = false;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    const { events, signal, viewer, connection } = options;
    events.listen(this.#schedule);
    if (signal.aborted) {
      // Listens to nothing more: the connection may outlive thousands of subscriptions.
      this.leave();
      return;
    }
    signal.addEventListener('abort', this.leave, { once: true });
    if (connection.closing.aborted) this.#close();
    else connection.closing.addEventListener('abort', this.#close, { once: true });
    if (viewer === null) return;
    const expire = () => this.#endBecause(new UnauthenticatedError('The token has expired.'));
    this.#timer = setTimeout(expire, remainingMs(viewer));
    this.#timer.unref();
  }

  /** Starts to send. */
  start(sink: ResultSink): void {
    this.#sink = sink;
    this.#schedule();
  }

  /** Ends it without a word, because nobody is there to read it. */
  readonly leave = (): void => {
    if (this.#isOver) return;
    this.#end();
    this.#options.events.leave();
  };

  /** Sends what there is and what there is room for. Called by the turn. */
  deliver(): void {
    this.#isDue = false;
    try {
      for (let count = 0; count < eventsPerTurn; count += 1) {
        if (!this.#deliverNext()) return;
      }
      this.#schedule();
    } catch (error) {
      this.#endWith(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** @returns whether there may be more. */
  #deliverNext(): boolean {
    if (this.#isOver) return false;
    if (this.#cause !== null) {
      this.#endWith(this.#cause);
      return false;
    }
    const { events, connection, respond } = this.#options;
    const room = connection.room();
    if (room !== undefined) {
      this.#continueAfter(room);
      return false;
    }
    const event = events.take();
    if (event === undefined) return false;
    if (event === null) {
      this.#complete();
      return false;
    }
    const result = respond(event);
    if (!(result instanceof Promise)) {
      this.#send(result);
      return true;
    }
    this.#continueAfter(result.then((known) => this.#send(known)));
    return false;
  }

  #continueAfter(pending: Promise<void>): void {
    this.#isDue = true;
    pending.then(
      () => {
        this.#isDue = false;
        this.#schedule();
      },
      (error: unknown) => this.#endWith(error instanceof Error ? error : new Error(String(error))),
    );
  }

  readonly #schedule = (): void => {
    if (this.#isDue || this.#isOver || this.#sink === null) return;
    this.#isDue = true;
    turn.deliver(this);
  };

  #send(result: ExecutionResult): void {
    if (this.#isOver) return;
    const { errors } = result;
    const shown =
      errors === undefined ? result : { ...result, errors: errors.map(this.#options.maskError) };
    this.#sink?.next(toWireText(JSON.stringify(shown)));
  }

  readonly #close = (): void =>
    this.#endBecause((this.#options.connection.closing.reason as CloseReason).error);

  /** Without waiting for an event, a result or room: the client shall know before it is closed. */
  #endBecause(cause: AppError): void {
    this.#cause ??= cause;
    if (this.#sink !== null) this.#endWith(this.#cause);
  }

  #endWith(originalError: Error): void {
    if (this.#isOver) return;
    this.#send({ errors: [new GraphQLError(originalError.message, { originalError })] });
    this.#complete();
  }

  #complete(): void {
    const sink = this.#sink;
    this.leave();
    sink?.complete();
  }

  #end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer ?? undefined);
    const { signal, connection } = this.#options;
    signal.removeEventListener('abort', this.leave);
    connection.closing.removeEventListener('abort', this.#close);
  }
}
