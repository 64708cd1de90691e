import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { platformTenant } from '../../domain.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import { changesTopic } from '../models/model-audit.ts';
import { getUsableModel, type ModelChoice } from '../models/usable-model.ts';

export interface ChatModelsOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  /** How long a model is kept, in milliseconds. @default 10 seconds */
  readonly maximumAgeMs?: number;
}

interface Kept {
  readonly model: Promise<Readonly<Model>>;
  /** On the clock of performance.now(). */
  readonly until: number;
}

interface TenantModels {
  readonly models: Map<string, Kept>;
  readonly subscription: Disposable;
}

const defaultMaximumAgeMs = 10_000;
const mostTenants = 1_000;
const mostModelsOfTenant = 100;

/**
 * The models that chats were started with lately, so that a start need not wait for the database.
 * A credential stays encrypted. A change drops the models of its tenant as soon as its notification
 * arrives. A model that is out of date can be returned until then, or for the maximum age; storing
 * the start finds that out.
 */
export class ChatModels {
  readonly #options: ChatModelsOptions;
  readonly #maximumAgeMs: number;
  /** The tenant that was used last is at the end. */
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
    const kept = { model, until: performance.now() + this.#maximumAgeMs };
    models.set(key, kept);
    const [oldest] = models.keys();
    if (models.size > mostModelsOfTenant && oldest !== undefined) models.delete(oldest);
    model.catch(() => {
      if (models.get(key) === kept) models.delete(key);
    });
    return model;
  }

  /** Reads the models of a tenant again when they are needed next. */
  forget(tenantId: string): void {
    const known = this.#tenants.get(tenantId);
    known?.subscription[Symbol.dispose]();
    this.#tenants.delete(tenantId);
  }

  async #load(tenantId: string, choice: ModelChoice): Promise<Readonly<Model>> {
    const { database } = this.#options;
    return database.asTenant(tenantId, async (em) =>
      // A copy, because the entity refers to everything that its transaction has read.
      Object.freeze({ ...(await getUsableModel(em, choice)) }),
    );
  }

  /** Listens before the first read, so that no change after the read is missed. */
  async #open(tenantId: string): Promise<TenantModels> {
    const topics = [changesTopic(tenantId), changesTopic(platformTenant)];
    const subscription = await this.#options.wakeUps.subscribe(topics, () => {
      if (this.#tenants.get(tenantId) === opened) this.forget(tenantId);
    });
    const opened: TenantModels = { models: new Map(), subscription };
    const other = this.#tenants.get(tenantId);
    if (other !== undefined) {
      subscription[Symbol.dispose]();
      return other;
    }
    this.#tenants.set(tenantId, opened);
    const [oldest] = this.#tenants.keys();
    if (this.#tenants.size > mostTenants && oldest !== undefined) this.forget(oldest);
    return opened;
  }

  #touch(tenantId: string): void {
    const known = this.#tenants.get(tenantId);
    if (known === undefined) return;
    this.#tenants.delete(tenantId);
    this.#tenants.set(tenantId, known);
  }
}
