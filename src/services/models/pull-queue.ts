import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { withPlatformRole } from '../../db/with-platform-role.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';

/** The topic that wakes the workers that download models. */
export const pullsTopic = 'pulls';
/** The topic that wakes the subscribers of one download. */
export const pullTopic = (id: string) => `pull:${id}`;
/** The topic that wakes the subscribers of all downloads. */
export const pullChangesTopic = 'pull-changes';

/** A model for Ollama to download. */
export interface WantedModel {
  readonly canonical: string;
  readonly name: string;
  /** Whether a platform administrator requests the download without a model. @default false */
  readonly byPlatform?: boolean;
}

/**
 * Joins the running download of a model, or queues one. Concurrent calls queue only one.
 *
 * @param em of the tenant whose model waits for the download, or who requests it, in the same
 * transaction.
 * @returns the ID of the download.
 */
export async function joinPull(
  em: SqlEntityManager,
  { canonical, name, byPlatform = false }: WantedModel,
  now: Date,
): Promise<string> {
  // A pull belongs to no tenant, and tenants may not write it. The update locks a running pull, so
  // that it cannot end before the waiting model is committed.
  const [row] = await withPlatformRole(em, () =>
    em.execute<{ id: string }[]>(
      `insert into pull (id, canonical, name, state, layers, attempt, failures, revision,
         requested_by_platform, awaited_by_platform, created_at)
       values (?, ?, ?, 'QUEUED', '[]', 0, 0, 1, ?, ?, ?)
       on conflict (canonical) where state in ('QUEUED', 'RUNNING') do update
         set requested_by_platform = pull.requested_by_platform or excluded.requested_by_platform,
           awaited_by_platform = pull.awaited_by_platform or excluded.awaited_by_platform
       returning id`,
      [randomUUID(), canonical, name, byPlatform, byPlatform, now],
    ),
  );
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, pullsTopic]);
  if (row === undefined) throw new Error('A pull that was joined must have an id.');
  return row.id;
}
