import type { Database } from '../../db/database.ts';
import { platformTenant } from '../../domain.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import { changesTopic } from '../models/model-audit.ts';
import type { CallChoice } from '../routes/call-choice.ts';
import type { Candidates } from '../routes/candidate.ts';
import { findCandidates } from '../routes/find-candidates.ts';

export interface ChatModelsOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  /** Maximum age of what is cached, in milliseconds. @default 10,000 */
  readonly maximumAgeMs?: number;
}

interface CachedCandidates {
  readonly candidates: Promise<Candidates>;
  /** On the clock of performance.now(). */
  readonly until: number;
}

interface TenantModels {
  readonly choices: Map<string, CachedCandidates>;
  readonly subscription: Disposable;
}

const defaultMaximumAgeMs = 10_000;
const maxTenants = 1_000;
const maxChoicesPerTenant = 100;

/**
 * Caches the models of recent chats with their keys, and their routes, so that a start need not wait
 * for the database. Credentials stay encrypted. The notification of a change removes those of its
 * tenant. Until it arrives, or until the maximum age is reached, outdated ones can be returned:
 * storing the start detects that.
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
  async get(tenantId: string, choice: CallChoice): Promise<Candidates> {
    const { choices } = this.#tenants.get(tenantId) ?? (await this.#open(tenantId));
    this.#touch(tenantId);
    const key = JSON.stringify([choice.modelId, choice.routeId, choice.defaults]);
    const known = choices.get(key);
    if (known !== undefined && performance.now() < known.until) return known.candidates;
    choices.delete(key);
    const candidates = this.#load(tenantId, choice);
    const cached = { candidates, until: performance.now() + this.#maximumAgeMs };
    choices.set(key, cached);
    const [oldest] = choices.keys();
    if (choices.size > maxChoicesPerTenant && oldest !== undefined) choices.delete(oldest);
    candidates.catch(() => {
      if (choices.get(key) === cached) choices.delete(key);
    });
    return candidates;
  }

  /** Removes the models of a tenant from the cache. */
  remove(tenantId: string): void {
    const known = this.#tenants.get(tenantId);
    known?.subscription[Symbol.dispose]();
    this.#tenants.delete(tenantId);
  }

  async #load(tenantId: string, choice: CallChoice): Promise<Candidates> {
    return this.#options.database.asTenant(tenantId, (em) => findCandidates(em, choice));
  }

  /** Subscribes to changes before the first read, so that no later change is missed. */
  async #open(tenantId: string): Promise<TenantModels> {
    const topics = [changesTopic(tenantId), changesTopic(platformTenant)];
    const subscription = await this.#options.wakeUps.subscribe(topics, () => {
      if (this.#tenants.get(tenantId) === opened) this.remove(tenantId);
    });
    const opened: TenantModels = { choices: new Map(), subscription };
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
