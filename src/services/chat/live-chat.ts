import { resultWithin } from '../../result-within.ts';
import { type Chat, type ChatCall, cancelWaitMs } from './chat.ts';
import type { ChatChannel } from './chat-channel.ts';
import type { ChatCompletionView, ChatEvent } from './chat-event.ts';
import type { ChatRecording } from './chat-recording.ts';
import type { ChatRun } from './chat-run.ts';
import type { EndedCompletion } from './measure-completion.ts';

/** Timeout of the query whether other processes have clients, in milliseconds. */
const attachedWaitMs = 500;

export interface LiveChatOptions {
  readonly run: ChatRun;
  readonly recording: ChatRecording;
  readonly channel: ChatChannel;
  /** Whether it has a request ID, with which a client can reconnect. */
  readonly resumable: boolean;
  /** Whether it continues without clients. */
  readonly detached: boolean;
  /** Time that it waits for a client to reconnect, in milliseconds. */
  readonly graceMs: number;
  /** Whether a participating client is connected to another process. */
  readonly isAttachedElsewhere: () => Promise<boolean>;
}

/**
 * A completion that runs in this process. It is cancelled when no client takes part in it any more:
 * immediately after unsubscribing; after a lost connection, a client can reconnect with the request
 * ID.
 */
export class LiveChat implements Chat {
  readonly recording: ChatRecording;
  readonly channel: ChatChannel;
  readonly #options: LiveChatOptions;
  #participants = 0;
  #grace: NodeJS.Timeout | null = null;

  constructor(options: LiveChatOptions) {
    this.#options = options;
    this.recording = options.recording;
    this.channel = options.channel;
    void this.recording.settled.then(() => clearTimeout(this.#grace ?? undefined));
  }

  /** The current state of the completion. */
  get current(): ChatCompletionView {
    return this.#options.run.view();
  }

  /** The completion after its end, which may not be stored yet; null before. */
  get ended(): EndedCompletion | null {
    return this.#options.run.ended;
  }

  get subject(): string {
    return this.channel.started.subject;
  }

  get tenantId(): string {
    return this.recording.tenantId;
  }

  async join(isConnected: ChatCall['isConnected']): Promise<AsyncIterableIterator<ChatEvent>> {
    this.#participants += 1;
    clearTimeout(this.#grace ?? undefined);
    return this.channel.read(0, () => {
      this.#participants -= 1;
      if (!this.#isAbandoned) return;
      if (!this.#options.resumable) this.stop('CANCELLED');
      else if (isConnected()) void this.#stopUnlessAttached();
      else this.#waitForReturn();
    });
  }

  /** Called when the last client of another process has unsubscribed. */
  leftElsewhere(): void {
    if (this.#isAbandoned) void this.#stopUnlessAttached();
  }

  observe(after: number): AsyncIterableIterator<ChatEvent> {
    return this.channel.read(after);
  }

  async view(): Promise<ChatCompletionView> {
    return this.current;
  }

  async cancel(): Promise<void> {
    this.stop('CANCELLED');
    await resultWithin(cancelWaitMs, this.recording.settled, undefined);
  }

  /** Ends the upstream request of a completion whose start was not stored. */
  abandon(): void {
    this.stop('CANCELLED');
    this.recording.settle('abandoned');
  }

  /** Ends the upstream request immediately. Has no effect after the end. */
  stop(ending: 'CANCELLED' | 'INTERRUPTED'): void {
    this.#options.run.stop(ending);
  }

  get #isAbandoned(): boolean {
    return this.#participants === 0 && !this.#options.detached;
  }

  /** Cancels the completion also when the database does not respond: the client has unsubscribed. */
  async #stopUnlessAttached(): Promise<void> {
    const isAttached = this.#options.isAttachedElsewhere().catch(() => false);
    const isAwaited = await resultWithin(attachedWaitMs, isAttached, false);
    if (!this.#isAbandoned) return;
    if (isAwaited) this.#waitForReturn();
    else this.stop('CANCELLED');
  }

  #waitForReturn(): void {
    const { graceMs, isAttachedElsewhere } = this.#options;
    clearTimeout(this.#grace ?? undefined);
    this.#grace = setTimeout(async () => {
      if (!this.#isAbandoned) return;
      // While the database does not respond, assume that the client is connected to another process.
      const isAwaited = await isAttachedElsewhere().catch(() => true);
      if (!this.#isAbandoned) return;
      if (isAwaited) this.#waitForReturn();
      else this.stop('CANCELLED');
    }, graceMs);
    this.#grace.unref();
  }
}
