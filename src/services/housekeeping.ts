import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import { removeOldCircuits } from './models/model-circuits.ts';
import { requestIdLifetimeMs } from './models/request-ids.ts';

export interface HousekeepingOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Log;
  /** Time for which audit events are stored, in milliseconds. */
  readonly auditRetentionMs: number;
  /** Time for which the text of completions is stored, in milliseconds. */
  readonly chatRetentionMs: number;
}

/** Maximum number of rows that are deleted in one transaction, so that locks are short. */
const batchSize = 1_000;
const intervalMs = 3_600_000;

/** Deletes expired data of all tenants. */
export class Housekeeping implements AsyncDisposable {
  readonly #options: HousekeepingOptions;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;
  #stopping = false;

  /** Starts a round every hour. The first one needs a call of {@link clean}. */
  constructor(options: HousekeepingOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.clean(), intervalMs);
    this.#timer.unref();
  }

  /** Runs one round. Never rejects: after an error, the next round retries. */
  async clean(): Promise<void> {
    this.#running ??= this.#clean().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #clean(): Promise<void> {
    const { now, auditRetentionMs, chatRetentionMs, log } = this.#options;
    const time = now().getTime();
    try {
      await this.#remove('audit_event', 'at', new Date(time - auditRetentionMs));
      await this.#removeTexts(new Date(time - chatRetentionMs));
      await this.#removePulls(new Date(time - auditRetentionMs));
      await this.#removeCircuits();
      await this.#remove('idempotency_key', 'created_at', new Date(time - requestIdLifetimeMs));
    } catch (error) {
      log.warn({ err: error }, 'expired rows were not deleted; retrying in the next round');
    }
  }

  /** Deletes the text of old completions, but not their numbers. */
  async #removeTexts(before: Date): Promise<void> {
    const removeBatch = () =>
      this.#options.database.asPlatform(async (em) => {
        const ended = await em.execute<{ id: string }[]>(
          `update chat_completion set text_kept = false, request_id = null, digest = null,
             error = case jsonb_typeof(error) when 'object' then error || '{"detail": null}' end,
             attempts = (
               select jsonb_agg(
                 case jsonb_typeof(attempt->'error') when 'object'
                   then jsonb_set(attempt, '{error,detail}', 'null') else attempt end
                 order by n)
               from jsonb_array_elements(attempts) with ordinality as one (attempt, n))
           where id in (
             select id from chat_completion
             where text_kept and status <> 'IN_PROGRESS' and created_at < ?
             order by created_at limit ${batchSize} for update skip locked
           ) returning id`,
          [before],
        );
        const ids = ended.map(({ id }) => id);
        if (ids.length === 0) return 0;
        const marks = ids.map(() => '?').join(', ');
        await em.execute(`delete from chat_event where completion_id in (${marks})`, ids);
        return ids.length;
      });
    while (!this.#stopping && (await removeBatch()) === batchSize);
  }

  /** Deletes old downloads that have no model any more. */
  async #removePulls(before: Date): Promise<void> {
    await this.#options.database.asPlatform((em) =>
      em.execute(
        `delete from pull where finished_at < ?
           and not exists (select 1 from model where model.pull_id = pull.id)`,
        [before],
      ),
    );
  }

  /** Deletes failures of models and keys that have not been called since, or that were deleted. */
  async #removeCircuits(): Promise<void> {
    await this.#options.database.asPlatform((em) => removeOldCircuits(em));
  }

  async #remove(table: string, column: string, before: Date): Promise<void> {
    const removeBatch = () =>
      this.#options.database.asPlatform(async (em) => {
        const removed = await em.execute<unknown[]>(
          `delete from ${table} where ctid = any (array(
             select ctid from ${table} where ${column} < ? order by ${column} limit ${batchSize}
           )) returning 1`,
          [before],
        );
        return removed.length;
      });
    while (!this.#stopping && (await removeBatch()) === batchSize);
  }
}
