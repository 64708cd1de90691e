import type { ChatCompletionView } from './chat-event.ts';
import { ChatLog, type EventBody, type LogEntry } from './chat-log.ts';

/** The part of a completion that the writer stores at a time. */
export interface RecordingBatch {
  readonly recording: ChatRecording;
  readonly entries: readonly LogEntry[];
  /**
   * The completion at its end, when all events before the end are stored or in this batch;
   * otherwise null.
   */
  readonly end: ChatCompletionView | null;
}

export interface ChatRecordingOptions {
  readonly id: string;
  readonly tenantId: string;
  /** The lease under which the completion was started. */
  readonly owner: string;
  readonly now: () => Date;
  /** Called when there is something to store, after the start of the completion was stored. */
  readonly onChange: (recording: ChatRecording) => void;
}

/**
 * - `stored`: the end of the completion was stored.
 * - `lost`: another process may have ended the completion, or it cannot be stored.
 * - `abandoned`: the start was not stored, or the server stopped before it had stored the end.
 */
export type RecordingOutcome = 'stored' | 'lost' | 'abandoned';

/** Maximum size of the events of one completion that wait to be stored, in estimated bytes. */
const maximumUnstoredBytes = 524_288;

/**
 * The log of a completion that runs in this process. The run adds events to it, and waits when too
 * many bytes are not stored. The writer takes batches from it and stores them in the database.
 */
export class ChatRecording {
  readonly id: string;
  readonly tenantId: string;
  readonly owner: string;
  readonly log: ChatLog;
  readonly #onChange: (recording: ChatRecording) => void;
  readonly #settled = Promise.withResolvers<RecordingOutcome>();
  #outcome: RecordingOutcome | null = null;
  #end: ChatCompletionView | null = null;
  #onProgress: (() => void) | null = null;
  #isStarted = false;

  constructor({ id, tenantId, owner, now, onChange }: ChatRecordingOptions) {
    this.id = id;
    this.tenantId = tenantId;
    this.owner = owner;
    this.log = new ChatLog(now);
    this.#onChange = onChange;
  }

  /** Resolves when the end is stored, or this process cannot store it any more. */
  get settled(): Promise<RecordingOutcome> {
    return this.#settled.promise;
  }

  get outcome(): RecordingOutcome | null {
    return this.#outcome;
  }

  /** Whether the run must wait before it adds further events. */
  get isFull(): boolean {
    return this.#outcome === null && this.log.unstoredBytes > maximumUnstoredBytes;
  }

  /** Called when the start of the completion is stored. Earlier events can be stored from then on. */
  start(): void {
    this.#isStarted = true;
    if (this.hasUnstored) this.#onChange(this);
  }

  append(body: EventBody): void {
    this.log.append(body);
    this.#changed();
  }

  /** Adds the end. No event may be appended after it. */
  finish(end: ChatCompletionView): void {
    this.#end = end;
    this.#changed();
  }

  /** Whether there is anything to store. */
  get hasUnstored(): boolean {
    if (this.#outcome !== null) return false;
    return this.log.lastSeq > this.log.storedSeq || this.#end !== null;
  }

  /** Whether the end waits to be stored. */
  get hasEnd(): boolean {
    return this.#outcome === null && this.#end !== null;
  }

  take(maximumBytes: number): RecordingBatch {
    const entries = this.log.unstored(maximumBytes);
    const complete = (entries.at(-1)?.seq ?? this.log.storedSeq) === this.log.lastSeq;
    return { recording: this, entries, end: complete ? this.#end : null };
  }

  stored({ entries, end }: RecordingBatch): void {
    const seq = entries.at(-1)?.seq;
    if (seq !== undefined) this.log.markStored(seq);
    if (end !== null) this.settle('stored');
    this.#progress();
  }

  /** Ends the recording; later calls have no effect. */
  settle(outcome: RecordingOutcome): void {
    if (this.#outcome !== null) return;
    this.#outcome = outcome;
    this.#settled.resolve(outcome);
    this.#progress();
  }

  /** Resolves when a batch was stored, the recording has settled, or the signal is aborted. */
  async progress(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#outcome !== null) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onProgress = resolve;
    signal.addEventListener('abort', () => resolve(), { once: true });
    await promise;
  }

  #changed(): void {
    if (this.#isStarted) this.#onChange(this);
  }

  #progress(): void {
    this.#onProgress?.();
    this.#onProgress = null;
  }
}
