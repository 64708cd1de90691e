import type { ChatCompletionView, ChatEvent } from './chat-event.ts';

/** A client that takes part in a completion. */
export interface ChatCall {
  /** Aborted when the client unsubscribes or disconnects. */
  readonly signal: AbortSignal;
  /** Whether the connection is open, which distinguishes unsubscribing from disconnecting. */
  readonly isConnected: () => boolean;
}

/** Maximum time to wait until a cancellation is stored, in milliseconds. */
export const cancelWaitMs = 5_000;

/** A completion that runs in this process, runs in another process, or has ended. */
export interface Chat {
  /** The subject that started it. */
  readonly subject: string;
  /**
   * Takes part in the completion, and reads it from the first event on. Unsubscribing while the
   * connection is open cancels the completion, unless clients of any process still take part.
   */
  join(isConnected: ChatCall['isConnected']): Promise<AsyncIterableIterator<ChatEvent>>;
  /**
   * Reads the events after a number. The last event is delivered for every number. Unsubscribing
   * has no effect.
   *
   * @throws NotResumableError when the text after the number has been deleted.
   */
  observe(after: number): AsyncIterableIterator<ChatEvent>;
  /** Returns the current state. */
  view(): Promise<ChatCompletionView | null>;
  /** Cancels the completion. Resolves when its end is stored, or after a few seconds. */
  cancel(): Promise<void>;
}
