import type { ChatChannel } from './chat-channel.ts';
import type { ChatEvent } from './chat-event.ts';
import { type LogEntry, mergedEvent } from './chat-log.ts';
import { retryRead } from './retry-read.ts';

/** Position of one reader of a completion. */
export class ChatCursor {
  /** Called when an event may be available. */
  readonly wake: () => void;
  /** Ends a loading portion; null while none is loading. */
  #loading: AbortController | null = null;
  #channel: ChatChannel;
  #seq: number;
  #portion: readonly LogEntry[] = [];
  #index = 0;
  #isOver = false;
  #failure: { readonly error: unknown } | null = null;

  constructor(channel: ChatChannel, after: number, wake: () => void) {
    this.#channel = channel;
    this.#seq = Math.max(0, after);
    this.wake = wake;
    channel.enter(this);
  }

  /** Returns the next event; undefined when there is none yet, null after the last event. */
  take(): ChatEvent | undefined | null {
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#isOver) return null;
    if (this.#loading !== null) return undefined;
    const event = this.#next();
    if (event === undefined && this.#needsPortion) void this.#load();
    return event;
  }

  leave(): void {
    this.#loading?.abort();
    this.#channel.leave(this);
  }

  #next(): ChatEvent | undefined {
    this.#follow();
    const { id: completionId, started, log, end, failure, canShow } = this.#channel;
    if (failure !== null) throw failure;
    if (!canShow) return undefined;
    if (this.#seq < 1) {
      this.#seq = 1;
      return { type: 'ChatStarted', seq: 1, completionId, completion: started };
    }
    const event = this.#nextOfPortion(completionId);
    if (event !== undefined) return event;
    if (log.isBefore(this.#seq)) return undefined;
    const next = log.eventAfter(this.#seq, completionId);
    if (next !== null) {
      this.#seq = next.seq;
      return next;
    }
    if (end === null) return undefined;
    this.#isOver = true;
    return end;
  }

  #nextOfPortion(completionId: string): ChatEvent | undefined {
    if (this.#portion.length === 0) return undefined;
    const after = this.#seq;
    const event = mergedEvent(this.#portion, this.#index, { after, completionId });
    if (event === null) {
      this.#portion = [];
      this.#index = 0;
      return undefined;
    }
    while ((this.#portion[this.#index]?.seq ?? Number.POSITIVE_INFINITY) <= event.seq) {
      this.#index += 1;
    }
    this.#seq = event.seq;
    return event;
  }

  get #needsPortion(): boolean {
    const { canShow, log } = this.#channel;
    return canShow && this.#seq >= 1 && log.isBefore(this.#seq);
  }

  /** Reads events that are not in memory any more. */
  async #load(): Promise<void> {
    const { load } = this.#channel;
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const portion = await retryRead(() => load(this.#seq), loading.signal);
      this.#portion = portion ?? [];
      this.#index = 0;
    } catch (error) {
      this.#failure = { error };
    }
    this.#loading = null;
    this.wake();
  }

  #follow(): void {
    const { successor } = this.#channel;
    if (successor === null) return;
    this.#channel = successor;
    this.#follow();
  }
}
