import type { SqlEntityManager } from '@mikro-orm/sql';
import { Model } from '../db/model.entity.ts';
import type { ModelType } from '../domain.ts';

/** The model that is meant when none is named; null when the tenant has chosen none. */
export async function findDefaultModel(
  em: SqlEntityManager,
  type: ModelType,
): Promise<Model | null> {
  return em.findOne(Model, { type, isDefault: true });
}

/**
 * Makes a model the default of its type, in the place of the present one. Those who do so at once
 * take turns, so that there is never a moment with two, nor one with none in between.
 */
export async function makeDefault(em: SqlEntityManager, model: Model, now: Date): Promise<void> {
  const turn = JSON.stringify(['default model', model.tenantId, model.type]);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [turn]);
  const present = await findDefaultModel(em, model.type);
  if (present !== null && present.id !== model.id) {
    Object.assign(present, { isDefault: false, updatedAt: now });
    // On its own and first: the unique index looks at each row as it is written.
    await em.flush();
  }
  model.isDefault = true;
}
