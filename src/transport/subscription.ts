import { type ExecutionResult, GraphQLError } from 'graphql';
import { clockSkew } from '../auth/clock-skew.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type AppError, UnauthenticatedError } from '../errors.ts';
import type { LiveReader } from '../events/live-reader.ts';
import type { ClientConnection, CloseReason } from './client-connection.ts';
import type { ErrorMask } from './mask-error.ts';
import { turn } from './turn.ts';
import { toWireText, type WireText } from './wire-text.ts';

export interface SubscriptionOptions {
  readonly events: LiveReader<unknown>;
  /** Reads the fields of an event that the client selected. */
  readonly respond: (event: unknown) => ExecutionResult | Promise<ExecutionResult>;
  readonly maskError: ErrorMask;
  /** Called once, after the last result. */
  readonly onEnd: () => void;
  /** Aborted when the client ends the subscription or disconnects. */
  readonly signal: AbortSignal;
  readonly viewer: Viewer | null;
  /** The connection for the results. No event is taken before there is room for it. */
  readonly connection: ClientConnection;
}

/** Sends the results over a transport. */
export interface ResultSink {
  /** Sends a result, which is JSON. */
  next(result: WireText): void;
  /** Called once after the last result, unless the client ended the subscription. */
  complete(): void;
}

/** Maximum delay of a timer, in milliseconds. A subscription ends after 24 days at the latest. */
const maxTimerMs = 2_147_483_647;

/** Returns the number of milliseconds until an accepted token expires. */
export function remainingMs({ expiresAt }: Viewer): number {
  const remaining = expiresAt.getTime() + clockSkew * 1_000 - Date.now();
  return Math.min(Math.max(remaining, 0), maxTimerMs);
}

/** Maximum number of events that one subscription sends in one turn of the event loop. */
const eventsPerTurn = 16;

/**
 * Sends the results of a subscription. It ends with its events, when its client or its connection
 * ends it, and when its token expires. When the events have not ended, the last result has an error
 * with the reason, so that clients can distinguish it from a regular end.
 */
export class Subscription {
  readonly #options: SubscriptionOptions;
  readonly #timer: NodeJS.Timeout | null = null;
  #sink: ResultSink | null = null;
  #cause: AppError | null = null;
  #isOver = false;
  /** Whether a delivery is scheduled, or waits for room or for a result. */
  #isDue = false;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    const { events, signal, viewer, connection } = options;
    events.listen(this.#schedule);
    if (signal.aborted) {
      // Add no listener to the connection, which can outlive thousands of subscriptions.
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

  /** Starts to send results. */
  start(sink: ResultSink): void {
    this.#sink = sink;
    this.#schedule();
  }

  /** Ends the subscription without a last result, because the client does not read it any more. */
  readonly leave = (): void => {
    if (this.#isOver) return;
    this.#end();
    this.#options.events.leave();
  };

  /** Sends available events while there is room. Called by the turn. */
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

  /** @returns whether more events may be available. */
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
    this.#options.onEnd();
    clearTimeout(this.#timer ?? undefined);
    const { signal, connection } = this.#options;
    signal.removeEventListener('abort', this.leave);
    connection.closing.removeEventListener('abort', this.#close);
  }
}
