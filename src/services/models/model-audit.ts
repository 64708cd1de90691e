import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import type { ModelAction } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';

/** The viewer who changes models; null for the operator's file and for the server itself. */
export type Actor = { readonly tenantId: string; readonly subject: string } | null;

/** An action on a model, to be recorded. */
export interface ModelAuditEntry {
  readonly model: Pick<Model, 'id' | 'name' | 'displayName' | 'awaitsPull'>;
  readonly action: ModelAction;
  /** Names of the changed fields, never their values. */
  readonly fields?: readonly string[];
}

/**
 * Serializes the changes of a tenant's models until the transaction ends, so that events are
 * numbered in the order in which they become visible. Call it after the rows to change are locked:
 * other transactions hold their row locks while they wait for this one.
 */
export async function lockModelChanges(em: SqlEntityManager, tenantId: string): Promise<void> {
  const name = JSON.stringify(['model changes', tenantId]);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
}

/** Records actions and wakes subscribers. Must be the last step of a transaction. */
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
    // One at a time, so that the sequence numbers follow this order.
    await em.flush();
  }
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, changesTopic(tenantId)]);
}

/** The topic of a tenant's model changes. A hash, because every listener sees the topics. */
export function changesTopic(tenantId: string): string {
  return `models:${createHash('sha256').update(tenantId).digest('base64url')}`;
}
