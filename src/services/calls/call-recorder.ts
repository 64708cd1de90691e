import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallRecord } from '../../db/call-record.entity.ts';
import type { Database } from '../../db/database.ts';
import type { Log } from '../../log.ts';

export type RecordedCall = Omit<CallRecord, 'id'>;

export interface CallRecorderOptions {
  readonly database: Database;
  readonly log: Log;
}

/** Maximum number of rows in one statement. */
const batchSize = 500;
/** Maximum number of rows that wait to be written. Further rows are dropped. */
const maxWaiting = 20_000;
/** Delay after the first failed write, in milliseconds; it doubles with each further failure. */
const minDelayMs = 100;
const maxDelayMs = 5_000;

const columns = [
  'id',
  'tenant_id',
  'kind',
  'model_id',
  'subject',
  'status',
  'prompt_tokens',
  'total_tokens',
  'audio_seconds',
  'created_at',
  'duration_ms',
] as const;

/**
 * Stores a row for each call. Responses do not wait for it; one statement at a time writes the rows
 * of all calls.
 */
export class CallRecorder implements AsyncDisposable {
  readonly #options: CallRecorderOptions;
  readonly #stop = new AbortController();
  readonly #waiting: CallRecord[] = [];
  #writing: Promise<void> | null = null;
  #dropped = 0;

  constructor(options: CallRecorderOptions) {
    this.#options = options;
  }

  record(call: RecordedCall): void {
    if (this.#waiting.length >= maxWaiting) {
      this.#dropped += 1;
      return;
    }
    // The ID makes it safe to repeat a write whose result was lost.
    this.#waiting.push({ id: randomUUID(), ...call });
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  /** Writes the waiting rows, unless the database does not respond. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    let delayMs = minDelayMs;
    while (this.#waiting.length > 0) {
      const rows = this.#waiting.splice(0, batchSize);
      try {
        await this.#write(rows);
        delayMs = minDelayMs;
      } catch (error) {
        this.#waiting.unshift(...rows);
        const { log } = this.#options;
        if (this.#stop.signal.aborted) {
          const count = this.#waiting.splice(0).length;
          log.warn({ err: error, count }, 'calls were not recorded before the server stopped');
          return;
        }
        if (delayMs === minDelayMs) {
          log.warn({ err: error }, 'calls were not recorded; retrying until it succeeds');
        }
        const { signal } = this.#stop;
        await delay(delayMs, undefined, { ref: false, signal }).catch(() => {});
        delayMs = Math.min(delayMs * 2, maxDelayMs);
      }
    }
    if (this.#dropped === 0) return;
    this.#options.log.warn({ count: this.#dropped }, 'calls were not recorded: too many waited');
    this.#dropped = 0;
  }

  async #write(rows: readonly CallRecord[]): Promise<void> {
    const marks = `(${columns.map(() => '?').join(', ')})`;
    await this.#options.database.asPlatform((em) =>
      em.execute(
        `insert into call_record (${columns.join(', ')})
         values ${rows.map(() => marks).join(', ')} on conflict (id) do nothing`,
        rows.flatMap((row) => [
          row.id,
          row.tenantId,
          row.kind,
          row.modelId,
          row.subject,
          row.status,
          row.promptTokens,
          row.totalTokens,
          row.audioSeconds,
          row.createdAt,
          row.durationMs,
        ]),
      ),
    );
  }
}
