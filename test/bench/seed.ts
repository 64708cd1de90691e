/**
 * SQL that inserts models.
 *
 * @param tenant SQL expression of the tenant.
 * @param from further source of rows, such as `cross join …`.
 */
export function insertModels(tenant: string, count: number, from = ''): string {
  return `insert into model (id, tenant_id, name, type, source, provider, base_url, header_names,
      keys, parameters, capabilities, tested_capabilities, awaits_pull, status, overridden, created_at, updated_at)
    select gen_random_uuid(), ${tenant}, 'model-' || lpad(n::text, 6, '0'), 'CHAT', 'REMOTE',
      'generic', 'https://api.example.com/v1', '{}', '[]', '{}', '{}', '{}', false, 'ACTIVE', false,
      now() - n * interval '1 second', now() - n * interval '1 second'
    from generate_series(1, ${count}) n ${from}`;
}
