import { setTimeout as delay } from 'node:timers/promises';
import { makeStorable } from '../../adapters/storable.ts';
import type { Log } from '../../log.ts';
import type { ChatRecording, RecordingBatch } from './chat-recording.ts';
import { isLockedRow, isRefusedValue } from './write-failure.ts';

export interface ChatWriterOptions {
  /** Stores batches of one lease in one go. @returns false when the lease is gone. */
  readonly write: (owner: string, batches: readonly RecordingBatch[]) => Promise<boolean>;
  readonly log: Log;
  /** Called when a lease is gone: nothing can be stored under it any more. */
  readonly onLost: (owner: string) => void;
}

/** Shortest time between the starts of two writes, in milliseconds. An end does not wait for it. */
const intervalMs = 50;
/** Estimated bytes of one write, and of one completion within it. */
const maximumBatchBytes = 2_097_152;
const maximumShareBytes = 262_144;
/** Estimated bytes of all completions that may wait to be stored before their runs pause. */
const maximumUnstoredBytes = 67_108_864;
const shortestPauseMs = 100;
const longestPauseMs = 1_000;

/**
 * Stores what the completions of this process generate. One write is under way at a time, and a
 * failed one is tried again with the same content, so that nothing is stored out of order. A
 * completion's end is part of this order.
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

  /** Something of this recording has to be stored. */
  note(recording: ChatRecording): void {
    this.#waiting.add(recording);
    if (recording.hasEnd) this.#endIsDue?.();
    if (this.#running) return;
    this.#running = true;
    void this.#run();
  }

  /** Whether runs have to pause because too much waits to be stored. */
  get isFull(): boolean {
    let bytes = 0;
    for (const { log } of this.#waiting) bytes += log.unstoredBytes;
    return bytes > maximumUnstoredBytes;
  }

  /** The age of the oldest event that is not stored; 0 when all are. */
  lagSeconds(now: Date): number {
    const writing = this.#batches.map(({ recording }) => recording);
    const times = [...this.#waiting, ...writing].map(
      ({ log }) => log.oldestUnstoredAt?.getTime() ?? now.getTime(),
    );
    return Math.max(0, ...times.map((time) => now.getTime() - time)) / 1_000;
  }

  /** Stops writing; what is not stored stays unstored. */
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

  /** In the order of arrival; what does not fit goes to the end of the queue. */
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

  /** Returns when all of it is stored, or never can be. */
  async #write(owner: string, batches: readonly RecordingBatch[]): Promise<void> {
    const { write, log, onLost } = this.#options;
    for (let pauseMs = shortestPauseMs; !this.#stopped.signal.aborted; pauseMs *= 2) {
      try {
        const isOurs = await write(owner, batches);
        if (!isOurs) onLost(owner);
        else for (const batch of batches) this.#finish(batch);
        if (this.#isFailing) log.info({}, 'completions are being stored again');
        this.#isFailing = false;
        return;
      } catch (error) {
        if (isRefusedValue(error)) return this.#writeApart(owner, batches);
        if (isLockedRow(error)) return this.#writeUnlocked(owner, batches);
        if (!this.#isFailing) log.warn({ err: error }, 'completions cannot be stored; retrying');
        this.#isFailing = true;
        await this.#pause(Math.min(pauseMs, longestPauseMs));
      }
    }
  }

  #finish(batch: RecordingBatch): void {
    const { recording } = batch;
    recording.stored(batch);
    if (recording.hasUnstored) this.#waiting.add(recording);
  }

  /** A row that somebody has locked must not keep other completions from being stored. */
  async #writeUnlocked(owner: string, batches: readonly RecordingBatch[]): Promise<void> {
    if (batches.length > 1) {
      for (const batch of batches) await this.#write(owner, [batch]);
      return;
    }
    for (const { recording } of batches) this.#waiting.add(recording);
    await this.#pause(shortestPauseMs);
  }

  /** A value that the database refuses must not keep other completions from being stored. */
  async #writeApart(owner: string, batches: readonly RecordingBatch[]): Promise<void> {
    if (batches.length > 1) {
      for (const batch of batches) await this.#write(owner, [batch]);
      return;
    }
    const [{ recording, entries, end }] = batches as readonly [RecordingBatch]; // never empty
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
