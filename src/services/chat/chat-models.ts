import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { platformTenant } from '../../domain.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import { changesTopic } from '../models/model-audit.ts';
import { getUsableModel, type ModelChoice } from '../models/usable-model.ts';

export interface ChatModelsOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  /** Maximum age of a cached model, in milliseconds. @default 10,000 */
  readonly maximumAgeMs?: number;
}

interface CachedModel {
  readonly model: Promise<Readonly<Model>>;
  /** On the clock of performance.now(). */
  readonly until: number;
}

interface TenantModels {
  readonly models: Map<string, CachedModel>;
  readonly subscription: Disposable;
}

const defaultMaximumAgeMs = 10_000;
const maxTenants = 1_000;
const maxModelsPerTenant = 100;

/**
 * Caches models of recent chats, so that a start need not wait for the database. Credentials stay
 * encrypted. The notification of a change removes the models of its tenant. Until it arrives, or
 * until the maximum age is reached, an outdated model can be returned: storing the start detects
 * that.
 */
export class ChatModels {
  readonly #options: ChatModelsOptions;
  readonly #maximumAgeMs: number;
  /** The most recently used tenant is the last one. */
  readonly #tenants = new Map<string, TenantModels>();

  constructor(options: ChatModelsOptions) {
    this.#options = options;
    this.#maximumAgeMs = options.maximumAgeMs ?? defaultMaximumAgeMs;
  }

  /** @throws NotFoundError | InvalidInputError | ModelNotReadyError | OverloadedError */
  async get(tenantId: string, choice: ModelChoice): Promise<Readonly<Model>> {
    const { models } = this.#tenants.get(tenantId) ?? (await this.#open(tenantId));
    this.#touch(tenantId);
    const key = JSON.stringify([choice.modelId, choice.defaults]);
    const known = models.get(key);
    if (known !== undefined && performance.now() < known.until) return known.model;
    models.delete(key);
    const model = this.#load(tenantId, choice);
    const cached = { model, until: performance.now() + this.#maximumAgeMs };
    models.set(key, cached);
    const [oldest] = models.keys();
    if (models.size > maxModelsPerTenant && oldest !== undefined) models.delete(oldest);
    model.catch(() => {
      if (models.get(key) === cached) models.delete(key);
    });
    return model;
  }

  /** Removes the models of a tenant from the cache. */
  remove(tenantId: string): void {
    const known = this.#tenants.get(tenantId);
    known?.subscription[Symbol.dispose]();
    this.#tenants.delete(tenantId);
  }

  async #load(tenantId: string, choice: ModelChoice): Promise<Readonly<Model>> {
    const { database } = this.#options;
    return database.asTenant(tenantId, async (em) =>
      // A copy, because the entity references all entities that its transaction has read.
      Object.freeze({ ...(await getUsableModel(em, choice)) }),
    );
  }

  /** Subscribes to changes before the first read, so that no later change is missed. */
  async #open(tenantId: string): Promise<TenantModels> {
    const topics = [changesTopic(tenantId), changesTopic(platformTenant)];
    const subscription = await this.#options.wakeUps.subscribe(topics, () => {
      if (this.#tenants.get(tenantId) === opened) this.remove(tenantId);
    });
    const opened: TenantModels = { models: new Map(), subscription };
    const other = this.#tenants.get(tenantId);
    if (other !== undefined) {
      subscription[Symbol.dispose]();
      return other;
    }
    this.#tenants.set(tenantId, opened);
    const [oldest] = this.#tenants.keys();
    if (this.#tenants.size > maxTenants && oldest !== undefined) this.remove(oldest);
    return opened;
  }

  #touch(tenantId: string): void {
    const known = this.#tenants.get(tenantId);
    if (known === undefined) return;
    this.#tenants.delete(tenantId);
    this.#tenants.set(tenantId, known);
  }
}
