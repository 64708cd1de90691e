import type { StoredDeltas, StoredEvent } from '../../db/chat-event.entity.ts';
import type { ChatDelta, ChatEvent } from './chat-event.ts';

/**
 * One event of a completion, or consecutive deltas of one kind. An entry becomes one row of the
 * database; `seq` is the number of its last event.
 */
export interface LogEntry {
  readonly seq: number;
  /** Time of its first event. */
  readonly at: Date;
  readonly body: StoredEvent;
}

/** An event without its number. */
export type EventBody =
  | { readonly type: ChatDelta['type']; readonly text: string }
  | Exclude<StoredEvent, StoredDeltas>;

/** An entry to which deltas can be added, because the writer has not taken it. */
interface OpenEntry {
  seq: number;
  readonly at: Date;
  readonly body:
    | { readonly type: ChatDelta['type']; readonly fragments: string[] }
    | Exclude<StoredEvent, StoredDeltas>;
}

/** Maximum number of characters of one entry, and of the text of one event that a reader gets. */
const maximumEntryLength = 16_384;
const maximumEventLength = 65_536;
/** Maximum size of the stored entries that stay in memory for readers, in estimated bytes. */
const maximumStoredBytes = 131_072;
/** Estimated size of an entry or a fragment without its text, in bytes. */
const overheadBytes = 48;

/**
 * The newest part of a completion's event log in memory: all entries that are not stored yet, and a
 * limited number of bytes of stored ones. Older entries are read from the database.
 */
export class ChatLog {
  readonly #now: () => Date;
  #entries: LogEntry[] = [];
  #open: OpenEntry | null = null;
  #openLength = 0;
  /** Number of the last entry that was removed from memory. 1 is ChatStarted, which has no row. */
  #droppedSeq: number;
  #lastSeq: number;
  #storedSeq: number;
  #storedBytes = 0;
  #unstoredBytes = 0;

  /** @param storedSeq number of the last stored event. */
  constructor(now: () => Date, storedSeq = 1) {
    this.#now = now;
    this.#droppedSeq = storedSeq;
    this.#lastSeq = storedSeq;
    this.#storedSeq = storedSeq;
  }

  /** Number of the newest event. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Number of the newest event that is stored. */
  get storedSeq(): number {
    return this.#storedSeq;
  }

  /** Estimated memory of the entries that are not stored, in bytes. */
  get unstoredBytes(): number {
    return this.#unstoredBytes;
  }

  /** Time at which the oldest event that is not stored was added; null when all are stored. */
  get oldestUnstoredAt(): Date | null {
    return this.#entries[this.#indexAfter(this.#storedSeq)]?.at ?? null;
  }

  /** Adds an event with the next number. */
  append(body: EventBody): void {
    this.#lastSeq += 1;
    const bytes = sizeOf(body);
    this.#unstoredBytes += bytes;
    if ('text' in body) this.#appendDelta(body);
    else {
      this.#open = null;
      this.#entries.push({ seq: this.#lastSeq, at: this.#now(), body });
    }
  }

  /** Adds entries that were read from the database. */
  addStored(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      if (entry.seq <= this.#lastSeq) continue;
      this.#entries.push(entry);
      this.#lastSeq = entry.seq;
      this.#storedSeq = entry.seq;
      this.#storedBytes += sizeOf(entry.body);
    }
    this.#trim();
  }

  /**
   * Returns the oldest entries that are not stored: at most about `maximumBytes`, but at least one
   * entry. They do not change any more, so a repeated write writes the same rows.
   */
  unstored(maximumBytes: number): readonly LogEntry[] {
    const first = this.#indexAfter(this.#storedSeq);
    const taken: LogEntry[] = [];
    let bytes = 0;
    for (let index = first; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index] as LogEntry; // within bounds
      bytes += sizeOf(entry.body);
      if (taken.length > 0 && bytes > maximumBytes) break;
      taken.push(entry);
    }
    if (taken.at(-1) === this.#open) this.#open = null;
    return taken;
  }

  /** Records that everything up to a number is stored. */
  markStored(seq: number): void {
    const first = this.#indexAfter(this.#storedSeq);
    for (let index = first; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index] as LogEntry; // within bounds
      if (entry.seq > seq) break;
      const bytes = sizeOf(entry.body);
      this.#unstoredBytes -= bytes;
      this.#storedBytes += bytes;
      this.#storedSeq = entry.seq;
    }
    this.#trim();
  }

  /** Whether events after a number have been removed from memory. */
  isBefore(seq: number): boolean {
    return seq < this.#droppedSeq;
  }

  /** Returns the event after a number, merged with the deltas after it; null when there is none. */
  eventAfter(seq: number, completionId: string): ChatEvent | null {
    if (seq >= this.#lastSeq) return null;
    return mergedEvent(this.#entries, this.#indexAfter(seq), { after: seq, completionId });
  }

  #appendDelta({ type, text }: { readonly type: ChatDelta['type']; readonly text: string }): void {
    const open = this.#open;
    if (open !== null && open.body.type === type && 'fragments' in open.body) {
      open.seq = this.#lastSeq;
      open.body.fragments.push(text);
      this.#openLength += text.length;
    } else {
      this.#open = { seq: this.#lastSeq, at: this.#now(), body: { type, fragments: [text] } };
      this.#entries.push(this.#open);
      this.#openLength = text.length;
    }
    if (this.#openLength >= maximumEntryLength) this.#open = null;
  }

  #trim(): void {
    let count = 0;
    for (const entry of this.#entries) {
      if (this.#storedBytes <= maximumStoredBytes || entry.seq > this.#storedSeq) break;
      this.#storedBytes -= sizeOf(entry.body);
      this.#droppedSeq = entry.seq;
      count += 1;
    }
    if (count > 0) this.#entries.splice(0, count);
  }

  /** Returns the index of the first entry that has an event after a number. */
  #indexAfter(seq: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle] as LogEntry).seq > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/**
 * Returns the part of an entry that comes after a number as an event; null when there is no entry
 * at the index. Deltas of the same kind that follow are merged into it, so that slow readers catch
 * up.
 */
export function mergedEvent(
  entries: readonly LogEntry[],
  index: number,
  { after, completionId }: { readonly after: number; readonly completionId: string },
): ChatEvent | null {
  const entry = entries[index];
  if (entry === undefined) return null;
  const { seq, body } = entry;
  if (!('fragments' in body)) return { ...body, seq, completionId };
  let text = textAfter(entry.seq, body, after);
  let last = seq;
  for (let next = index + 1; next < entries.length; next += 1) {
    const { seq: nextSeq, body: more } = entries[next] as LogEntry; // within bounds
    if (more.type !== body.type || !('fragments' in more)) break;
    const added = textAfter(nextSeq, more, last);
    if (text.length + added.length > maximumEventLength) break;
    text += added;
    last = nextSeq;
  }
  return { type: body.type, seq: last, completionId, text };
}

function textAfter(seq: number, { fragments }: StoredDeltas, after: number): string {
  const seen = Math.max(0, after - (seq - fragments.length));
  if (fragments.length - seen === 1) return fragments[seen] ?? '';
  return (seen === 0 ? fragments : fragments.slice(seen)).join('');
}

/** Returns the estimated memory of an event or entry, in bytes. */
function sizeOf(body: EventBody | StoredEvent): number {
  if ('text' in body) return overheadBytes + 2 * body.text.length;
  if ('fragments' in body) {
    return body.fragments.reduce((sum, text) => sum + overheadBytes + 2 * text.length, 0);
  }
  if ('argumentsDelta' in body) {
    const { callId, name, argumentsDelta } = body;
    return overheadBytes + 2 * (callId.length + name.length + argumentsDelta.length);
  }
  const rest = 'toolCall' in body ? body.toolCall : body.failed;
  return overheadBytes + 2 * JSON.stringify(rest).length;
}
