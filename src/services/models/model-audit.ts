import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import type { ModelAction } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';

/** Who changes models: a viewer, or null for the operator's file. */
export type Actor = { readonly tenantId: string; readonly subject: string } | null;

/** What was done to a model. */
export interface ModelAuditEntry {
  readonly model: Pick<Model, 'id' | 'name' | 'displayName'>;
  readonly action: ModelAction;
  /** Names of what was changed, never values. */
  readonly fields?: readonly string[];
}

/**
 * Waits for other changes of a tenant's models to be committed, and keeps later ones waiting, so
 * that events are numbered in the order in which they become visible. To be called after the rows
 * to change are locked: others hold theirs while they wait here.
 */
export async function lockModelChanges(em: SqlEntityManager, tenantId: string): Promise<void> {
  const turn = JSON.stringify(['model changes', tenantId]);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [turn]);
}

/** Writes down what was done, and tells those who follow it: the last step of a transaction. */
export async function recordAuditEntries(
  em: SqlEntityManager,
  tenantId: string,
  auditEntries: readonly ModelAuditEntry[],
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<void> {
  if (auditEntries.length === 0) return;
  await lockModelChanges(em, tenantId);
  for (const { model, action, fields = [] } of auditEntries) {
    em.create(AuditEvent, {
      tenantId,
      action,
      modelId: model.id,
      modelName: model.displayName ?? model.name,
      fields: [...fields],
      subject: actor?.subject ?? null,
      subjectTenantId: actor?.tenantId ?? null,
      at: now,
    });
    // One by one, because the numbers are to follow this order.
    await em.flush();
  }
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, changesTopic(tenantId)]);
}

/** The topic that wakes those who follow a tenant's models: no tenant's name is announced. */
export function changesTopic(tenantId: string): string {
  return `models:${createHash('sha256').update(tenantId).digest('base64url')}`;
}
