import type { SqlEntityManager } from '@mikro-orm/sql';
import { ChatCompletion } from '../../db/chat-completion.entity.ts';
import type { Database } from '../../db/database.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { isRowId } from '../models/model-store.ts';
import type { ChatCompletionView, GeneratedMessage } from './chat-event.ts';
import type { LogEntry } from './chat-log.ts';
import { MessageText, toView } from './chat-view.ts';

/** The topic for the readers of a completion. */
export const chatTopic = (id: string) => `chat:${id}`;
/** The topic for the process that has a lease. */
export const ownerTopic = (owner: string) => `chats-of:${owner}`;

/** A completion and a portion of its events at one moment. */
export interface ChatPortion {
  readonly row: ChatCompletion;
  readonly entries: readonly LogEntry[];
}

/** Records that clients of one process take part in a completion of another process. */
export interface Attachment {
  /** ID of the process of the clients. */
  readonly process: string;
  /** Time until it expires. */
  readonly seconds: number;
}

/** Whether another process has clients that take part in a completion. */
const attachedNow = `exists (
  select 1 from jsonb_each_text(attached) as process (id, until)
  where until::double precision > extract(epoch from now()))`;

/** Number of characters of stored events that are read at a time. At least one event is read. */
const portionLength = 131_072;

/** Reads completions, and changes them on behalf of tenants. */
export class ChatStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Returns the completion with a request ID of a subject; null when there is none. */
  async findRequest(
    em: SqlEntityManager,
    subject: string,
    requestId: string,
  ): Promise<ChatCompletion | null> {
    return em.findOne(ChatCompletion, { subject, requestId }, { filters: { live: false } });
  }

  /** Deletes a completion whose start was stored, but that never ran. */
  async discard(em: SqlEntityManager, id: string): Promise<void> {
    await em.execute(`delete from chat_completion where id = ? and status = 'IN_PROGRESS'`, [id]);
    // Readers in other processes then find that it does not exist.
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

  /** Returns the generated message; null while in progress and when the text has been deleted. */
  async findMessage(tenantId: string, id: string): Promise<GeneratedMessage | null> {
    const message = new MessageText();
    for (let after = 0; ; ) {
      // One transaction for each portion: a long text must not occupy a connection or this process.
      const found = await this.read(tenantId, id, after);
      if (found === null || found.row.status === 'IN_PROGRESS' || !found.row.textKept) return null;
      message.add(found.entries);
      const last = found.entries.at(-1);
      if (last === undefined) return message.whole;
      after = last.seq;
    }
  }

  /** Returns a completion and the number of its last stored event; null when it does not exist. */
  async head(
    tenantId: string,
    id: string,
  ): Promise<{ readonly row: ChatCompletion; readonly storedSeq: number } | null> {
    return this.#database.asTenant(tenantId, async (em) => {
      // Read the row first: the statement that ends a completion also stores its last events.
      const row = await findRow(em, id);
      return row === null ? null : { row, storedSeq: await lastStored(em, id) };
    });
  }

  /** Returns a completion and one portion of its events after a number. */
  async read(tenantId: string, id: string, after: number): Promise<ChatPortion | null> {
    return this.#database.asTenant(tenantId, async (em) => {
      // As in head(): the row of an ended completion was stored with all of its events.
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

  /** Requests the process that runs a completion to cancel it. Has no effect after the end. */
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

  /** Whether a participating client is connected to another process. */
  async isAttached(tenantId: string, id: string): Promise<boolean> {
    const rows = await this.#database.asTenant(tenantId, (em) =>
      em.execute<unknown[]>(`select 1 from chat_completion where id = ? and ${attachedNow}`, [id]),
    );
    return rows.length > 0;
  }

  /** Records that clients of a process take part in a completion of another process. */
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

  /** Notifies the owner of a completion that the last client of another process has unsubscribed. */
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

/** Includes completions of deleted models, which the filter on the relation would exclude. */
function findRow(em: SqlEntityManager, id: string): Promise<ChatCompletion | null> {
  return em.findOne(ChatCompletion, { id }, { filters: { live: false } });
}

/** Returns 1, the number of ChatStarted, when no event is stored: ChatStarted has no row. */
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
