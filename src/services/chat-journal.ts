import type { StoredDeltas, StoredEvent } from '../db/chat-event.entity.ts';
import type { ChatEvent } from './chat-event.ts';

/** An event as it is stored; deltas stand for several, ending with this number. */
export interface NumberedEvent {
  readonly seq: number;
  readonly at: Date;
  readonly body: StoredEvent;
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
  #pending: NumberedEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: ChatJournalOptions) {
    this.#options = options;
  }

  /** Takes an event; start and end are told by the completion's own row. */
  add(event: ChatEvent): void {
    if ('completion' in event) return;
    const { seq, completionId: _id, ...body } = event;
    this.#pending.push({ seq, at: this.#options.now(), body: toStored(body) });
    this.#timer ??= setTimeout(() => this.#flush(), longestWaitMs);
  }

  /** What has not been written yet, for whoever writes the end. Nothing is written any more. */
  async close(): Promise<readonly NumberedEvent[]> {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    await this.#writing;
    return merged(this.#pending);
  }

  #flush(): void {
    this.#timer = null;
    this.#writing = this.#write();
  }

  async #write(): Promise<void> {
    const events = this.#pending;
    this.#pending = [];
    try {
      if (!(await this.#options.write(merged(events)))) this.#options.onLost();
    } catch (error) {
      this.#pending = [...events, ...this.#pending];
      this.#timer ??= setTimeout(() => this.#flush(), longestWaitMs);
      this.#options.onFailure(error);
    }
  }
}

type Body = Omit<Exclude<ChatEvent, { completion: unknown }>, 'seq' | 'completionId'>;

function toStored(body: Body): StoredEvent {
  if ('text' in body)
    return { type: body.type as StoredDeltas['type'], fragments: [body.text as string] };
  return body as StoredEvent; // the others are stored as they are
}

/** Neighbouring deltas of a kind become one row, which still knows its fragments. */
function merged(events: readonly NumberedEvent[]): NumberedEvent[] {
  const rows: NumberedEvent[] = [];
  for (const event of events) {
    const last = rows.at(-1);
    if (
      last !== undefined &&
      'fragments' in last.body &&
      'fragments' in event.body &&
      last.body.type === event.body.type
    ) {
      const fragments = [...last.body.fragments, ...event.body.fragments];
      rows[rows.length - 1] = { ...event, body: { ...event.body, fragments } };
    } else rows.push(event);
  }
  return rows;
}
