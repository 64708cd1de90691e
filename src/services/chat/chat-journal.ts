import type { StoredDeltas, StoredEvent } from '../../db/chat-event.entity.ts';
import type { ChatEvent } from './chat-event.ts';

/** An event as it is stored; deltas stand for several, ending with this number. */
export interface NumberedEvent {
  readonly seq: number;
  readonly at: Date;
  readonly body: StoredEvent;
}

type Told = Exclude<ChatEvent, { completion: unknown }>;

/** One that is not on its way yet, so that deltas can still be added. */
interface PendingEvent extends NumberedEvent {
  seq: number;
  at: Date;
  readonly body:
    | { readonly type: StoredDeltas['type']; readonly fragments: string[] }
    | Exclude<StoredEvent, StoredDeltas>;
}

export interface ChatJournalOptions {
  /** Writes events. @returns false when they are no longer ours to write. */
  readonly write: (events: readonly NumberedEvent[]) => Promise<boolean>;
  /** Called when events were not ours to write: somebody else has ended the completion. */
  readonly onLost: () => void;
  /** Called when writing has failed; what was to be written is tried again with the next. */
  readonly onFailure: (error: unknown) => void;
  readonly now: () => Date;
}

/** How long an event may wait for others of its completion, in milliseconds. */
const longestWaitMs = 150;

/** Writes down what a completion says, in batches, beside the way of the tokens. */
export class ChatJournal {
  readonly #options: ChatJournalOptions;
  #pending: PendingEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ChatJournalOptions) {
    this.#options = options;
  }

  /** Takes an event; start and end are told by the completion's own row. */
  add(event: ChatEvent): void {
    if ('completion' in event) return;
    this.#take(event);
    this.#timer ??= setTimeout(() => this.#flush(), longestWaitMs);
  }

  /** What has not been written yet, for whoever writes the end. Nothing is written any more. */
  async close(): Promise<readonly NumberedEvent[]> {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    await this.#writing;
    return this.#pending;
  }

  /** Neighbouring deltas of a kind become one row, which still knows its fragments. */
  #take(event: Told): void {
    const at = this.#options.now();
    if (!('text' in event)) {
      const { seq, completionId: _id, ...body } = event;
      this.#pending.push({ seq, at, body });
      return;
    }
    const { seq, type, text } = event;
    const last = this.#pending.at(-1);
    if (last !== undefined && last.body.type === type) {
      last.seq = seq;
      last.at = at;
      last.body.fragments.push(text);
    } else this.#pending.push({ seq, at, body: { type, fragments: [text] } });
  }

  #flush(): void {
    this.#timer = null;
    this.#writing = this.#write();
  }

  async #write(): Promise<void> {
    const events = this.#pending;
    this.#pending = [];
    try {
      if (!(await this.#options.write(events))) this.#options.onLost();
    } catch (error) {
      this.#pending = [...events, ...this.#pending];
      this.#timer ??= setTimeout(() => this.#flush(), longestWaitMs);
      this.#options.onFailure(error);
    }
  }
}
