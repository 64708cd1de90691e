/**
 * The filter that every tenant-owned entity carries. The ORM adds its condition to each query, and
 * `rls` makes the same condition a row-level security policy of the table.
 */
export const tenantFilter = {
  name: 'tenant',
  cond: (args: { readonly id?: string }) => ({ tenantId: args.id }),
  default: true,
  rls: true,
};

/** The role that tenants' queries run as. It owns nothing, so row-level security binds it. */
export const tenantRole = 'modelyard_tenant';

/** The session variable that the policies compare with; the ORM names it after the filter. */
export const tenantSetting = 'mikro.tenant.id';
