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

/** A test of a model is recorded too, but is not a change. */
type Change = Exclude<ModelAction, 'TESTED'>;

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

/** The newest changes of a log, oldest first. */
export async function readNewestChanges(
  em: SqlEntityManager,
  tenantId: string,
  limit: number,
): Promise<LoggedChange[]> {
  const events = await em.find(
    AuditEvent,
    { tenantId, action: { $ne: 'TESTED' } },
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
    { tenantId, seq: { $gt: seq }, action: { $ne: 'TESTED' } },
    { orderBy: { seq: 'asc' }, limit },
  );
  return events.map(toChange);
}

function toChange({ seq, action, modelId, tenantId }: AuditEvent): LoggedChange {
  const kind = kinds[action as Change]; // the queries leave the others out
  return { seq, kind, modelId, tenantId };
}
