import { setTimeout as delay } from 'node:timers/promises';
import { makeStorable } from '../../adapters/storable.ts';
import type { Log } from '../../log.ts';
import type { ChatRecording, RecordingBatch } from './chat-recording.ts';
import { isLockedRow, isRejectedValue } from './write-failure.ts';

export interface ChatWriterOptions {
  /** Stores batches of one lease together. @returns false when the lease has been deleted. */
  readonly write: (owner: string, batches: readonly RecordingBatch[]) => Promise<boolean>;
  readonly log: Log;
  /** Called when a lease has been deleted: its completions cannot be stored any more. */
  readonly onLost: (owner: string) => void;
}

/** Minimum time between the starts of two writes, in milliseconds. An end does not wait for it. */
const intervalMs = 50;
/** Maximum size of one write, and of one completion in it, in estimated bytes. */
const maximumBatchBytes = 2_097_152;
const maximumShareBytes = 262_144;
/** Size of all waiting events in estimated bytes at which the runs pause. */
const maximumUnstoredBytes = 67_108_864;
/** Delays between attempts, in milliseconds. */
const minDelayMs = 100;
const maxDelayMs = 1_000;

/**
 * Stores the events and ends of the completions of this process. It executes one write at a time,
 * and repeats a failed one with the same content, so that the order is preserved.
 */
export class ChatWriter {
  readonly #options: ChatWriterOptions;
  readonly #waiting = new Set<ChatRecording>();
  /** Of the write that is under way. */
  #batches: readonly RecordingBatch[] = [];
  readonly #stopped = new AbortController();
  #running = false;
  #lastStart = Number.NEGATIVE_INFINITY;
  #endIsDue: (() => void) | null = null;
  #isFailing = false;
  /** Recordings whose batch is being written again after it was cleaned. */
  readonly #cleaned = new WeakSet<ChatRecording>();

  constructor(options: ChatWriterOptions) {
    this.#options = options;
  }

  /** Reports that a recording has something to store. */
  note(recording: ChatRecording): void {
    this.#waiting.add(recording);
    if (recording.hasEnd) this.#endIsDue?.();
    if (this.#running) return;
    this.#running = true;
    void this.#run();
  }

  /** Whether runs must pause, because too many bytes wait to be stored. */
  get isFull(): boolean {
    let bytes = 0;
    for (const { log } of this.#waiting) bytes += log.unstoredBytes;
    return bytes > maximumUnstoredBytes;
  }

  /** Returns the age of the oldest event that is not stored; 0 when all events are stored. */
  lagSeconds(now: Date): number {
    const writing = this.#batches.map(({ recording }) => recording);
    const times = [...this.#waiting, ...writing].map(
      ({ log }) => log.oldestUnstoredAt?.getTime() ?? now.getTime(),
    );
    return Math.max(0, ...times.map((time) => now.getTime() - time)) / 1_000;
  }

  /** Stops writing. Waiting events are not stored. */
  stop(): void {
    this.#stopped.abort();
    this.#endIsDue?.();
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#stopped.signal.aborted) {
      await this.#untilDue();
      this.#lastStart = performance.now();
      const batches = this.#collect();
      this.#batches = batches;
      for (const [owner, group] of Map.groupBy(batches, ({ recording }) => recording.owner)) {
        await this.#write(owner, group);
      }
      this.#batches = [];
    }
    this.#running = false;
  }

  async #untilDue(): Promise<void> {
    const dueMs = this.#lastStart + intervalMs - performance.now();
    if (dueMs <= 0 || [...this.#waiting].some(({ hasEnd }) => hasEnd)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, dueMs);
      this.#endIsDue = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endIsDue = null;
  }

  /** Collects batches in the order of arrival. Events above a limit go to the end of the queue. */
  #collect(): RecordingBatch[] {
    const batches: RecordingBatch[] = [];
    let bytes = 0;
    for (const recording of [...this.#waiting]) {
      if (bytes >= maximumBatchBytes) break;
      this.#waiting.delete(recording);
      if (!recording.hasUnstored) continue;
      bytes += Math.min(recording.log.unstoredBytes, maximumShareBytes);
      batches.push(recording.take(maximumShareBytes));
    }
    return batches;
  }

  /** Returns when the batches are stored, or cannot be stored any more. */
  async #write(owner: string, batches: readonly RecordingBatch[]): Promise<void> {
    const { write, log, onLost } = this.#options;
    for (let delayMs = minDelayMs; !this.#stopped.signal.aborted; delayMs *= 2) {
      try {
        const isOwner = await write(owner, batches);
        if (!isOwner) onLost(owner);
        else for (const batch of batches) this.#finish(batch);
        if (this.#isFailing) log.info({}, 'completions are being stored again');
        this.#isFailing = false;
        return;
      } catch (error) {
        if (isRejectedValue(error)) return this.#writeApart(owner, batches);
        if (isLockedRow(error)) return this.#writeUnlocked(owner, batches);
        if (!this.#isFailing) log.warn({ err: error }, 'completions cannot be stored; retrying');
        this.#isFailing = true;
        await this.#pause(Math.min(delayMs, maxDelayMs));
      }
    }
  }

  #finish(batch: RecordingBatch): void {
    const { recording } = batch;
    recording.stored(batch);
    if (recording.hasUnstored) this.#waiting.add(recording);
  }

  /** Writes batches separately, because a locked row must not block other completions. */
  async #writeUnlocked(owner: string, batches: readonly RecordingBatch[]): Promise<void> {
    if (batches.length > 1) {
      for (const batch of batches) await this.#write(owner, [batch]);
      return;
    }
    for (const { recording } of batches) this.#waiting.add(recording);
    await this.#pause(minDelayMs);
  }

  /** Writes batches separately, because a rejected value must not block other completions. */
  async #writeApart(owner: string, batches: readonly RecordingBatch[]): Promise<void> {
    if (batches.length > 1) {
      for (const batch of batches) await this.#write(owner, [batch]);
      return;
    }
    const [{ recording, entries, end }] = batches as readonly [RecordingBatch]; // Never empty.
    const { log } = this.#options;
    if (this.#cleaned.has(recording)) {
      log.error({ id: recording.id }, 'a completion cannot be stored; it is ended as interrupted');
      recording.settle('lost');
      return;
    }
    log.error(
      { id: recording.id },
      'the database rejected a value of a completion; replacing characters that cannot be stored',
    );
    this.#cleaned.add(recording);
    const cleaned = { entries: makeStorable(entries), end: makeStorable(end) };
    await this.#write(owner, [{ recording, ...cleaned }]);
    this.#cleaned.delete(recording);
  }

  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => {});
  }
}
