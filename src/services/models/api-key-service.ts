import { randomUUID } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { z } from 'zod';
import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { ApiKey } from '../../db/api-key.entity.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { platformTenant } from '../../domain.ts';
import { ApiKeyInUseError, ConflictError } from '../../errors.ts';
import { parseInput } from '../input/parse-input.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { createApiKeyInput, updateApiKeyInput } from './api-key-input.ts';
import { type ApiKeySecret, originsOf } from './api-key-secret.ts';
import {
  findApiKeys,
  findModelIdsOfKey,
  flushApiKey,
  getApiKey,
  listApiKeys,
  lockModelsOfKey,
  removeFromDeletedModels,
} from './api-key-store.ts';
import { withExplainedRefusal } from './explain-refusal.ts';
import { type ApiKeyAuditEntry, recordAuditEntries } from './model-audit.ts';
import { closeCircuits } from './model-circuits.ts';
import type { ModelDraft } from './model-draft.ts';
import { keyOwnersFor, maySeeInside } from './model-owner.ts';
import type { ModelQuotas } from './model-quotas.ts';
import { type TenantKey, TenantLoader } from './tenant-loader.ts';

export interface ApiKeyServiceOptions {
  readonly database: Database;
  readonly secret: ApiKeySecret;
  readonly draft: Pick<ModelDraft, 'resolveEndpoint'>;
  readonly quotas: ModelQuotas;
  readonly now: () => Date;
}

/** A key of a model, for a viewer who may read it. */
export interface ModelKeyView {
  readonly model: Model;
  readonly apiKey: ApiKey;
  readonly weight: number;
  readonly enabled: boolean;
}

/** Maximum number of models that {@link ApiKeyInUseError} names. */
const namedModels = 5;

/** Stores API keys that several models can use. Their values are write-only. */
export class ApiKeyService {
  readonly #options: ApiKeyServiceOptions;
  /** The keys of an owner. The ID of the tenant is that of the owner. */
  readonly #loader: TenantLoader<TenantKey, ApiKey | null>;

  constructor(options: ApiKeyServiceOptions) {
    this.#options = options;
    this.#loader = new TenantLoader(({ tenantId }, ids) =>
      options.database.asTenant(tenantId, (em) => findApiKeys(em, [tenantId], ids)),
    );
  }

  /**
   * The keys of the viewer's tenant, and those of the platform for a platform administrator; newest
   * first.
   *
   * @throws InvalidInputError for an invalid page or cursor.
   */
  async list(viewer: Viewer | null, page: PageInput): Promise<Page<ApiKey>> {
    const known = authorize(viewer, 'api-key:read');
    const owners = keyOwnersFor(known);
    return this.#options.database.asTenant(known.tenantId, (em) => listApiKeys(em, owners, page));
  }

  /** Finds keys by ID, in the order of the IDs; null for keys that the viewer may not see. */
  async findMany(viewer: Viewer | null, ids: readonly string[]): Promise<(ApiKey | null)[]> {
    const known = authorize(viewer, 'api-key:read');
    const owners = keyOwnersFor(known);
    return this.#options.database.asTenant(known.tenantId, (em) => findApiKeys(em, owners, ids));
  }

  /** The keys of a model; empty when the viewer may not see them. */
  async findKeysOf(viewer: Viewer | null, model: Model): Promise<ModelKeyView[]> {
    if (!maySeeInside(viewer, model)) return [];
    const { tenantId, keys } = model;
    const found = await Promise.all(
      keys.map(({ keyId }) => this.#loader.load({ tenantId, id: keyId })),
    );
    // A key can have been deleted since the model was read.
    return keys.flatMap(({ weight, enabled }, index) => {
      const apiKey = found[index] ?? null;
      return apiKey === null ? [] : [{ model, apiKey, weight, enabled }];
    });
  }

  /** Whether the value can be decrypted. */
  isReadable(key: ApiKey): boolean {
    return this.#options.secret.canOpen(key);
  }

  /**
   * Stores a key for the viewer's tenant, or for built-in models.
   *
   * @throws InvalidInputError | DestinationNotAllowedError | QuotaExceededError
   * @throws ConflictError when another key of the owner has the name.
   */
  async create(viewer: Viewer | null, input: unknown): Promise<ApiKey> {
    const isBuiltin = (input as { isBuiltin?: unknown }).isBuiltin === true;
    const known = authorize(viewer, isBuiltin ? 'builtin:write' : 'api-key:write');
    const parsed = parseInput(createApiKeyInput, input, ['input']);
    return withExplainedRefusal(known, this.#create(known, parsed));
  }

  async #create(viewer: Viewer, input: z.output<typeof createApiKeyInput>): Promise<ApiKey> {
    const { database, secret, draft, now } = this.#options;
    const { name, apiKey: value, isBuiltin } = input;
    const given = { given: input.baseUrl, provider: input.provider, type: null, path: ['input'] };
    const { provider, baseUrl } = draft.resolveEndpoint(given);
    const origins = input.baseUrl == null ? originsOf(provider) : [new URL(baseUrl).origin];
    const tenantId = isBuiltin === true ? platformTenant : viewer.tenantId;
    const place = { id: randomUUID(), tenantId, origins };
    const time = now();
    return database.asTenant(tenantId, async (em) => {
      const sealed = secret.seal(place, value);
      const dates = { createdAt: time, updatedAt: time };
      const key = em.create(ApiKey, { ...place, name, provider, ...sealed, version: 1, ...dates });
      await this.#write(em, viewer, [{ apiKey: key, action: 'CREATED' }], time);
      return key;
    });
  }

  /**
   * Changes the name or the value of a key. Models with the key use the new value for later calls.
   *
   * @param input has `id` and `expectedVersion` besides the fields to change.
   * @throws NotFoundError | InvalidInputError | QuotaExceededError
   * @throws ConflictError for another version, and when another key of the owner has the name.
   */
  async update(
    viewer: Viewer | null,
    target: { readonly id: string; readonly expectedVersion: number | null },
    input: unknown,
  ): Promise<ApiKey> {
    const { database, secret, now } = this.#options;
    const { known, owner } = await this.#findForChange(viewer, target.id);
    const { name, apiKey: value } = parseInput(updateApiKeyInput, input, ['input']);
    return database.asTenant(owner, async (em) => {
      const key = await getApiKey(em, [owner], target.id, { lock: true });
      if (target.expectedVersion !== null && target.expectedVersion !== key.version) {
        throw new ConflictError(
          'The API key has changed since it was read; read it again and repeat the change.',
          { currentVersion: key.version },
        );
      }
      const entries: ApiKeyAuditEntry[] = [];
      if (name !== undefined && name !== key.name) {
        key.name = name;
        entries.push({ apiKey: key, action: 'UPDATED', fields: ['name'] });
      }
      if (value !== undefined) {
        Object.assign(key, secret.seal(key, value));
        entries.push({ apiKey: key, action: 'CREDENTIAL_SET', fields: ['apiKey'] });
      }
      const time = now();
      if (entries.length > 0) key.updatedAt = time;
      if (value !== undefined) {
        await closeCircuits(em, owner, await findModelIdsOfKey(em, key), key.id);
      }
      await this.#write(em, known, entries, time);
      return key;
    });
  }

  /**
   * Deletes a key that no model uses.
   *
   * @returns the deleted key.
   * @throws NotFoundError | ApiKeyInUseError
   */
  async delete(viewer: Viewer | null, id: string): Promise<ApiKey> {
    const { database, now } = this.#options;
    const { known, owner, found } = await this.#findForChange(viewer, id);
    return database.asTenant(owner, async (em) => {
      await lockModelsOfKey(em, found);
      const key = await getApiKey(em, [owner], id, { lock: true });
      const users = await findModelIdsOfKey(em, key);
      if (users.length > 0) {
        throw new ApiKeyInUseError(
          `${users.length} ${users.length === 1 ? 'model uses' : 'models use'} the API key; remove it from their keys first.`,
          users.slice(0, namedModels),
        );
      }
      await removeFromDeletedModels(em, key);
      await em.execute('delete from api_key where id = ?', [id]);
      await this.#write(em, known, [{ apiKey: key, action: 'DELETED' }], now());
      return key;
    });
  }

  /** @throws NotFoundError with one message for another owner's and for an unknown ID. */
  async #findForChange(viewer: Viewer | null, id: string) {
    const isAdministrator = isAllowed(viewer, 'builtin:write');
    const known = authorize(viewer, isAdministrator ? 'builtin:write' : 'api-key:write');
    const found = await this.#options.database.asTenant(known.tenantId, (em) =>
      getApiKey(em, keyOwnersFor(known), id),
    );
    if (found.tenantId !== platformTenant) authorize(viewer, 'api-key:write');
    return { known, owner: found.tenantId, found };
  }

  /** Writes and records a change. It also empties the caches of models of all processes. */
  async #write(
    em: SqlEntityManager,
    actor: Viewer,
    entries: readonly ApiKeyAuditEntry[],
    now: Date,
  ): Promise<void> {
    const [tenantId] = entries.map(({ apiKey }) => apiKey.tenantId);
    if (tenantId === undefined) return;
    await flushApiKey(em);
    await this.#options.quotas.check(em, tenantId, entries, now);
    await recordAuditEntries(em, tenantId, entries, { actor, now });
  }
}
