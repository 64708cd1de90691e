import type { SqlEntityManager } from '@mikro-orm/sql';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Database } from '../../db/database.ts';
import { type ModelAction, platformTenant } from '../../domain.ts';
import { InvalidInputError } from '../../errors.ts';
import { type PageInput, parsePage } from '../page.ts';
import { isRowId } from './model-store.ts';

export interface AuditFilter {
  /** Row id; what is none finds nothing. */
  readonly modelId?: string | null | undefined;
  readonly actions?: readonly ModelAction[] | null | undefined;
  readonly subject?: string | null | undefined;
  readonly since?: Date | null | undefined;
  readonly until?: Date | null | undefined;
  /** What was done for everyone, instead of for the viewer's tenant. */
  readonly platform?: boolean | null | undefined;
}

export interface AuditPage {
  readonly edges: readonly { readonly node: AuditEvent; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Shows who did what to which model. */
export class AuditService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Newest first. @throws InvalidInputError for an impossible page or cursor. */
  async list(viewer: Viewer | null, filter: AuditFilter, page: PageInput): Promise<AuditPage> {
    const { tenantId } = authorize(viewer, filter.platform ? 'builtin:write' : 'audit:read');
    const owner = filter.platform ? platformTenant : tenantId;
    return this.#database.asTenant(owner, (em) => listEvents(em, owner, filter, page));
  }
}

async function listEvents(
  em: SqlEntityManager,
  tenantId: string,
  filter: AuditFilter,
  input: PageInput,
): Promise<AuditPage> {
  const { direction, size } = parsePage(input);
  const after = decodeCursor(input.after, 'after');
  const before = decodeCursor(input.before, 'before');
  const backward = direction === 'backward';
  const { modelId, actions, subject, since, until } = filter;
  const found = await em.find(
    AuditEvent,
    {
      $and: [
        { tenantId },
        ...(after === null ? [] : [{ seq: { $lt: after } }]),
        ...(before === null ? [] : [{ seq: { $gt: before } }]),
        ...(modelId == null ? [] : [{ modelId: isRowId(modelId) ? modelId : { $in: [] } }]),
        ...(actions == null ? [] : [{ action: { $in: [...actions] } }]),
        ...(subject == null ? [] : [{ subject }]),
        ...(since == null ? [] : [{ at: { $gte: since } }]),
        ...(until == null ? [] : [{ at: { $lt: until } }]),
      ],
    },
    { orderBy: { seq: backward ? 'asc' : 'desc' }, limit: size + 1 },
  );
  const hasMore = found.length > size;
  const nodes = found.slice(0, size);
  if (backward) nodes.reverse();
  return {
    edges: nodes.map((node) => ({ node, cursor: encodeCursor(node) })),
    hasNextPage: backward ? before !== null : hasMore,
    hasPreviousPage: backward ? hasMore : after !== null,
  };
}

function encodeCursor({ seq }: AuditEvent): string {
  return Buffer.from(`audit:${seq}`).toString('base64url');
}

function decodeCursor(cursor: string | null | undefined, argument: string): number | null {
  if (cursor == null) return null;
  const [, seq] = /^audit:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (seq !== undefined) return Number(seq);
  const message = 'must be a cursor from an edge or pageInfo of this list';
  throw new InvalidInputError([{ path: [argument], message }]);
}
