import type { QBFilterQuery, SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Database } from '../../db/database.ts';
import { modelActions, platformTenant } from '../../domain.ts';
import { choicesOf } from '../input/list-input.ts';
import { parseInput } from '../input/parse-input.ts';
import { longText } from '../input/text-input.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { type ListOrder, readPage } from '../paging/read-page.ts';
import { isRowId } from './model-store.ts';

const auditFilter = z.object({
  /** Row id of the model. A malformed id matches nothing. */
  modelId: z.string().nullish(),
  /** Row ID of the route, in the same way. */
  routeId: z.string().nullish(),
  actions: choicesOf(modelActions).nullish(),
  subject: longText(1_000).nullish(),
  since: z.date().nullish(),
  until: z.date().nullish(),
  /** Whether to read the platform's log instead of that of the viewer's tenant. */
  platform: z.boolean().nullish(),
});

export type AuditFilter = z.output<typeof auditFilter>;

/** Reads the audit log of models, routes and API keys. */
export class AuditService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Newest first. @throws InvalidInputError for an invalid filter, page or cursor. */
  async list(
    viewer: Viewer | null,
    filter: AuditFilter,
    page: PageInput,
  ): Promise<Page<AuditEvent>> {
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

const newestFirst: ListOrder<AuditEvent> = {
  name: 'audit events',
  direction: 'desc',
  columns: [{ name: 'seq', property: 'seq', shape: z.int().min(0) }],
};

async function listEvents(
  em: SqlEntityManager,
  tenantId: string,
  filter: AuditFilter,
  page: PageInput,
): Promise<Page<AuditEvent>> {
  const { modelId, routeId, actions, subject, since, until } = filter;
  const conditions: QBFilterQuery<AuditEvent>[] = [{ tenantId }];
  if (modelId != null) conditions.push({ modelId: isRowId(modelId) ? modelId : { $in: [] } });
  if (routeId != null) conditions.push({ routeId: isRowId(routeId) ? routeId : { $in: [] } });
  if (actions != null) conditions.push({ action: { $in: actions } });
  if (subject != null) conditions.push({ subject });
  if (since != null) conditions.push({ at: { $gte: since } });
  if (until != null) conditions.push({ at: { $lt: until } });
  return readPage({
    order: newestFirst,
    page,
    read: ({ where, orderBy, limit }) =>
      em
        .createQueryBuilder(AuditEvent, 'e')
        .select('*')
        .where({ $and: [...conditions, where()] })
        .orderBy(orderBy)
        .limit(limit)
        .getResultList(),
  });
}
