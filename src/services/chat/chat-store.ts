import type { SqlEntityManager } from '@mikro-orm/sql';
import { ChatCompletion } from '../../db/chat-completion.entity.ts';
import { ChatEventRow } from '../../db/chat-event.entity.ts';
import type { Database } from '../../db/database.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { isRowId } from '../models/model-store.ts';
import type { ChatCompletionView } from './chat-event.ts';
import type { NumberedEvent } from './chat-journal.ts';
import { toView } from './chat-view.ts';

/** Whose completion it is, and whose request it was. */
export interface ChatRequester {
  readonly tenantId: string;
  readonly subject: string;
  /** The client's own id for it, with a keyed hash of what it asked for. */
  readonly request: { readonly id: string; readonly digest: string } | null;
}

/** How long a process may be silent before its completions are taken to be orphans. */
export const leaseSeconds = 10;

const leaseEnd = `now() + interval '${leaseSeconds} seconds'`;

/** The topic that wakes those who follow a completion. */
export const chatTopic = (id: string) => `chat:${id}`;
/** The topic that wakes a process which runs completions. */
export const ownerTopic = (owner: string) => `chats-of:${owner}`;

/** Keeps completions: what they are, what they said, and who runs them. */
export class ChatStore {
  readonly #database: Database;
  /** This process, among those that share the database. */
  readonly owner: string;

  constructor(database: Database, owner: string) {
    this.#database = database;
    this.owner = owner;
  }

  /**
   * Takes down that a completion begins here. Of many with the same request id one begins.
   *
   * @returns null when it is this one, else the one that has begun.
   */
  async begin(
    em: SqlEntityManager,
    { tenantId, subject, request }: ChatRequester,
    view: Pick<ChatCompletionView, 'id' | 'modelId' | 'warnings' | 'createdAt'>,
  ): Promise<ChatCompletion | null> {
    const begun = await em.execute<unknown[]>(
      `insert into chat_completion (id, tenant_id, model_id, subject, status, request_id, digest,
         owner, lease_until, cancel_requested, warnings, usage_estimated,
         text_kept, last_seq, created_at)
       values (?, ?, ?, ?, 'IN_PROGRESS', ?, ?, ?, ${leaseEnd}, false, ?::text[], false, true, 1, ?)
       on conflict (tenant_id, request_id) do nothing returning id`,
      [
        view.id,
        tenantId,
        view.modelId,
        subject,
        request?.id ?? null,
        request?.digest ?? null,
        this.owner,
        toArrayLiteral(view.warnings),
        view.createdAt,
      ],
    );
    if (begun.length > 0 || request === null) return null;
    return em.findOneOrFail(ChatCompletion, { tenantId, requestId: request.id });
  }

  /**
   * Writes what completions of any tenants have said since the last time, in one statement.
   *
   * @returns the ids of those that are still this process's to write: the others were taken to be
   * gone.
   */
  async append(batches: readonly EventBatch[]): Promise<ReadonlySet<string>> {
    const completions = batches.map(({ id, events }) => ({ id, last: events.at(-1)?.seq ?? 1 }));
    const rows = await this.#database.asPlatform((em) =>
      em.execute<{ id: string }[]>(
        `with said as (select * from json_to_recordset(?::json) as said (id uuid, last int)),
           owned as (
             update chat_completion c set last_seq = said.last, lease_until = ${leaseEnd}
             from said where c.id = said.id and c.owner = ? and c.status = 'IN_PROGRESS'
             returning c.id
           ),
           written as (
             insert into chat_event (completion_id, seq, tenant_id, body, at)
             select event.completion_id, event.seq, event.tenant_id, event.body::json, event.at
             from json_to_recordset(?::json) as event ${eventColumns}
             join owned on owned.id = event.completion_id
           )
         select id, pg_notify(?, 'chat:' || id) from owned`,
        [
          JSON.stringify(completions),
          this.owner,
          JSON.stringify(batches.flatMap(toRows)),
          wakeUpChannel,
        ],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Writes the rest and the end, in one. @returns false as {@link append}. */
  async finish(
    tenantId: string,
    view: ChatCompletionView,
    events: readonly NumberedEvent[],
  ): Promise<boolean> {
    return this.#database.asTenant(tenantId, async (em) => {
      const { id, usage } = view;
      const owned = await em.execute<unknown[]>(
        `update chat_completion set status = ?, owner = null, lease_until = null, finish_reason = ?,
           raw_finish_reason = ?, error = ?::jsonb, prompt_tokens = ?, completion_tokens = ?,
           total_tokens = ?, cached_prompt_tokens = ?, reasoning_tokens = ?, usage_estimated = ?,
           last_seq = ?, first_token_ms = ?, duration_ms = ?
         where id = ? and owner = ? and status = 'IN_PROGRESS' returning id`,
        [
          view.status,
          view.finishReason,
          view.rawFinishReason,
          view.error === null ? null : JSON.stringify(view.error),
          usage?.promptTokens ?? null,
          usage?.completionTokens ?? null,
          usage?.totalTokens ?? null,
          usage?.cachedPromptTokens ?? null,
          usage?.reasoningTokens ?? null,
          usage?.estimated ?? false,
          view.lastSeq,
          view.firstTokenMs,
          view.durationMs,
          id,
          this.owner,
        ],
      );
      if (owned.length === 0) return false;
      if (events.length > 0) await addEvents(em, { tenantId, id, events });
      await em.execute('select pg_notify(?, ?)', [wakeUpChannel, chatTopic(id)]);
      return true;
    });
  }

  async find(tenantId: string, id: string): Promise<ChatCompletionView | null> {
    if (!isRowId(id)) return null;
    return this.#database.asTenant(tenantId, async (em) => {
      const row = await em.findOne(ChatCompletion, { id });
      return row === null ? null : toView(row, await this.events(em, id, 0));
    });
  }

  /** The row and what it has said behind a number, at one moment; null when there is none. */
  async read(
    tenantId: string,
    id: string,
    after: number,
  ): Promise<{ row: ChatCompletion; events: ChatEventRow[] } | null> {
    if (!isRowId(id)) return null;
    return this.#database.asTenant(tenantId, async (em) => {
      // The row first: what it says was written with its events.
      const row = await em.findOne(ChatCompletion, { id });
      return row === null ? null : { row, events: await this.events(em, id, after) };
    });
  }

  async events(em: SqlEntityManager, id: string, after: number): Promise<ChatEventRow[]> {
    const behind = { completionId: id, seq: { $gt: after } };
    return em.find(ChatEventRow, behind, { orderBy: { seq: 'asc' } });
  }

  /** Asks the process that runs a completion to end it. Without effect after the end. */
  async requestCancel(tenantId: string, id: string): Promise<void> {
    await this.#database.asTenant(tenantId, async (em) => {
      const [row] = await em.execute<{ owner: string }[]>(
        `update chat_completion set cancel_requested = true
         where id = ? and status = 'IN_PROGRESS' returning owner`,
        [id],
      );
      if (row === undefined) return;
      await em.execute('select pg_notify(?, ?)', [wakeUpChannel, ownerTopic(row.owner)]);
    });
  }

  /** The completion that a request id stands for. */
  async findRequest(em: SqlEntityManager, requestId: string): Promise<ChatCompletion | null> {
    return em.findOne(ChatCompletion, { requestId });
  }

  /** Whether somebody has said lately that he listens, in another process. */
  async isAttached(tenantId: string, id: string): Promise<boolean> {
    const rows = await this.#database.asTenant(tenantId, (em) =>
      em.execute<unknown[]>(
        'select 1 from chat_completion where id = ? and attached_until > now()',
        [id],
      ),
    );
    return rows.length > 0;
  }

  /** Says that somebody listens here to what another process runs. */
  async attach(tenantId: string, id: string, seconds: number): Promise<void> {
    await this.#database.asTenant(tenantId, (em) =>
      em.execute(
        `update chat_completion set attached_until = now() + ? * interval '1 second'
         where id = ? and status = 'IN_PROGRESS'`,
        [seconds, id],
      ),
    );
  }
}

/** What one completion has said. */
export interface EventBatch {
  readonly tenantId: string;
  readonly id: string;
  readonly events: readonly NumberedEvent[];
}

const eventColumns = '(completion_id uuid, seq int, tenant_id text, body text, at timestamptz)';

function toRows({ tenantId, id, events }: EventBatch) {
  return events.map(({ seq, at, body }) => ({
    completion_id: id,
    seq,
    tenant_id: tenantId,
    // As a text within the text: PostgreSQL would refuse escapes of NUL, and of half a character.
    body: JSON.stringify(body),
    at,
  }));
}

/** Under the tenant's role, after its completion has been found to be ours. */
async function addEvents(em: SqlEntityManager, batch: EventBatch): Promise<void> {
  await em.execute(
    `insert into chat_event (completion_id, seq, tenant_id, body, at)
     select completion_id, seq, tenant_id, body::json, at
     from json_to_recordset(?::json) as event ${eventColumns}`,
    [JSON.stringify(toRows(batch))],
  );
}

/** As PostgreSQL writes a list of texts. */
function toArrayLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;
}
