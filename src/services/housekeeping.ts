import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import { requestIdLifetimeMs } from './models/request-ids.ts';

export interface HousekeepingOptions {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Log;
  /** How long it is kept who did what to which model, in milliseconds. */
  readonly auditRetentionMs: number;
  /** How long what completions said is kept, in milliseconds. */
  readonly chatRetentionMs: number;
}

/** Rows of one transaction, so that nobody has to wait for long. */
const batchSize = 1_000;
const intervalMs = 3_600_000;

/** Removes what need not be kept any longer, of all tenants. */
export class Housekeeping implements AsyncDisposable {
  readonly #options: HousekeepingOptions;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;
  #stopping = false;

  /** Begins with a round every hour; the first is left to {@link clean}. */
  constructor(options: HousekeepingOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.clean(), intervalMs);
    this.#timer.unref();
  }

  /** One round. Never rejects: the next one comes. */
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
      await this.#forgetTexts(new Date(time - chatRetentionMs));
      await this.#removePulls(new Date(time - auditRetentionMs));
      await this.#remove('idempotency_key', 'created_at', new Date(time - requestIdLifetimeMs));
    } catch (error) {
      log.warn({ err: error }, 'expired rows were not deleted; retrying in the next round');
    }
  }

  /** Of completions that ended long ago, the numbers stay. */
  async #forgetTexts(before: Date): Promise<void> {
    const forgetBatch = () =>
      this.#options.database.asPlatform(async (em) => {
        const ended = await em.execute<{ id: string }[]>(
          `update chat_completion set text_kept = false, request_id = null, digest = null,
             error = case jsonb_typeof(error) when 'object' then error || '{"detail": null}' end
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
    while (!this.#stopping && (await forgetBatch()) === batchSize);
  }

  /** Downloads that ended long ago, and that no model is about any more. */
  async #removePulls(before: Date): Promise<void> {
    await this.#options.database.asPlatform((em) =>
      em.execute(
        `delete from pull where finished_at < ?
           and not exists (select 1 from model where model.pull_id = pull.id)`,
        [before],
      ),
    );
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
