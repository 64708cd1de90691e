import type { SqlEntityManager } from '@mikro-orm/sql';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { ModelAction } from '../../domain.ts';

export const modelChangeKinds = ['CREATED', 'UPDATED', 'DELETED'] as const;
export type ModelChangeKind = (typeof modelChangeKinds)[number];

/** A change in the log of a tenant or of the platform. */
export interface LoggedChange {
  /** Increases within a log in the order in which changes are committed. */
  readonly seq: number;
  readonly kind: ModelChangeKind;
  readonly modelId: string;
  /** Owner of the log. All tenants can read the platform's log. */
  readonly tenantId: string;
}

/** Tests, and actions on other objects, are recorded too, but are not changes of models. */
type Change = Exclude<ModelAction, 'TESTED' | 'CONTENT_FILTER_NEXT'>;

const kinds: Readonly<Record<Change, ModelChangeKind>> = {
  CREATED: 'CREATED',
  RESTORED: 'CREATED',
  DELETED: 'DELETED',
  UPDATED: 'UPDATED',
  RESET: 'UPDATED',
  CREDENTIAL_SET: 'UPDATED',
  CREDENTIAL_CLEARED: 'UPDATED',
  DEFAULT_SET: 'UPDATED',
  DEFAULT_UNSET: 'UPDATED',
  PULL_REQUESTED: 'UPDATED',
  PULL_SUCCEEDED: 'UPDATED',
  PULL_FAILED: 'UPDATED',
  PULL_CANCELLED: 'UPDATED',
  WENT_MISSING: 'UPDATED',
};

/** Numbers of the newest changes in the logs of a tenant and of the platform. */
export interface ChangePosition {
  readonly own: number;
  readonly shared: number;
}

const isChange = { modelId: { $ne: null }, action: { $ne: 'TESTED' as const } };

/** The newest changes of a log, oldest first. */
export async function readNewestChanges(
  em: SqlEntityManager,
  tenantId: string,
  limit: number,
): Promise<LoggedChange[]> {
  const events = await em.find(
    AuditEvent,
    { tenantId, ...isChange },
    { orderBy: { seq: 'desc' }, limit },
  );
  return events.toReversed().map(toChange);
}

/** The first changes after a number, oldest first. */
export async function readChangesAfter(
  em: SqlEntityManager,
  { tenantId, seq, limit }: { tenantId: string; seq: number; limit: number },
): Promise<LoggedChange[]> {
  const events = await em.find(
    AuditEvent,
    { tenantId, seq: { $gt: seq }, ...isChange },
    { orderBy: { seq: 'asc' }, limit },
  );
  return events.map(toChange);
}

function toChange({ seq, action, modelId, tenantId }: AuditEvent): LoggedChange {
  // The queries leave other actions, and those without a model, out.
  return { seq, kind: kinds[action as Change], modelId: modelId ?? '', tenantId };
}
