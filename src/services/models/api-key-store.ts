import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { ApiKey, apiKeyNameIndex } from '../../db/api-key.entity.ts';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { cursorTime } from '../paging/cursor.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { type ListOrder, readPage } from '../paging/read-page.ts';
import { isRowId } from './model-store.ts';

const newestFirst: ListOrder<ApiKey> = {
  name: 'API keys',
  direction: 'desc',
  columns: [
    { name: 'created_at', property: 'createdAt', shape: cursorTime },
    { name: 'id', property: 'id', shape: z.uuid() },
  ],
};

/** @throws InvalidInputError for an invalid page or cursor. */
export function listApiKeys(
  em: SqlEntityManager,
  owners: readonly string[],
  page: PageInput,
): Promise<Page<ApiKey>> {
  return readPage({
    order: newestFirst,
    page,
    read: ({ where, orderBy, limit }) =>
      em
        .createQueryBuilder(ApiKey, 'k')
        .select('*')
        .where({ $and: [{ tenantId: { $in: [...owners] } }, where()] })
        .orderBy(orderBy)
        .limit(limit)
        .getResultList(),
  });
}

/** Finds keys of owners by ID, in the order of the IDs; null for a key that they do not have. */
export async function findApiKeys(
  em: SqlEntityManager,
  owners: readonly string[],
  ids: readonly string[],
): Promise<(ApiKey | null)[]> {
  const askable = [...new Set(ids.filter(isRowId))];
  const wanted = { id: { $in: askable }, tenantId: { $in: [...owners] } };
  const found = askable.length === 0 ? [] : await em.find(ApiKey, wanted);
  const byId = new Map(found.map((key) => [key.id, key]));
  return ids.map((id) => byId.get(id) ?? null);
}

/**
 * Gets a key of one of the owners by ID.
 *
 * @param options.lock prevents other changes, and its use by further models, until the transaction
 * ends.
 * @throws NotFoundError with one message for another tenant's and for an unknown ID.
 */
export async function getApiKey(
  em: SqlEntityManager,
  owners: readonly string[],
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<ApiKey> {
  const wanted = { id, tenantId: { $in: [...owners] } };
  const key = isRowId(id)
    ? await em.findOne(ApiKey, wanted, {
        // A row read before the lock was acquired may be out of date.
        ...(lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {}),
      })
    : null;
  if (key === null) throw new NotFoundError('There is no API key with this ID.');
  return key;
}

/** Condition for the models of a tenant that use a key, enabled or not. Its parameters follow it. */
const usesKey = 'tenant_id = ? and keys @> ?::jsonb';

const valuesOf = ({ tenantId, id }: ApiKey) => [tenantId, JSON.stringify([{ keyId: id }])];

/**
 * Locks the models that use a key. Call it before the key is locked: a change of a model locks the
 * model and then its keys.
 */
export async function lockModelsOfKey(em: SqlEntityManager, key: ApiKey): Promise<void> {
  const sql = `select 1 from model where ${usesKey} order by id for update`;
  await em.execute(sql, valuesOf(key));
}

/** The IDs of the models that use a key and are not deleted, by name. */
export async function findModelIdsOfKey(em: SqlEntityManager, key: ApiKey): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from model where ${usesKey} and deleted_at is null order by name, id`,
    valuesOf(key),
  );
  return rows.map(({ id }) => id);
}

/** Removes a key from the models that are deleted, so that they can still be restored. */
export async function removeFromDeletedModels(em: SqlEntityManager, key: ApiKey): Promise<void> {
  await em.execute(
    `update model set keys = (
       select coalesce(jsonb_agg(k), '[]') from jsonb_array_elements(keys) k where k ->> 'keyId' <> ?
     ) where ${usesKey} and deleted_at is not null`,
    [key.id, ...valuesOf(key)],
  );
}

/**
 * Writes changes of keys.
 *
 * @throws ConflictError when another key of the owner has the name.
 */
export async function flushApiKey(em: SqlEntityManager): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    const isTaken =
      error instanceof UniqueConstraintViolationException &&
      error.message.includes(apiKeyNameIndex);
    if (!isTaken) throw error;
    throw new ConflictError('Another API key has this name; choose a different one.', {
      path: ['input', 'name'],
    });
  }
}
