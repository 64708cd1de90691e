import type { SqlEntityManager } from '@mikro-orm/sql';
import { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { Database } from '../../db/database.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { isRowId } from '../models/model-store.ts';
import type { ChatCompletionView, GeneratedMessage } from './chat-event.ts';
import type { LogEntry } from './chat-log.ts';
import { MessageText, toView } from './chat-view.ts';

/** The topic of those who follow a completion. */
export const chatTopic = (id: string) => `chat:${id}`;
/** The topic of the process that holds a lease. */
export const ownerTopic = (owner: string) => `chats-of:${owner}`;

/** A completion and a portion of its events, of one moment. */
export interface ChatPortion {
  readonly row: ChatCompletion;
  readonly entries: readonly LogEntry[];
}

/** Clients of a process that take part in what another process runs. */
export interface Attachment {
  /** Stands for the process. */
  readonly process: string;
  /** How long it counts. */
  readonly seconds: number;
}

/** Whether another process has clients that take part in a completion. */
export const attachedNow = `exists (
  select 1 from jsonb_each_text(attached) as process (id, until)
  where until::double precision > extract(epoch from now()))`;

/** Characters of stored events that are read at a time. At least one event is. */
const portionLength = 131_072;

/** Reads completions, and changes them for tenants. */
export class ChatStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The completion that a subject's request id stands for. */
  async findRequest(
    em: SqlEntityManager,
    subject: string,
    requestId: string,
  ): Promise<ChatCompletion | null> {
    return em.findOne(ChatCompletion, { subject, requestId }, { filters: { live: false } });
  }

  /** Deletes a completion whose start was recorded, but that was never started. */
  async discard(em: SqlEntityManager, id: string): Promise<void> {
    await em.execute(`delete from chat_completion where id = ? and status = 'IN_PROGRESS'`, [id]);
    // Those who follow it from another process learn that it does not exist.
    await em.execute('select pg_notify(?, ?)', [wakeUpChannel, chatTopic(id)]);
  }

  async find(tenantId: string, id: string): Promise<ChatCompletionView | null> {
    if (!isRowId(id)) return null;
    return this.#database.asTenant(tenantId, async (em) => {
      const row = await findRow(em, id);
      if (row === null) return null;
      return toView(row, row.status === 'IN_PROGRESS' ? await lastStored(em, id) : row.lastSeq);
    });
  }

  /** What a completion generated; null while it is in progress and when its text is not kept. */
  async findMessage(tenantId: string, id: string): Promise<GeneratedMessage | null> {
    const message = new MessageText();
    for (let after = 0; ; ) {
      // One portion for each transaction: a long text must not keep a connection, or this process.
      const found = await this.read(tenantId, id, after);
      if (found === null || found.row.status === 'IN_PROGRESS' || !found.row.textKept) return null;
      message.add(found.entries);
      const last = found.entries.at(-1);
      if (last === undefined) return message.whole;
      after = last.seq;
    }
  }

  /** The completion and the number of its last stored event; null when there is none. */
  async head(
    tenantId: string,
    id: string,
  ): Promise<{ readonly row: ChatCompletion; readonly storedSeq: number } | null> {
    return this.#database.asTenant(tenantId, async (em) => {
      // The row first: the statement that ends a completion stores the last of its events too.
      const row = await findRow(em, id);
      return row === null ? null : { row, storedSeq: await lastStored(em, id) };
    });
  }

  /** The completion and its events after a number, as many as one portion holds. */
  async read(tenantId: string, id: string, after: number): Promise<ChatPortion | null> {
    return this.#database.asTenant(tenantId, async (em) => {
      // As in head(): a row that has ended was stored with all of its events.
      const row = await findRow(em, id);
      if (row === null) return null;
      const entries = await em.execute<LogEntry[]>(
        `select seq, at, body from (
           select seq, at, body, length(body::text) as length,
             sum(length(body::text)) over (order by seq) as total
           from (
             select seq, at, body from chat_event
             where completion_id = ? and seq > ? order by seq limit 1000
           ) as following
         ) as portion where total - length < ${portionLength} order by seq`,
        [id, after],
      );
      return { row, entries: entries.map(parseEntry) };
    });
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

  /** Whether a client that takes part is connected to another process. */
  async isAttached(tenantId: string, id: string): Promise<boolean> {
    const rows = await this.#database.asTenant(tenantId, (em) =>
      em.execute<unknown[]>(`select 1 from chat_completion where id = ? and ${attachedNow}`, [id]),
    );
    return rows.length > 0;
  }

  /** Records that clients of a process take part in what another process runs. */
  async attach(tenantId: string, id: string, attachment: Attachment): Promise<void> {
    await this.#database.asTenant(tenantId, (em) =>
      em.execute(
        `update chat_completion
         set attached = attached || jsonb_build_object(?::text, extract(epoch from now()) + ?::int)
         where id = ? and status = 'IN_PROGRESS'`,
        [attachment.process, attachment.seconds, id],
      ),
    );
  }

  /** Records that the last client of a process has unsubscribed, for the process that runs it. */
  async detach(tenantId: string, id: string, process: string): Promise<void> {
    await this.#database.asTenant(tenantId, async (em) => {
      const [row] = await em.execute<{ owner: string }[]>(
        `update chat_completion set attached = attached - ?::text, was_left = true
         where id = ? and status = 'IN_PROGRESS' returning owner`,
        [process, id],
      );
      if (row === undefined) return;
      await em.execute('select pg_notify(?, ?)', [wakeUpChannel, ownerTopic(row.owner)]);
    });
  }
}

/** Completions of deleted models too, which the filter on the relation would leave out. */
function findRow(em: SqlEntityManager, id: string): Promise<ChatCompletion | null> {
  return em.findOne(ChatCompletion, { id }, { filters: { live: false } });
}

/** 1 is ChatStarted, which has no row of its own. */
async function lastStored(em: SqlEntityManager, id: string): Promise<number> {
  const [row] = await em.execute<{ seq: number | null }[]>(
    'select max(seq) as seq from chat_event where completion_id = ?',
    [id],
  );
  return row?.seq ?? 1;
}

/** The embedded database returns JSON columns as text, and timestamps as text or Date. */
function parseEntry({ seq, at, body }: LogEntry): LogEntry {
  return {
    seq,
    at: new Date(at),
    body: typeof body === 'string' ? (JSON.parse(body) as LogEntry['body']) : body,
  };
}
