import type { SqlEntityManager } from '@mikro-orm/sql';
import { type ModelAction, platformTenant } from '../../domain.ts';
import type { QuotaName } from '../../quota.ts';
import { quotas as definitions } from '../../quota.ts';
import type { Quotas } from '../../quotas/quotas.ts';
import { type AuditEntry, lockModelChanges } from './model-audit.ts';

/** Actions that free what a quota counts, or revoke a secret: they are possible above any quota. */
const alwaysPossible: readonly ModelAction[] = ['DELETED', 'CREDENTIAL_CLEARED', 'PULL_CANCELLED'];

/**
 * Limits what a tenant stores: models, routes, API keys, downloads, tests and audit events. The
 * numbers are counted in the database, so they hold for all processes. Built-in models have no
 * quotas.
 */
export class ModelQuotas {
  readonly #quotas: Quotas;

  constructor(quotas: Quotas) {
    this.#quotas = quotas;
  }

  /**
   * Checks changes that the transaction has made. Call it after the changed rows are written, and
   * before {@link recordAuditEntries}: it serializes the changes of the tenant until the
   * transaction ends.
   *
   * @throws QuotaExceededError
   */
  async check(
    em: SqlEntityManager,
    tenantId: string,
    auditEntries: readonly AuditEntry[],
    now: Date,
  ): Promise<void> {
    if (tenantId === platformTenant || auditEntries.length === 0) return;
    const ofModels = auditEntries.filter((entry) => 'model' in entry);
    const has = (...actions: readonly ModelAction[]) =>
      ofModels.some(({ action }) => actions.includes(action));
    await lockModelChanges(em, tenantId);
    const adds = (kind: 'route' | 'apiKey') =>
      auditEntries.some((entry) => kind in entry && entry.action === 'CREATED');
    if (adds('route')) await this.#checkCount(em, tenantId, 'route', 'TENANT_ROUTES');
    if (adds('apiKey')) await this.#checkCount(em, tenantId, 'api_key', 'TENANT_API_KEYS');
    if (has('CREATED', 'RESTORED')) await this.#checkModels(em, tenantId);
    const mayWait = has('CREATED', 'UPDATED', 'PULL_REQUESTED');
    if (mayWait && ofModels.some(({ model }) => model.awaitsPull)) {
      await this.#checkPulls(em, tenantId);
    }
    if (has('TESTED')) await this.#checkHour(em, tenantId, 'TENANT_TESTS', now);
    if (!auditEntries.every(({ action }) => alwaysPossible.includes(action))) {
      await this.#checkHour(em, tenantId, 'TENANT_CHANGES', now);
    }
  }

  async #checkModels(em: SqlEntityManager, tenantId: string): Promise<void> {
    const [row] = await em.execute<{ live: number; deleted: number }[]>(
      `select (select count(*) from model where tenant_id = ? and deleted_at is null)::int as live,
         (select count(*) from model where tenant_id = ? and deleted_at is not null)::int as deleted`,
      [tenantId, tenantId],
    );
    const { live, deleted } = row ?? { live: 0, deleted: 0 };
    this.#assertAtMost('TENANT_MODELS', live);
    this.#assertAtMost('TENANT_STORED_MODELS', live + deleted);
  }

  async #checkCount(
    em: SqlEntityManager,
    tenantId: string,
    table: 'route' | 'api_key',
    quota: QuotaName,
  ): Promise<void> {
    const [row] = await em.execute<{ count: number }[]>(
      `select count(*)::int as count from ${table} where tenant_id = ?`,
      [tenantId],
    );
    this.#assertAtMost(quota, row?.count ?? 0);
  }

  async #checkPulls(em: SqlEntityManager, tenantId: string): Promise<void> {
    const [row] = await em.execute<{ count: number }[]>(
      `select count(distinct pull_id)::int as count from model
       where awaits_pull and tenant_id = ? and deleted_at is null`,
      [tenantId],
    );
    this.#assertAtMost('TENANT_PULLS', row?.count ?? 0);
  }

  #assertAtMost(name: QuotaName, count: number): void {
    const limit = this.#quotas.limits[name];
    if (limit !== null && count > limit) throw this.#quotas.exceeded(name);
  }

  /** Looks for the event that must leave the period before another one is possible. */
  async #checkHour(
    em: SqlEntityManager,
    tenantId: string,
    name: 'TENANT_TESTS' | 'TENANT_CHANGES',
    now: Date,
  ): Promise<void> {
    const limit = this.#quotas.limits[name];
    if (limit === null) return;
    const periodMs = definitions[name].seconds * 1_000;
    const [row] = await em.execute<{ at: Date | string }[]>(
      `select at from audit_event where tenant_id = ? and at > ?
         ${name === 'TENANT_TESTS' ? "and action = 'TESTED'" : ''}
       order by at desc offset ? limit 1`,
      [tenantId, new Date(now.getTime() - periodMs), limit - 1],
    );
    if (row === undefined) return;
    const freeAt = new Date(row.at).getTime() + periodMs;
    throw this.#quotas.exceeded(name, Math.max(1, freeAt - now.getTime()));
  }
}
