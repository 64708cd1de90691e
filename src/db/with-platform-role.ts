import type { SqlEntityManager } from '@mikro-orm/sql';
import { platformRole, tenantRole } from './tenancy.ts';

/**
 * Runs `work` as the platform within a tenant's transaction: for rows that belong to no tenant, and
 * have to be written together with the tenant's own. No other query of the transaction may run
 * meanwhile. A failure fails the whole transaction, with which the role ends.
 */
export async function withPlatformRole<T>(
  em: SqlEntityManager,
  work: () => Promise<T>,
): Promise<T> {
  await em.execute(`set local role ${platformRole}`);
  const result = await work();
  await em.execute(`set local role ${tenantRole}`);
  return result;
}
