import type { ChatCompletionView } from './chat-event.ts';
import { ChatLog, type EventBody, type LogEntry } from './chat-log.ts';

/** What the writer stores of one completion at a time. */
export interface RecordingBatch {
  readonly recording: ChatRecording;
  readonly entries: readonly LogEntry[];
  /** The completion as it ended, once everything before its end is stored or in this batch. */
  readonly end: ChatCompletionView | null;
}

export interface ChatRecordingOptions {
  readonly id: string;
  readonly tenantId: string;
  /** The lease under which the completion was started. */
  readonly owner: string;
  readonly now: () => Date;
  /** Called whenever there is something to store, once the start of the completion is stored. */
  readonly onChange: (recording: ChatRecording) => void;
}

/** Whether the end of a completion was stored, or another process has ended the completion. */
export type RecordingOutcome = 'stored' | 'lost' | 'abandoned';

/** Estimated bytes of one completion that may wait to be stored. */
const maximumUnstoredBytes = 524_288;

/**
 * The log of a completion that runs in this process, on its way to the database. The writer takes
 * batches from it; the run adds events to it, and waits when too much is not stored.
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

  /** Resolves when the end is stored, or cannot be stored by this process any more. */
  get settled(): Promise<RecordingOutcome> {
    return this.#settled.promise;
  }

  get outcome(): RecordingOutcome | null {
    return this.#outcome;
  }

  /** Whether the run has to wait before it adds more. */
  get isFull(): boolean {
    return this.#outcome === null && this.log.unstoredBytes > maximumUnstoredBytes;
  }

  /** The start of the completion is stored: what was recorded before can be stored after it. */
  start(): void {
    this.#isStarted = true;
    if (this.hasUnstored) this.#onChange(this);
  }

  append(body: EventBody): void {
    this.log.append(body);
    this.#changed();
  }

  /** Adds the end. Nothing may be appended after it. */
  finish(end: ChatCompletionView): void {
    this.#end = end;
    this.#changed();
  }

  /** Whether something has to be stored. */
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

  /** Resolves when something was stored, the recording has settled, or the signal is aborted. */
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
