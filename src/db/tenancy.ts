import type { PolicyDef } from '@mikro-orm/core';
import { platformTenant } from '../domain.ts';

/** The session variable that the policies use. The ORM derives its name from the filter. */
export const tenantSetting = 'mikro.tenant.id';

/** The role for queries of tenants. It owns nothing, so row-level security applies to it. */
export const tenantRole = 'modelyard_tenant';

/** The role for work on the rows of all tenants, such as re-encrypting secrets. */
export const platformRole = 'modelyard_platform';

const platformPolicy = (table: string): PolicyDef => ({
  name: `${table}_platform_policy`,
  roles: [platformRole],
  using: 'true',
  check: 'true',
});

/** Restricts a table to the tenant's own rows, with the ORM's filter and row-level security. */
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

/** As {@link owned}, but all tenants can also read the rows of the platform. */
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
