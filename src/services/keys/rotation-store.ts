import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from '../../db/database.ts';
import { Rotation } from '../../db/key-rotation.entity.ts';
import type { RotationState } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import type { RotationProgress } from './key-rotation.ts';

/** The topic that wakes the subscribers of the rotation. */
export const rotationTopic = 'key rotation';

/** Seconds without progress after which another process can start a rotation. */
export const rotationLeaseSeconds = 30;

/** The newest rotation of all processes. */
export interface RotationView extends RotationProgress {
  readonly state: RotationState;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

const noRotation: RotationView = {
  state: 'IDLE',
  total: 0,
  resealed: 0,
  unreadable: 0,
  startedAt: null,
  finishedAt: null,
};

const leaseEnd = `now() + interval '${rotationLeaseSeconds} seconds'`;

/** Stores the newest rotation. Writes of a process that has lost its lease are ignored. */
export class RotationStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Returns the newest rotation. Its state is FAILED when its lease has expired. */
  async find(): Promise<RotationView> {
    return this.#database.asPlatform(async (em) => {
      const row = await em.findOne(Rotation, { id: 1 }, { filters: false });
      if (row === null) return noRotation;
      const { total, resealed, unreadable, startedAt, finishedAt } = row;
      const isLost = row.state === 'RUNNING' && (await hasExpired(em));
      const state = isLost ? 'FAILED' : row.state;
      return { state, total, resealed, unreadable, startedAt, finishedAt };
    });
  }

  /** Starts a rotation. @returns false when one is running in any process. */
  async begin(owner: string, now: Date): Promise<boolean> {
    return this.#database.asPlatform(async (em) => {
      const rows = await em.execute<unknown[]>(
        `insert into key_rotation as present
           (id, state, total, resealed, unreadable, started_at, owner, lease_until)
         values (1, 'RUNNING', 0, 0, 0, ?, ?, ${leaseEnd})
         on conflict (id) do update
           set state = 'RUNNING', total = 0, resealed = 0, unreadable = 0, finished_at = null,
             started_at = excluded.started_at, owner = excluded.owner,
             lease_until = excluded.lease_until
           where present.state <> 'RUNNING' or present.lease_until <= now()
         returning id`,
        [now, owner],
      );
      if (rows.length > 0) await notify(em);
      return rows.length > 0;
    });
  }

  async report(owner: string, progress: RotationProgress): Promise<void> {
    const { total, resealed, unreadable } = progress;
    await this.#write(
      `update key_rotation set total = ?, resealed = ?, unreadable = ?, lease_until = ${leaseEnd}
       where owner = ? and state = 'RUNNING'`,
      [total, resealed, unreadable, owner],
    );
  }

  async finish(owner: string, state: 'FINISHED' | 'FAILED', now: Date): Promise<void> {
    await this.#write(
      `update key_rotation set state = ?, finished_at = ?, owner = null, lease_until = null
       where owner = ? and state = 'RUNNING'`,
      [state, now, owner],
    );
  }

  async #write(statement: string, parameters: readonly unknown[]): Promise<void> {
    await this.#database.asPlatform(async (em) => {
      await em.execute(statement, [...parameters]);
      await notify(em);
    });
  }
}

/** Of a rotation that still runs: one that has ended since the row was read has no lease either. */
async function hasExpired(em: SqlEntityManager): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select 1 from key_rotation where state = 'RUNNING' and lease_until <= now()`,
  );
  return rows.length > 0;
}

async function notify(em: SqlEntityManager): Promise<void> {
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, rotationTopic]);
}
