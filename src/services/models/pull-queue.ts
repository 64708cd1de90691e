import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { withPlatformRole } from '../../db/with-platform-role.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';

/** The topic that wakes those who run pulls. */
export const pullsTopic = 'pulls';
/** The topic that wakes those who watch one. */
export const pullTopic = (id: string) => `pull:${id}`;

/** A model that somebody wants Ollama to have. */
export interface WantedModel {
  readonly canonical: string;
  readonly name: string;
}

/**
 * Joins the pull of a model that is under way, or queues one. Of many at once, one is queued.
 *
 * @param em of the tenant whose model is to wait for it, in the same transaction.
 * @returns its id.
 */
export async function joinPull(
  em: SqlEntityManager,
  { canonical, name }: WantedModel,
  now: Date,
): Promise<string> {
  // A pull belongs to no tenant, and tenants may not write it. Updating the present one locks it:
  // it cannot end before the model that waits is committed.
  const [row] = await withPlatformRole(em, () =>
    em.execute<{ id: string }[]>(
      `insert into pull (id, canonical, name, state, layers, attempt, failures, revision, created_at)
       values (?, ?, ?, 'QUEUED', '[]', 0, 0, 1, ?)
       on conflict (canonical) where state in ('QUEUED', 'RUNNING')
         do update set name = pull.name
       returning id`,
      [randomUUID(), canonical, name, now],
    ),
  );
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, pullsTopic]);
  if (row === undefined) throw new Error('A pull that was joined must have an id.');
  return row.id;
}
