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
  /** Whether a completion is running, or being started, in this process. */
  readonly isRunning: (id: string) => boolean;
  /** Called when somebody has asked for the end of a completion that runs here. */
  readonly onCancel: (id: string) => void;
  /** Called when the last client of another process has unsubscribed from what runs here. */
  readonly onLeft: (id: string) => void;
  /** Called when another process may have ended what runs under this lease. */
  readonly onLost: (owner: string) => void;
  /** Called when the lease is valid again, after it was not for a while. */
  readonly onRegained: () => void;
}

/** How long a lease lasts without a renewal, in seconds. */
const leaseSeconds = 10;
const leaseMs = leaseSeconds * 1_000;
const renewalMs = leaseMs / 4;
/** How old the time of a renewal may be when expired leases are looked for, in seconds. */
const freshSeconds = 2;

/**
 * How far the end of a completion is numbered after its last stored event when its process is gone:
 * more than a process can have shown without storing it.
 */
export const recoveryGap = 100_000;

/** What clients of other processes ask of a completion that runs here. */
interface Asked {
  readonly id: string;
  readonly cancel_requested: boolean;
  readonly was_left: boolean;
}

/**
 * This process's lease. While it is valid, no other process ends what runs here. It also ends what
 * processes whose leases have expired were running. An embedded database has one process, whose
 * lease does not expire.
 */
export class ChatLease {
  readonly #options: ChatLeaseOptions;
  readonly #connection: ReservedConnection;
  #owner = randomUUID() as string;
  /** On the clock of performance.now(). */
  #validUntil = Number.NEGATIVE_INFINITY;
  /** Since when every renewal has succeeded. */
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

  /** The name of the lease. It changes when a lost lease is replaced. */
  get owner(): string {
    return this.#owner;
  }

  /** Whether what runs under this lease can be shown: nobody else can have ended it. */
  get isValid(): boolean {
    return performance.now() < this.#validUntil;
  }

  /** Takes the lease, and on an embedded database ends what an earlier process left running. */
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

  /** Renews the lease and does what others have asked for; never rejects. */
  async tend(): Promise<void> {
    // One round waits at most for the present one; more would only repeat it.
    this.#next ??= this.#busy.then(() => {
      this.#next = null;
      return this.#tend();
    });
    this.#busy = this.#next;
    await this.#next;
  }

  /** Gives the lease up, so that other processes need not wait until it expires. */
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

  /** @returns the database's time, as text. */
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

  /** Another process has deleted the lease: what ran under it has been ended. */
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

  /** The writer has found that a lease is gone. */
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

  /** Cancels what was asked for, and ends what is recorded as running here, but is not. */
  async #reconcile(): Promise<void> {
    const { isRunning, onCancel, onLeft } = this.#options;
    const rows = await this.#connection.execute<Asked>(
      `with seen as (
         update chat_completion set was_left = false
         where owner = ? and status = 'IN_PROGRESS' and was_left returning id
       )
       select id, cancel_requested, id in (select id from seen) as was_left
       from chat_completion where owner = ? and status = 'IN_PROGRESS'`,
      [this.#owner, this.#owner],
    );
    // A row is seen only after its start began here, so what is not running now never will be.
    const orphans = rows.filter(({ id }) => !isRunning(id)).map(({ id }) => id);
    for (const { id, cancel_requested, was_left } of rows) {
      if (cancel_requested) onCancel(id);
      if (was_left) onLeft(id);
    }
    if (orphans.length === 0) return;
    await this.#discard(orphans);
    await this.#interrupt(orphans);
  }

  /** Deletes what never ran, so that the same request can start it. */
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
   * Deletes expired leases and ends what ran under them. A process that could not renew its own
   * lease does not do this until it has for a whole lease: after an outage of the database, the
   * others need time to renew theirs. A statement that the database executes late finds nothing.
   */
  async #sweep(time: string): Promise<void> {
    await this.#connection.execute(
      `delete from server_process where lease_until < now()
         and clock_timestamp() < ?::timestamptz + interval '${freshSeconds} seconds'`,
      [time],
    );
    await this.#interrupt([]);
  }

  /** Ends completions by id, and all those whose lease is gone. */
  async #interrupt(ids: readonly string[]): Promise<void> {
    await this.#connection.execute(
      `with ended as (
         update chat_completion c set status = 'INTERRUPTED', owner = null,
           last_seq = coalesce((select max(e.seq) from chat_event e where e.completion_id = c.id), 1)
             + ${recoveryGap},
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
