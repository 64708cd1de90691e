import type { Database } from '../../db/database.ts';
import { Pull } from '../../db/pull.entity.ts';
import { platformTenant } from '../../domain.ts';
import { SharedRead, type SharedReadOptions } from '../../events/shared-read.ts';
import { pullsTopic, pullTopic } from '../models/pull-queue.ts';
import type { SeenPull } from './pull-view.ts';

export interface PullWatchOptions extends Omit<SharedReadOptions, 'read' | 'topics'> {
  readonly database: Database;
  readonly id: string;
}

/** The current state of one download, read once for all of its subscribers in this process. */
export class PullWatch {
  readonly #options: PullWatchOptions;
  readonly #shared: SharedRead;
  #pull: Pull | null = null;
  /** For each tenant with a model of the download, whether such a model waits for it. */
  #waiting: ReadonlyMap<string, boolean> = new Map();

  constructor(options: PullWatchOptions) {
    const { id } = options;
    this.#options = options;
    this.#shared = new SharedRead({
      ...options,
      // The second topic announces models that start or stop to wait.
      topics: [pullTopic(id), pullsTopic],
      read: () => this.#read(),
    });
  }

  /** See {@link SharedRead.join}. */
  async join(wake: () => void): Promise<Disposable> {
    return this.#shared.join(wake);
  }

  /** See {@link SharedRead.refresh}. */
  async refresh(): Promise<void> {
    await this.#shared.refresh();
  }

  /** Returns the download for a tenant; null when it is for none of its models or the built-in ones. */
  see(tenantId: string): SeenPull | null {
    const own = this.#waiting.get(tenantId);
    const shared = this.#waiting.get(platformTenant);
    if (this.#pull === null || (own === undefined && shared === undefined)) return null;
    return { pull: this.#pull, isAwaited: own === true || shared === true };
  }

  async #read(): Promise<void> {
    const { database, id } = this.#options;
    await database.asPlatform(async (em) => {
      // Read the models before the download: a model stops to wait after its download has ended.
      // Otherwise the download could look as if it was running and cancelled by the tenant.
      const rows = await em.execute<{ tenant_id: string; waits: boolean }[]>(
        `select tenant_id, bool_or(awaits_pull) as waits from model
         where pull_id = ? and deleted_at is null group by tenant_id`,
        [id],
      );
      const pull = await em.findOne(Pull, { id }, { filters: false });
      this.#waiting = new Map(rows.map((row) => [row.tenant_id, row.waits]));
      this.#pull = pull;
    });
  }
}
