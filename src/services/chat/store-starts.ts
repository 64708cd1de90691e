import type { ReservedConnection } from '../../db/reserved-connection.ts';
import { type CompletionKind, type ModelType, platformTenant } from '../../domain.ts';
import type { QuotaLimits } from '../../quota.ts';

/** The start of a completion that is to be stored. */
export interface ChatStart {
  readonly id: string;
  readonly tenantId: string;
  readonly subject: string;
  /** The lease under which it is started. */
  readonly owner: string;
  readonly kind: CompletionKind;
  /** The model as it was when the call was prepared. */
  readonly model: { readonly id: string; readonly version: number; readonly keysVersion: number };
  /** The route as it was when the call was prepared; null when the request uses a model. */
  readonly route: { readonly id: string; readonly version: number } | null;
  /**
   * Set when the request names no model and no route: what it uses must be the default of the first
   * of these types that has one. Otherwise null.
   */
  readonly defaultOf: readonly ModelType[] | null;
  /** The request ID, with a keyed hash of the input; null without a request ID. */
  readonly request: { readonly id: string; readonly digest: string } | null;
  readonly warnings: readonly string[];
  readonly createdAt: Date;
}

/**
 * - `stored`: it was stored.
 * - `known`: another completion has the request ID.
 * - `stale`: the model, one of its keys or the route was changed or deleted, or is no longer the
 *   default.
 * - `locked`: the model is being changed; try again.
 * - `unowned`: the lease has been deleted.
 * - `tenant-full`, `subject-full`: as many completions run as the quota permits.
 */
export type StartOutcome =
  | 'stored'
  | 'known'
  | 'stale'
  | 'locked'
  | 'unowned'
  | 'tenant-full'
  | 'subject-full';

/** Maximum numbers of running completions of the installation; null for no limit. */
export type CompletionLimits = Pick<QuotaLimits, 'TENANT_COMPLETIONS' | 'SUBJECT_COMPLETIONS'>;

/**
 * Stores starts of any tenants under one lease in one statement. It also checks that each model with
 * its keys, and each route, is unchanged since the start was prepared, and that the quotas permit
 * another completion. A locked row of a model does not delay other starts.
 *
 * Statements of several processes do not see each other's starts while they run. So processes that
 * store starts of one tenant in the same milliseconds can exceed its quota by these starts.
 *
 * @returns the outcomes by ID of the start.
 */
export async function storeStarts(
  connection: ReservedConnection,
  owner: string,
  starts: readonly ChatStart[],
  limits: CompletionLimits,
): Promise<ReadonlyMap<string, StartOutcome>> {
  const rows = await connection.execute<{ id: string; outcome: StartOutcome }>(
    `with lease as materialized (select 1 from server_process where id = ? for key share),
       start as materialized (
         select * from json_to_recordset(?::json) as start (
           id uuid, tenant_id text, subject text, kind text, model_id uuid, model_version int,
           keys_version int, route_id uuid, route_version int, default_of text[], request_id text,
           digest text, warnings text[], created_at timestamptz)
       ),
       -- The foreign key would wait for the lock of a change. This reads the newest version.
       present as materialized (
         select id, tenant_id, version, keys, status, deleted_at from model
         where id in (select model_id from start) for key share skip locked
       ),
       checked as materialized (
         select start.*, case
           when not exists (select 1 from lease) then 'unowned'
           when present.id is null and exists (select 1 from model where model.id = model_id)
             then 'locked'
           when present.id is null or present.tenant_id not in (start.tenant_id, ?)
             or present.version <> model_version or present.status <> 'ACTIVE'
             or present.deleted_at is not null then 'stale'
           -- Versions only increase, so an equal sum means that no key has changed.
           when present.keys <> '[]' and keys_version <> (
             select coalesce(sum(k.version), 0) from jsonb_array_elements(present.keys) e
             join api_key k
               on k.id = (e ->> 'keyId')::uuid and k.tenant_id = present.tenant_id
           ) then 'stale'
           when route_id is not null and not exists (
             select 1 from route r where r.id = route_id and r.version = route_version
               and r.tenant_id in (start.tenant_id, ?)
           ) then 'stale'
           when default_of is not null and coalesce(route_id, model_id) is distinct from (
             select coalesce(d.route_id, d.model_id) from default_model d
             left join model m on m.id = d.model_id and m.type = d.type and m.deleted_at is null
             where (m.id is not null or d.route_id is not null)
               and d.type = any(default_of) and d.tenant_id in (start.tenant_id, ?)
             order by array_position(default_of, d.type::text), d.tenant_id = ? limit 1
           ) then 'stale'
           when request_id is not null and exists (
             select 1 from chat_completion c where c.tenant_id = start.tenant_id
               and c.request_id = start.request_id and c.subject = start.subject
           ) then 'known'
           else 'stored' end as outcome
         from start left join present on present.id = model_id
       ),
       running as materialized (
         select tenant_id, subject, count(*) as count from chat_completion
         where status = 'IN_PROGRESS' and tenant_id in (select tenant_id from start)
         group by tenant_id, subject
       ),
       by_subject as materialized (
         select *, row_number() over (partition by tenant_id, subject order by created_at, id)
           + coalesce((select sum(count) from running where running.tenant_id = checked.tenant_id
               and running.subject = checked.subject), 0) > ?::int as is_full
         from checked where outcome = 'stored'
       ),
       admitted as materialized (
         select *, case when is_full then 'subject-full'
           when row_number() over (partition by tenant_id, is_full order by created_at, id)
             + coalesce((select sum(count) from running
                 where running.tenant_id = by_subject.tenant_id), 0) > ?::int then 'tenant-full'
           else 'stored' end as admission
         from by_subject
       ),
       stored as (
         insert into chat_completion (id, tenant_id, kind, model_id, route_id, subject, status, request_id,
           digest, owner, cancel_requested, warnings, usage_estimated, text_kept, last_seq,
           created_at)
         select id, tenant_id, kind, model_id, route_id, subject, 'IN_PROGRESS', request_id, digest, ?,
           false, warnings, false, true, 1, created_at
         from admitted where admission = 'stored'
         -- Inserts wait for request IDs of other processes: the same order prevents deadlocks.
         order by tenant_id, subject, request_id, id
         on conflict (tenant_id, subject, request_id) do nothing returning id
       )
     select checked.id, case when admission = 'stored' and stored.id is null then 'known'
       else coalesce(admission, checked.outcome) end as outcome
     from checked left join admitted on admitted.id = checked.id
       left join stored on stored.id = checked.id`,
    [
      owner,
      JSON.stringify(starts.map(toRow)),
      platformTenant,
      platformTenant,
      platformTenant,
      platformTenant,
      limits.SUBJECT_COMPLETIONS,
      limits.TENANT_COMPLETIONS,
      owner,
    ],
  );
  return new Map(rows.map(({ id, outcome }) => [id, outcome]));
}

function toRow(start: ChatStart) {
  const { id, tenantId, subject, kind, model, route, defaultOf, request, warnings, createdAt } =
    start;
  return {
    id,
    tenant_id: tenantId,
    subject,
    kind,
    model_id: model.id,
    model_version: model.version,
    keys_version: model.keysVersion,
    route_id: route?.id ?? null,
    route_version: route?.version ?? null,
    default_of: defaultOf,
    request_id: request?.id ?? null,
    digest: request?.digest ?? null,
    warnings,
    created_at: createdAt,
  };
}
