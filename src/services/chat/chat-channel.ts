import { LiveReader } from '../../events/live-reader.ts';
import { ChatCursor } from './chat-cursor.ts';
import type { ChatCompletionView, ChatEnd, ChatEvent } from './chat-event.ts';
import type { ChatLog, LogEntry } from './chat-log.ts';

export interface ChatChannelOptions {
  readonly id: string;
  readonly log: ChatLog;
  /** The completion as it was when it started. */
  readonly started: ChatCompletionView;
  /** Reads a portion of the stored entries after a number, which are not in memory any more. */
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

/** Delivers the events of one completion to any number of readers, each at its own pace. */
export class ChatChannel {
  readonly id: string;
  readonly log: ChatLog;
  readonly started: ChatCompletionView;
  readonly load: ChatChannelOptions['load'];
  readonly #canShow: () => boolean;
  readonly #readers = new Set<ChatCursor>();
  #end: ChatEnd | null = null;
  #failure: Error | null = null;
  #successor: ChatChannel | null = null;

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

  /** The channel in which readers continue when this process does not run the completion any more. */
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
   * Reads all events after a number. The last event is delivered for every number.
   *
   * @param onLeave called once when the reader stops, at the end or before it.
   */
  read(after: number, onLeave: () => void = () => {}): LiveReader<ChatEvent> {
    const reader: LiveReader<ChatEvent> = new LiveReader({
      take: () => cursor.take(),
      onLeave: () => {
        cursor.leave();
        onLeave();
      },
    });
    const cursor = new ChatCursor(this, after, () => reader.wake());
    return reader;
  }

  /** Shows the last event. */
  close(completion: ChatCompletionView): void {
    const { id: completionId, lastSeq: seq, status } = completion;
    const type = endTypes[status as keyof typeof endTypes]; // The completion has ended.
    this.#end = { type, seq, completionId, completion };
    this.wake();
  }

  /** Ends the readers with an error. */
  fail(error: Error): void {
    this.#failure = error;
    this.wake();
  }

  /** Moves the readers to another channel of the same completion. */
  continueWith(successor: ChatChannel): void {
    this.#successor = successor;
    // Add them now, not at their next read: a channel without readers is closed.
    for (const reader of this.#readers) successor.enter(reader);
    this.wake();
  }

  /** Reports that an event may be available. */
  wake(): void {
    for (const reader of this.#readers) reader.wake();
  }

  enter(reader: ChatCursor): void {
    this.#readers.add(reader);
  }

  leave(reader: ChatCursor): void {
    this.#readers.delete(reader);
    this.#successor?.leave(reader);
  }
}
