import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { DatabaseError } from '../../db/database-error.ts';
import { callKinds, completionKinds } from '../../domain.ts';
import { InvalidInputError, OverloadedError } from '../../errors.ts';

export const usageGroups = ['MODEL', 'KIND', 'DAY', 'SUBJECT', 'TENANT'] as const;
export type UsageGroup = (typeof usageGroups)[number];

export const usageKinds = [...completionKinds, ...callKinds] as const;
export type UsageKind = (typeof usageKinds)[number];

/** Sums over a group of calls. A field that the calls are not grouped by is null. */
export interface UsageRow {
  readonly modelId: string | null;
  readonly kind: UsageKind | null;
  /** In UTC, such as `2026-01-31`. */
  readonly day: string | null;
  readonly subject: string | null;
  readonly tenantId: string | null;
  readonly calls: number;
  readonly failures: number;
  readonly promptTokens: bigint;
  readonly completionTokens: bigint;
  readonly totalTokens: bigint;
  readonly audioSeconds: number;
  /** In milliseconds; null when no call of the group has a value. */
  readonly firstTokenMs: Percentiles | null;
  readonly durationMs: Percentiles | null;
}

/** Whole milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const columns: Readonly<Record<UsageGroup, readonly [expression: string, name: string]>> = {
  MODEL: ['model_id', 'model_id'],
  KIND: ['kind', 'kind'],
  DAY: [`to_char(created_at at time zone 'UTC', 'YYYY-MM-DD')`, 'day'],
  SUBJECT: ['subject', 'subject'],
  TENANT: ['tenant_id', 'tenant_id'],
};

/** Maximum length of a range. */
const maxDays = 366;
const maxRows = 10_000;

/** Sums up the usage of completions and other calls. */
export class UsageService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * @param range includes the start, but not the end.
   * @param groupBy with TENANT, the calls of all tenants are counted.
   * @throws InvalidInputError for a range that is empty or longer than 366 days.
   * @throws OverloadedError when the query exceeds its timeout.
   */
  async sum(
    viewer: Viewer | null,
    range: { readonly from: Date; readonly to: Date },
    groupBy: readonly UsageGroup[],
  ): Promise<UsageRow[]> {
    const isForAll = groupBy.includes('TENANT');
    const { tenantId } = authorize(viewer, isForAll ? 'usage:read-all' : 'usage:read');
    checkRange(range);
    const groups = [...new Set(groupBy)].map((group) => columns[group]);
    const { sql, parameters } = usageQuery(range, groups, isForAll ? null : tenantId);
    const reading = this.#database.report(isForAll ? null : tenantId, (em) =>
      em.execute<WireRow[]>(sql, parameters),
    );
    return (await reading.catch(explainTimeout)).map(toRow);
  }
}

function checkRange({ from, to }: { readonly from: Date; readonly to: Date }): void {
  const ms = to.getTime() - from.getTime();
  if (ms <= 0) throw new InvalidInputError([{ path: ['to'], message: 'must be after from' }]);
  if (ms > maxDays * 86_400_000) {
    const message = `must be at most ${maxDays} days after from`;
    throw new InvalidInputError([{ path: ['to'], message }]);
  }
}

/** @param tenantId null for all tenants. */
function usageQuery(
  { from, to }: { readonly from: Date; readonly to: Date },
  groups: readonly (readonly [expression: string, name: string])[],
  tenantId: string | null,
): { sql: string; parameters: unknown[] } {
  const names = groups.map(([, name]) => name).join(', ');
  const condition = `${tenantId === null ? '' : 'tenant_id = ? and '}created_at >= ? and created_at < ?`;
  const bounds = [...(tenantId === null ? [] : [tenantId]), from, to];
  const shared = 'tenant_id, kind, model_id, subject, status, created_at, duration_ms';
  const sql = `select ${groups.map(([expression, name]) => `${expression} as ${name}, `).join('')}
       count(*) as calls, count(*) filter (where status = 'FAILED') as failures,
       coalesce(sum(prompt_tokens), 0) as prompt_tokens,
       coalesce(sum(completion_tokens), 0) as completion_tokens,
       coalesce(sum(coalesce(total_tokens, prompt_tokens + completion_tokens, completion_tokens,
         prompt_tokens)), 0) as total_tokens,
       coalesce(sum(audio_seconds), 0) as audio_seconds,
       percentile_cont(array[0.5, 0.95, 0.99]) within group (order by first_token_ms) as first_token,
       percentile_cont(array[0.5, 0.95, 0.99]) within group (order by duration_ms) as duration
     from (
       select ${shared}, prompt_tokens, completion_tokens, total_tokens, first_token_ms,
         null::double precision as audio_seconds
       from chat_completion where ${condition}
       union all
       select ${shared}, prompt_tokens, null, total_tokens, null, audio_seconds
       from call_record where ${condition}
     ) as call
     ${names === '' ? '' : `group by ${names} order by ${names}`} limit ${maxRows}`;
  return { sql, parameters: [...bounds, ...bounds] };
}

/** SQLSTATE of a query that exceeded its timeout. */
const queryCanceled = '57014';

function explainTimeout(error: unknown): never {
  const isTimeout =
    error instanceof OverloadedError &&
    error.cause instanceof DatabaseError &&
    error.cause.code === queryCanceled;
  if (!isTimeout) throw error;
  const message =
    'The usage of this range cannot be added up within 30 seconds; choose a shorter range.';
  throw new OverloadedError(message, { cause: error.cause });
}

interface WireRow {
  readonly model_id?: string;
  readonly kind?: UsageKind;
  readonly day?: string;
  readonly subject?: string;
  readonly tenant_id?: string;
  readonly calls: string | number;
  readonly failures: string | number;
  readonly prompt_tokens: string | number;
  readonly completion_tokens: string | number;
  readonly total_tokens: string | number;
  readonly audio_seconds: number;
  readonly first_token: readonly number[] | null;
  readonly duration: readonly number[] | null;
}

function toRow(row: WireRow): UsageRow {
  return {
    modelId: row.model_id ?? null,
    kind: row.kind ?? null,
    day: row.day ?? null,
    subject: row.subject ?? null,
    tenantId: row.tenant_id ?? null,
    calls: Number(row.calls),
    failures: Number(row.failures),
    promptTokens: BigInt(row.prompt_tokens),
    completionTokens: BigInt(row.completion_tokens),
    totalTokens: BigInt(row.total_tokens),
    audioSeconds: Number(row.audio_seconds),
    firstTokenMs: toPercentiles(row.first_token),
    durationMs: toPercentiles(row.duration),
  };
}

function toPercentiles(values: readonly number[] | null): Percentiles | null {
  const [p50, p95, p99] = values?.map(Math.round) ?? [];
  return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 };
}
