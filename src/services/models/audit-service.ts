import type { SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Database } from '../../db/database.ts';
import { modelActions, platformTenant } from '../../domain.ts';
import { choicesOf } from '../input/list-input.ts';
import { parseInput } from '../input/parse-input.ts';
import { longText } from '../input/text-input.ts';
import { decodeCursor, encodeCursor } from '../paging/cursor.ts';
import { type PageInput, parsePage } from '../paging/page.ts';
import { isRowId } from './model-store.ts';

const auditFilter = z.object({
  /** Row id of the model. A malformed id matches nothing. */
  modelId: z.string().nullish(),
  actions: choicesOf(modelActions).nullish(),
  subject: longText(1_000).nullish(),
  since: z.date().nullish(),
  until: z.date().nullish(),
  /** Whether to read the platform's log instead of that of the viewer's tenant. */
  platform: z.boolean().nullish(),
});

export type AuditFilter = z.output<typeof auditFilter>;

export interface AuditPage {
  readonly edges: readonly { readonly node: AuditEvent; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Reads the audit log of models. */
export class AuditService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Newest first. @throws InvalidInputError for an invalid filter, page or cursor. */
  async list(viewer: Viewer | null, filter: AuditFilter, page: PageInput): Promise<AuditPage> {
    const { tenantId } = authorize(viewer, filter.platform ? 'builtin:write' : 'audit:read');
    const owner = filter.platform ? platformTenant : tenantId;
    const checked = parseInput(auditFilter, filter, ['filter']);
    return this.#database.asTenant(owner, (em) => listEvents(em, owner, checked, page));
  }

  /**
   * Finds events by number, in the order of the numbers; null for events that the viewer may not
   * see.
   */
  async findMany(
    viewer: Viewer | null,
    numbers: readonly string[],
  ): Promise<(AuditEvent | null)[]> {
    const { tenantId } = authorize(viewer, 'audit:read');
    const owners = isAllowed(viewer, 'builtin:write') ? [tenantId, platformTenant] : [tenantId];
    const seqs = numbers.map(Number).filter(Number.isSafeInteger);
    const found = await this.#database.asTenant(tenantId, (em) =>
      em.find(AuditEvent, { seq: { $in: seqs }, tenantId: { $in: owners } }),
    );
    const bySeq = new Map(found.map((event) => [String(event.seq), event]));
    return numbers.map((number) => bySeq.get(number) ?? null);
  }
}

async function listEvents(
  em: SqlEntityManager,
  tenantId: string,
  filter: AuditFilter,
  input: PageInput,
): Promise<AuditPage> {
  const { direction, size } = parsePage(input);
  const [, after = null] = decodeCursor(cursorShape, input.after, 'after') ?? [];
  const [, before = null] = decodeCursor(cursorShape, input.before, 'before') ?? [];
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
        ...(actions == null ? [] : [{ action: { $in: actions } }]),
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
    edges: nodes.map((node) => ({ node, cursor: encodeCursor(['audit', node.seq]) })),
    hasNextPage: backward ? before !== null : hasMore,
    hasPreviousPage: backward ? hasMore : after !== null,
  };
}

const cursorShape = z.tuple([z.literal('audit'), z.int().min(0)]);
