import type { SqlEntityManager } from '@mikro-orm/sql';
import { platformRole, tenantRole } from './tenancy.ts';

/**
 * Runs `work` with the platform role within the transaction of a tenant. Use it for rows that
 * belong to no tenant and must be written together with rows of the tenant. No other query of the
 * transaction may run at the same time. An error fails the whole transaction and thereby also
 * resets the role.
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
