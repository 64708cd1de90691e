import type { ChatCompletionView, ChatEvent } from './chat-event.ts';

/** A client that takes part in a completion, and how it leaves. */
export interface ChatCall {
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
  /** Whether the connection is open: a client that leaves while it is has unsubscribed. */
  readonly isConnected: () => boolean;
}

/** How long a cancellation may take to be stored, in milliseconds. */
export const cancelWaitMs = 5_000;

/** One completion, whether it runs here, runs in another process, or has ended. */
export interface Chat {
  /** Who started it. */
  readonly subject: string;
  /**
   * Takes part from the first event on. Leaving while the connection is open cancels the completion
   * unless others take part in it, through whichever process.
   */
  join(isConnected: ChatCall['isConnected']): Promise<AsyncIterableIterator<ChatEvent>>;
  /**
   * Reads the events after a number, and the last event whatever the number is. Leaving has no
   * effect.
   *
   * @throws NotResumableError when the text after the number is no longer kept.
   */
  observe(after: number): AsyncIterableIterator<ChatEvent>;
  /** The completion as it is now. */
  view(): Promise<ChatCompletionView | null>;
  /** Ends the completion, and resolves when its end is stored or after a few seconds. */
  cancel(): Promise<void>;
}
