import type { ChatCompletionView, ChatEnd, ChatEvent } from './chat-event.ts';
import { type ChatLog, type LogEntry, mergedEvent } from './chat-log.ts';
import { untilAnswered } from './until-answered.ts';

export interface ChatChannelOptions {
  readonly id: string;
  readonly log: ChatLog;
  /** The completion as it was when it started. */
  readonly started: ChatCompletionView;
  /** Reads a portion of the stored entries after a number; what the log no longer holds. */
  readonly load: (after: number) => Promise<readonly LogEntry[]>;
  /** Whether events may be shown: false while another process may have ended the completion. */
  readonly canShow: () => boolean;
}

const endTypes = {
  COMPLETED: 'ChatCompleted',
  FAILED: 'ChatFailed',
  CANCELLED: 'ChatCancelled',
  INTERRUPTED: 'ChatInterrupted',
} as const satisfies Record<string, ChatEnd['type']>;

/** Hands out the events of one completion to any number of readers, each at its own pace. */
export class ChatChannel {
  readonly id: string;
  readonly log: ChatLog;
  readonly started: ChatCompletionView;
  readonly load: ChatChannelOptions['load'];
  readonly #canShow: () => boolean;
  readonly #readers = new Set<ChatReader>();
  #end: ChatEnd | null = null;
  #failure: Error | null = null;
  #successor: ChatChannel | null = null;
  #waking = false;

  constructor({ id, log, started, load, canShow }: ChatChannelOptions) {
    this.id = id;
    this.log = log;
    this.started = started;
    this.load = load;
    this.#canShow = canShow;
  }

  /** Set once the end is stored. */
  get end(): ChatEnd | null {
    return this.#end;
  }

  get failure(): Error | null {
    return this.#failure;
  }

  /** Where readers continue, when this process no longer runs the completion. */
  get successor(): ChatChannel | null {
    return this.#successor;
  }

  get canShow(): boolean {
    return this.#canShow();
  }

  get hasReaders(): boolean {
    return this.#readers.size > 0;
  }

  /**
   * Reads all events after a number, and the last event whatever the number is.
   *
   * @param onLeave is called once when the reader stops, at the end as well as before it.
   */
  read(after: number, onLeave: () => void = () => {}): ChatReader {
    return new ChatReader(this, after, onLeave);
  }

  /** Shows the last event. */
  close(completion: ChatCompletionView): void {
    const { id: completionId, lastSeq: seq, status } = completion;
    const type = endTypes[status as keyof typeof endTypes]; // an end has one of these
    this.#end = { type, seq, completionId, completion };
    this.wake();
  }

  /** Ends the readers with an error. */
  fail(error: Error): void {
    this.#failure = error;
    this.wake();
  }

  /** Lets the readers continue with another channel of the same completion. */
  continueWith(successor: ChatChannel): void {
    this.#successor = successor;
    // Now, and not when they read next: the successor is closed when it has no readers.
    for (const reader of this.#readers) successor.enter(reader);
    this.wake();
  }

  /** What comes in one turn of the event loop is read together, which delays nothing. */
  wake(): void {
    if (this.#waking || this.#readers.size === 0) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      for (const reader of this.#readers) reader.wake();
    });
  }

  enter(reader: ChatReader): void {
    this.#readers.add(reader);
  }

  leave(reader: ChatReader): void {
    this.#readers.delete(reader);
    this.#successor?.leave(reader);
  }
}

/**
 * Not a generator: one that waits for its next value does not see `return()` until that value has
 * come, so hanging up would have to wait for the upstream.
 */
class ChatReader implements AsyncIterableIterator<ChatEvent> {
  readonly #onLeave: () => void;
  readonly #leaving = new AbortController();
  #channel: ChatChannel;
  #seq: number;
  #portion: readonly LogEntry[] = [];
  #index = 0;
  #isOver = false;
  #waiting: PromiseWithResolvers<void> | null = null;

  constructor(channel: ChatChannel, after: number, onLeave: () => void) {
    this.#channel = channel;
    this.#seq = Math.max(0, after);
    this.#onLeave = onLeave;
    channel.enter(this);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  wake(): void {
    this.#waiting?.resolve();
    this.#waiting = null;
  }

  async next(): Promise<IteratorResult<ChatEvent, undefined>> {
    try {
      while (!this.#isOver && !this.#leaving.signal.aborted) {
        const value = this.#take();
        if (value !== null) return { done: false, value };
        if (this.#needsPortion) await this.#load();
        else {
          this.#waiting ??= Promise.withResolvers();
          await this.#waiting.promise;
        }
      }
    } catch (error) {
      this.#leave();
      throw error;
    }
    this.#leave();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<ChatEvent, undefined>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  get #needsPortion(): boolean {
    const { canShow, log } = this.#channel;
    return canShow && this.#seq >= 1 && log.isBefore(this.#seq);
  }

  #take(): ChatEvent | null {
    this.#follow();
    const { id: completionId, started, log, end, failure, canShow } = this.#channel;
    if (failure !== null) throw failure;
    if (!canShow) return null;
    if (this.#seq < 1) {
      this.#seq = 1;
      return { type: 'ChatStarted', seq: 1, completionId, completion: started };
    }
    const event = this.#takeFromPortion(completionId);
    if (event !== null) return event;
    if (log.isBefore(this.#seq)) return null;
    const next = log.eventAfter(this.#seq, completionId);
    if (next !== null) {
      this.#seq = next.seq;
      return next;
    }
    if (end === null) return null;
    this.#isOver = true;
    return end;
  }

  #takeFromPortion(completionId: string): ChatEvent | null {
    while (this.#index < this.#portion.length) {
      const after = this.#seq;
      const event = mergedEvent(this.#portion, this.#index, { after, completionId });
      if (event === null) break;
      while ((this.#portion[this.#index]?.seq ?? Number.POSITIVE_INFINITY) <= event.seq) {
        this.#index += 1;
      }
      this.#seq = event.seq;
      return event;
    }
    this.#portion = [];
    this.#index = 0;
    return null;
  }

  async #load(): Promise<void> {
    const { load } = this.#channel;
    const portion = await untilAnswered(() => load(this.#seq), this.#leaving.signal);
    this.#portion = portion ?? [];
    this.#index = 0;
  }

  #follow(): void {
    const { successor } = this.#channel;
    if (successor === null) return;
    this.#channel = successor;
    this.#follow();
  }

  #leave(): void {
    if (this.#leaving.signal.aborted) return;
    this.#leaving.abort();
    this.#channel.leave(this);
    this.wake();
    this.#onLeave();
  }
}
