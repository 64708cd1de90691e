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
 * Resets circuits of a model. They have rows without failures from then on, so that failures of
 * calls that began before do not count.
 *
 * @param owner tenant that owns the model.
 * @param keyIds IDs of the circuits; see CircuitKey.
 */
export async function resetCircuits(
  em: SqlEntityManager,
  owner: string,
  modelId: string,
  keyIds: readonly string[],
): Promise<void> {
  await em.execute(
    `with reset as (
       insert into target_health (tenant_id, model_id, key_id, failures, tenants, window_start,
         openings, reason)
       select ?, ?::uuid, key_id::uuid, 0, '{}', clock_timestamp(), 0, 'UNAVAILABLE'
       from json_array_elements_text(?::json) as k (key_id) order by key_id
       on conflict (model_id, key_id) do update set failures = 0, tenants = '{}',
         window_start = excluded.window_start, openings = 0, until = null, probe_until = null
     )
     select pg_notify(?, ?)`,
    [owner, modelId, JSON.stringify(keyIds), wakeUpChannel, circuitsTopic(owner)],
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
