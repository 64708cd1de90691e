import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import type { ReservedConnection } from '../../db/reserved-connection.ts';
import { type WakeUps, wakeUpChannel } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { ownerTopic } from './chat-store.ts';

export interface ChatLeaseOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly log: Log;
  /** Whether a completion is running or starting in this process. */
  readonly isRunning: (id: string) => boolean;
  /** Called when a client has requested to cancel a completion that runs here. */
  readonly onCancel: (id: string) => void;
  /** Called when the last client of another process has unsubscribed from a completion of this one. */
  readonly onLeft: (id: string) => void;
  /** Called when another process may have ended the completions of this lease. */
  readonly onLost: (owner: string) => void;
  /** Called when the lease is valid again after a time in which it was not. */
  readonly onRegained: () => void;
}

/** Time until a lease expires without a renewal, in seconds. */
const leaseSeconds = 10;
const leaseMs = leaseSeconds * 1_000;
const renewalMs = leaseMs / 4;
/** Maximum age of a renewal at which expired leases may be deleted, in seconds. */
const freshSeconds = 2;

/**
 * Distance from the last stored event to the last event of a completion whose process has failed.
 * It is larger than the number of events that a process can show before it has stored them.
 */
const recoveryGap = 100_000;

/** Requests of clients of other processes for a completion that runs here. */
interface RunningRow {
  readonly id: string;
  readonly cancel_requested: boolean;
  readonly was_left: boolean;
}

/**
 * The lease of this process. While it is valid, no other process ends the completions of this one.
 * Also ends the completions of processes whose leases have expired. With an embedded database,
 * there is one process, and its lease does not expire.
 */
export class ChatLease {
  readonly #options: ChatLeaseOptions;
  readonly #connection: ReservedConnection;
  #owner = randomUUID() as string;
  /** On the clock of performance.now(). */
  #validUntil = Number.NEGATIVE_INFINITY;
  /** Time since which all renewals have succeeded, on the clock of performance.now(). */
  #steadySince = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #subscription: Disposable | null = null;
  #busy: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #stopped = false;
  #failing = false;

  constructor(options: ChatLeaseOptions) {
    this.#options = options;
    this.#connection = options.database.reserve('leases');
  }

  /** The ID of the lease. It changes when a lost lease is replaced. */
  get owner(): string {
    return this.#owner;
  }

  /** Whether events of this lease may be shown: no other process can have ended its completions. */
  get isValid(): boolean {
    return performance.now() < this.#validUntil;
  }

  /** Takes the lease. With an embedded database, ends the completions of earlier processes. */
  async start(): Promise<void> {
    const { isExclusive } = this.#options.database;
    if (isExclusive) await this.#connection.execute('delete from server_process');
    await this.#take();
    if (isExclusive) {
      this.#validUntil = Number.POSITIVE_INFINITY;
      await this.#interrupt([]);
    } else {
      this.#timer = setInterval(() => void this.tend(), renewalMs);
      this.#timer.unref();
    }
    await this.#listen();
  }

  /** Renews the lease and handles the requests of other processes. Never rejects. */
  async tend(): Promise<void> {
    // At most one round waits for the current one: further rounds would only repeat it.
    this.#next ??= this.#busy.then(() => {
      this.#next = null;
      return this.#tend();
    });
    this.#busy = this.#next;
    await this.#next;
  }

  /** Deletes the lease, so that other processes need not wait until it expires. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer ?? undefined);
    this.#subscription?.[Symbol.dispose]();
    await this.#busy;
    await this.#connection
      .execute('delete from server_process where id = ?', [this.#owner])
      .catch(() => {});
    await this.#connection[Symbol.asyncDispose]();
  }

  async #tend(): Promise<void> {
    if (this.#stopped) return;
    const { isExclusive } = this.#options.database;
    try {
      const time = isExclusive ? null : await this.#renew();
      await this.#reconcile();
      if (time !== null && performance.now() - this.#steadySince > leaseMs) await this.#sweep(time);
      if (this.#failing) this.#options.log.info({}, 'the lease of this process is renewed again');
      this.#failing = false;
    } catch (error) {
      this.#steadySince = Number.POSITIVE_INFINITY;
      if (!this.#failing) {
        this.#options.log.warn({ err: error }, 'the lease of this process cannot be renewed');
      }
      this.#failing = true;
    }
  }

  /** @returns the time of the database, as text. */
  async #renew(): Promise<string> {
    const sentAt = performance.now();
    const wasValid = this.isValid;
    const [row] = await this.#connection.execute<{ time: string }>(
      `update server_process set lease_until = now() + interval '${leaseSeconds} seconds'
       where id = ? returning clock_timestamp()::text as time`,
      [this.#owner],
    );
    if (row === undefined) return this.#replace();
    this.#validUntil = sentAt + leaseMs;
    if (this.#steadySince === Number.POSITIVE_INFINITY) this.#steadySince = performance.now();
    if (!wasValid) this.#options.onRegained();
    return row.time;
  }

  /** Replaces a lease that another process has deleted. Its completions have been ended. */
  async #replace(): Promise<string> {
    const lost = this.#owner;
    this.#validUntil = Number.NEGATIVE_INFINITY;
    this.#owner = randomUUID();
    this.#options.log.warn(
      {},
      'the lease of this process expired; its completions were interrupted',
    );
    this.#options.onLost(lost);
    this.#subscription?.[Symbol.dispose]();
    const time = await this.#take();
    await this.#listen();
    await this.#interrupt([]);
    return time;
  }

  /** Called by the writer when a lease has been deleted. */
  lose(owner: string): void {
    if (owner !== this.#owner) return;
    this.#validUntil = Number.NEGATIVE_INFINITY;
    void this.tend();
  }

  async #take(): Promise<string> {
    const sentAt = performance.now();
    const [row] = await this.#connection.execute<{ time: string }>(
      `insert into server_process (id, lease_until)
       values (?, now() + interval '${leaseSeconds} seconds')
       on conflict (id) do update set lease_until = excluded.lease_until
       returning clock_timestamp()::text as time`,
      [this.#owner],
    );
    this.#validUntil = sentAt + leaseMs;
    return row?.time ?? '-infinity';
  }

  async #listen(): Promise<void> {
    this.#subscription = await this.#options.wakeUps.subscribe(
      [ownerTopic(this.#owner)],
      () => void this.tend(),
    );
  }

  /**
   * Handles requests of other processes, and ends completions that are stored as running in this
   * process but do not run.
   */
  async #reconcile(): Promise<void> {
    const { isRunning, onCancel, onLeft } = this.#options;
    const rows = await this.#connection.execute<RunningRow>(
      `with seen as (
         update chat_completion set was_left = false
         where owner = ? and status = 'IN_PROGRESS' and was_left returning id
       )
       select id, cancel_requested, id in (select id from seen) as was_left
       from chat_completion where owner = ? and status = 'IN_PROGRESS'`,
      [this.#owner, this.#owner],
    );
    // A row exists only after its start began here. So a completion that is not running now will
    // never run.
    const orphans = rows.filter(({ id }) => !isRunning(id)).map(({ id }) => id);
    for (const { id, cancel_requested, was_left } of rows) {
      if (cancel_requested) onCancel(id);
      if (was_left) onLeft(id);
    }
    if (orphans.length === 0) return;
    await this.#discard(orphans);
    await this.#interrupt(orphans);
  }

  /** Deletes completions that never ran, so that the same request can start them. */
  async #discard(ids: readonly string[]): Promise<void> {
    await this.#connection.execute(
      `with discarded as (
         delete from chat_completion c
         where id::text in (select json_array_elements_text(?::json))
           and status = 'IN_PROGRESS' and owner = ?
           and not exists (select 1 from chat_event e where e.completion_id = c.id)
         returning id
       )
       select pg_notify(?, 'chat:' || id) from discarded`,
      [JSON.stringify(ids), this.#owner, wakeUpChannel],
    );
  }

  /**
   * Deletes expired leases and ends their completions. After a failed renewal, a process does this
   * only when it has renewed its own lease for the length of a lease, because the others need time
   * to renew theirs after an outage of the database. A statement that the database executes late
   * deletes nothing.
   */
  async #sweep(time: string): Promise<void> {
    await this.#connection.execute(
      `delete from server_process where lease_until < now()
         and clock_timestamp() < ?::timestamptz + interval '${freshSeconds} seconds'`,
      [time],
    );
    await this.#interrupt([]);
  }

  /** Ends the completions with these IDs, and all completions whose lease has been deleted. */
  async #interrupt(ids: readonly string[]): Promise<void> {
    await this.#connection.execute(
      `with ended as (
         update chat_completion c set status = 'INTERRUPTED', owner = null,
           last_seq = coalesce((select max(e.seq) from chat_event e where e.completion_id = c.id), 1)
             + ${recoveryGap},
           model_id = case when c.route_id is null then c.model_id else coalesce((
             select (e.body->>'modelId')::uuid from chat_event e
             where e.completion_id = c.id and e.body->>'type' = 'ChatRestarted'
             order by e.seq desc limit 1
           ), c.model_id) end,
           duration_ms = extract(epoch from now() - c.created_at) * 1000
         where c.id in (
           select id from chat_completion where status = 'IN_PROGRESS' and (
             not exists (select 1 from server_process p where p.id = owner)
             or id::text in (select json_array_elements_text(?::json))
           ) limit 1000 for update skip locked
         ) and c.status = 'IN_PROGRESS'
         returning c.id
       )
       select pg_notify(?, 'chat:' || id) from ended`,
      [JSON.stringify(ids), wakeUpChannel],
    );
  }
}
