import type { Database } from '../../db/database.ts';
import { type WakeUps, wakeUpChannel } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import type { ChatRun } from './chat-run.ts';
import { chatTopic, leaseSeconds, ownerTopic } from './chat-store.ts';

export interface ChatLeasesOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly log: Log;
  /** This process, among those that share the database. */
  readonly owner: string;
  /** What it runs. */
  readonly running: ReadonlyMap<string, { readonly run: ChatRun }>;
}

const renewalMs = (leaseSeconds * 1_000) / 3;

/**
 * Shows that this process is alive, hears what others want of what it runs, and ends what processes
 * have left that are gone.
 */
export class ChatLeases implements AsyncDisposable {
  readonly #options: ChatLeasesOptions;
  readonly #timer: NodeJS.Timeout;
  #subscription: Promise<Disposable> | null = null;
  #busy: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: ChatLeasesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.tend(), renewalMs);
    this.#timer.unref();
  }

  /** Listens to others, from the first completion on. */
  async listen(): Promise<void> {
    const { wakeUps, owner } = this.#options;
    this.#subscription ??= wakeUps.subscribe([ownerTopic(owner)], () => void this.tend());
    await this.#subscription;
  }

  /** One round, after the present one. Never rejects: the next one comes. */
  async tend(): Promise<void> {
    this.#busy = this.#busy.then(() => this.#tend());
    await this.#busy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#busy;
    const subscription = await this.#subscription?.catch(() => null);
    subscription?.[Symbol.dispose]();
  }

  async #tend(): Promise<void> {
    if (this.#stopped) return;
    try {
      await this.#renew();
      await this.#sweep();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the leases of completions were not renewed');
    }
  }

  async #renew(): Promise<void> {
    const { database, owner, running } = this.#options;
    const ids = [...running.keys()];
    if (ids.length === 0) return;
    const rows = await database.asPlatform((em) =>
      em.execute<{ id: string; cancel_requested: boolean }[]>(
        `update chat_completion set lease_until = now() + interval '${leaseSeconds} seconds'
         where owner = ? and status = 'IN_PROGRESS' returning id, cancel_requested`,
        [owner],
      ),
    );
    for (const { id, cancel_requested } of rows) {
      if (cancel_requested) running.get(id)?.run.cancel();
    }
  }

  /** What has received no sign of life is over, with what was written of it. */
  async #sweep(): Promise<void> {
    await this.#options.database.asPlatform(async (em) => {
      const orphans = await em.execute<{ id: string }[]>(
        `update chat_completion c set status = 'INTERRUPTED', owner = null, lease_until = null,
           last_seq = coalesce((select max(e.seq) from chat_event e where e.completion_id = c.id), 1) + 1,
           duration_ms = extract(epoch from now() - created_at) * 1000
         where id in (
           select id from chat_completion where status = 'IN_PROGRESS' and lease_until < now()
           order by lease_until limit 100 for update skip locked
         ) and status = 'IN_PROGRESS' returning id`,
      );
      for (const { id } of orphans) {
        await em.execute('select pg_notify(?, ?)', [wakeUpChannel, chatTopic(id)]);
      }
    });
  }
}
