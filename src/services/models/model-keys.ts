import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { ApiKey } from '../../db/api-key.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import { ModelCopy } from '../../db/model-row.ts';
import { CredentialError, type FieldFault } from '../../errors.ts';
import { refuse } from '../input/parse-input.ts';
import { isForOrigin } from './api-key-secret.ts';
import { findApiKeys } from './api-key-store.ts';
import type { ModelCredential, OpenedCredential } from './model-credential.ts';
import { isRowId } from './model-store.ts';

/** A model with the rows of its keys, in no order. A copy, because entities reference others. */
export type KeyedModel = Readonly<Model> & { readonly apiKeys: readonly ApiKey[] };

/** Reads the rows of the keys of models, whose values stay encrypted. */
export async function withApiKeys(
  em: SqlEntityManager,
  models: readonly Model[],
): Promise<KeyedModel[]> {
  const ids = models.flatMap(({ keys }) => keys.map(({ keyId }) => keyId));
  const owners = [...new Set(models.map(({ tenantId }) => tenantId))];
  const found = ids.length === 0 ? [] : await findApiKeys(em, owners, ids);
  const byId = new Map(found.map((key) => [key?.id, key]));
  return models.map((model) => {
    const apiKeys = model.keys.flatMap(({ keyId }) => {
      const key = byId.get(keyId);
      return key?.tenantId === model.tenantId ? [{ ...key }] : [];
    });
    return Object.freeze(Object.assign(new ModelCopy(), model, { apiKeys }));
  });
}

/** As {@link withApiKeys}, for one model. */
export async function withOwnApiKeys(em: SqlEntityManager, model: Model): Promise<KeyedModel> {
  const [keyed] = await withApiKeys(em, [model]);
  return keyed as KeyedModel; // one for each model
}

/** The sum of the versions of a model's keys. It changes with each of them. */
export function keysVersionOf({ apiKeys }: KeyedModel): number {
  return apiKeys.reduce((sum, { version }) => sum + version, 0);
}

/** A key that a call of a model can use. */
export interface CallKey {
  /** Null for the model's own credential. */
  readonly id: string | null;
  /** 0 for the model's own credential, whose changes are changes of the model. */
  readonly version: number;
  /** Name of the key; null for the model's own credential. */
  readonly label: string | null;
  /** 0 for the model's own credential, which is tried first; 1 for the others. */
  readonly priority: number;
  /** Share of the calls for which it is the first of the others. */
  readonly weight: number;
  /**
   * Decrypts it for one call.
   *
   * @throws CredentialError
   */
  open(): OpenedCredential;
}

/**
 * The keys that calls of a model can use: its own credential, and those that are enabled. A model
 * without any has one entry, with its headers only; when all of its keys are disabled, that cannot
 * be opened.
 */
export function keysOf(
  model: KeyedModel,
  credential: ModelCredential,
): readonly [CallKey, ...CallKey[]] {
  const [first, ...others] = model.keys.flatMap(({ keyId, weight, enabled }): CallKey[] => {
    const row = enabled ? model.apiKeys.find(({ id }) => id === keyId) : undefined;
    if (row === undefined) return [];
    const open = () => credential.openWith(model, row);
    const { name: label, version } = row;
    return [{ id: keyId, version, label, priority: 1, weight, open }];
  });
  if (model.sealedApiKey === null && first !== undefined) return [first, ...others];
  const open = () => {
    if (model.sealedApiKey !== null || model.keys.length === 0) return credential.open(model);
    throw new CredentialError(
      'CREDENTIAL_MISSING',
      'The model has no API key that is enabled; enable one with updateModel.',
    );
  };
  return [
    { id: null, version: 0, label: null, priority: 0, weight: 1, open },
    ...(first === undefined ? [] : [first, ...others]),
  ];
}

/**
 * Checks that a model may use its keys: they belong to its owner, and were stored for the origin of
 * its base URL. They cannot be deleted until the transaction ends.
 *
 * @param options.path of the input.
 * @param options.isGiven whether the input has the keys; otherwise it has the base URL.
 * @throws InvalidInputError
 */
export async function checkKeys(
  em: SqlEntityManager,
  { tenantId, baseUrl, keys }: Pick<Model, 'tenantId' | 'baseUrl' | 'keys'>,
  { path, isGiven }: { readonly path: readonly string[]; readonly isGiven: boolean },
): Promise<ApiKey[]> {
  if (keys.length === 0) return [];
  const ids = keys.map(({ keyId }) => keyId).filter(isRowId);
  const found = await em.find(
    ApiKey,
    { id: { $in: ids }, tenantId },
    { lockMode: LockMode.PESSIMISTIC_READ, orderBy: { id: 'asc' } },
  );
  const rows = keys.map(({ keyId }) => found.find(({ id }) => id === keyId));
  const misses = (row: ApiKey) => !isForOrigin(row, baseUrl ?? '');
  if (isGiven) refuse(rows.flatMap((row, index) => givenFault(row, [...path, 'keys', `${index}`])));
  const names = found.filter(misses).map(({ name }) => `"${name}"`);
  if (!isGiven && names.length > 0) {
    const message = `has another origin than those that the keys ${names.join(', ')} were stored for; give other keys in the same update`;
    refuse([{ path: [...path, 'baseUrl'], message }]);
  }
  return found;

  function givenFault(row: ApiKey | undefined, at: readonly string[]): FieldFault[] {
    const fault = (message: string) => [{ path: [...at, 'apiKeyId'], message }];
    if (row === undefined) return fault('is not the ID of an API key of the owner of the model');
    if (!misses(row)) return [];
    const origins = row.origins.join(', ');
    return fault(`is a key for ${origins}, which is not the origin of the model's base URL`);
  }
}
