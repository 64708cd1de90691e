import type { PolicyDef } from '@mikro-orm/core';
import { platformTenant } from '../domain.ts';

/** The session variable that the policies compare with; the ORM names it after the filter. */
export const tenantSetting = 'mikro.tenant.id';

/** The role that tenants' queries run as. It owns nothing, so row-level security binds it. */
export const tenantRole = 'modelyard_tenant';

/** The role for work on every tenant's rows, such as sealing secrets anew. */
export const platformRole = 'modelyard_platform';

const platformPolicy = (table: string): PolicyDef => ({
  name: `${table}_platform_policy`,
  roles: [platformRole],
  using: 'true',
  check: 'true',
});

/** Nothing but the tenant's own rows, by the ORM's filter and by row-level security. */
export const owned = (table: string) => ({
  rowLevelSecurity: 'force' as const,
  filters: {
    tenant: {
      name: 'tenant',
      cond: (args: { readonly id?: string }) => ({ tenantId: args.id }),
      default: true,
      rls: true,
    },
  },
  policies: [platformPolicy(table)],
});

/** As {@link owned}, but everyone may also read what belongs to the platform. */
export const ownedOrShared = (table: string) => ({
  rowLevelSecurity: 'force' as const,
  filters: {
    tenant: {
      name: 'tenant',
      cond: (args: { readonly id?: string }) => ({ tenantId: { $in: [args.id, platformTenant] } }),
      default: true,
    },
  },
  policies: [
    { name: `${table}_tenant_policy`, using: `tenant_id = current_setting('${tenantSetting}')` },
    {
      name: `${table}_shared_policy`,
      command: 'select' as const,
      using: `tenant_id = '${platformTenant}'`,
    },
    platformPolicy(table),
  ],
});
