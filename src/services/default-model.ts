import { LockMode } from '@mikro-orm/core';
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
 * Waits until nobody else is choosing the default of this type, and keeps others waiting until the
 * transaction ends. To be called before any row is locked: whoever is choosing may need that row.
 */
export async function takeTurn(
  em: SqlEntityManager,
  { tenantId, type }: Pick<Model, 'tenantId' | 'type'>,
): Promise<void> {
  const turn = JSON.stringify(['default model', tenantId, type]);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [turn]);
}

/** Makes a model the default of its type, in the place of the present one. It is our turn. */
export async function makeDefault(em: SqlEntityManager, model: Model, now: Date): Promise<void> {
  const present = await em.findOne(
    Model,
    { type: model.type, isDefault: true, id: { $ne: model.id } },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (present !== null) {
    Object.assign(present, { isDefault: false, updatedAt: now });
    // On its own and first: the unique index looks at each row as it is written.
    await em.flush();
  }
  model.isDefault = true;
}
