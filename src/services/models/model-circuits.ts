import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { ModelAction } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';

/** Changes after which earlier failures of a model or its keys have no meaning. */
const healingActions: ReadonlySet<ModelAction> = new Set([
  'UPDATED',
  'DELETED',
  'RESET',
  'RESTORED',
  'CREDENTIAL_SET',
  'CREDENTIAL_CLEARED',
  'PULL_SUCCEEDED',
]);

/** Whether a change of a model closes its circuits. */
export function closesCircuits(action: ModelAction): boolean {
  return healingActions.has(action);
}

/** The topic of a tenant's circuits. A hash, because every listener sees the topics. */
export function circuitsTopic(tenantId: string): string {
  return `circuits:${createHash('sha256').update(tenantId).digest('base64url')}`;
}

/**
 * Closes the circuits of models and of their keys.
 *
 * @param owner tenant that owns the models.
 * @param keyId only this key. Default: the models and all of their keys.
 */
export async function closeCircuits(
  em: SqlEntityManager,
  owner: string,
  modelIds: readonly string[],
  keyId: string | null = null,
): Promise<void> {
  if (modelIds.length === 0) return;
  await em.execute(
    `with closed as (
       delete from target_health
       where model_id in (${modelIds.map(() => '?').join(', ')}) and key_id = coalesce(?, key_id)
       returning 1
     )
     select pg_notify(?, ?) where exists (select 1 from closed)`,
    [...modelIds, keyId, wakeUpChannel, circuitsTopic(owner)],
  );
}

/**
 * Resets the circuits of a model and of its keys. The rows stay, so that failures of calls that
 * began before do not count.
 *
 * @param keyId only this key. Default: the model and all of its keys.
 */
export async function resetCircuits(
  em: SqlEntityManager,
  owner: string,
  modelId: string,
  keyId: string | null,
): Promise<void> {
  await em.execute(
    `with reset as (
       update target_health set failures = 0, tenants = '{}', window_start = clock_timestamp(),
         openings = 0, until = null, probe_until = null
       where model_id = ? and key_id = coalesce(?, key_id)
       returning 1
     )
     select pg_notify(?, ?) where exists (select 1 from reset)`,
    [modelId, keyId, wakeUpChannel, circuitsTopic(owner)],
  );
}

/** Removes circuits without calls in the last hour. */
export async function removeOldCircuits(em: SqlEntityManager): Promise<void> {
  const removed = await em.execute<{ tenant_id: string }[]>(
    `delete from target_health
     where greatest(window_start, until) < clock_timestamp() - interval '1 hour'
     returning tenant_id`,
  );
  for (const owner of new Set(removed.map(({ tenant_id }) => tenant_id))) {
    await em.execute('select pg_notify(?, ?)', [wakeUpChannel, circuitsTopic(owner)]);
  }
}
