import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import type { Route } from '../../db/route.entity.ts';
import type { ModelAction } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { closeCircuits, closesCircuits } from './model-circuits.ts';

/** The viewer who changes models or routes; null for the operator's file and for the server itself. */
export type Actor = { readonly tenantId: string; readonly subject: string } | null;

/** An action on a model, to be recorded. */
export interface ModelAuditEntry extends Recorded {
  readonly model: Pick<Model, 'id' | 'name' | 'displayName' | 'awaitsPull'>;
}

/** An action on a route, to be recorded. */
export interface RouteAuditEntry extends Recorded {
  readonly route: Pick<Route, 'id' | 'name'>;
}

export type AuditEntry = ModelAuditEntry | RouteAuditEntry;

interface Recorded {
  readonly action: ModelAction;
  /** Names of the changed fields, never their values. */
  readonly fields?: readonly string[];
}

/**
 * Serializes the changes of a tenant's models and routes until the transaction ends, so that events are
 * numbered in the order in which they become visible. Call it after the rows to change are locked:
 * other transactions hold their row locks while they wait for this one.
 */
export async function lockModelChanges(em: SqlEntityManager, tenantId: string): Promise<void> {
  const name = JSON.stringify(['model changes', tenantId]);
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
}

/**
 * Records actions, closes the circuits of changed models, and wakes subscribers. Must be the last
 * step of a transaction.
 */
export async function recordAuditEntries(
  em: SqlEntityManager,
  tenantId: string,
  auditEntries: readonly AuditEntry[],
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<void> {
  if (auditEntries.length === 0) return;
  await lockModelChanges(em, tenantId);
  for (const entry of auditEntries) {
    const { action, fields = [] } = entry;
    em.create(AuditEvent, {
      tenantId,
      action,
      ...objectOf(entry),
      fields: [...fields],
      subject: actor?.subject ?? null,
      subjectTenantId: actor?.tenantId ?? null,
      at: now,
    });
    // One at a time, so that the sequence numbers follow this order.
    await em.flush();
  }
  const changed = auditEntries.flatMap((entry) =>
    'model' in entry && closesCircuits(entry.action) ? [entry.model.id] : [],
  );
  await closeCircuits(em, tenantId, [...new Set(changed)]);
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, changesTopic(tenantId)]);
}

function objectOf(entry: AuditEntry) {
  if ('route' in entry) {
    const { id, name } = entry.route;
    return { modelId: null, modelName: null, routeId: id, routeName: name };
  }
  const { id, name, displayName } = entry.model;
  return { modelId: id, modelName: displayName ?? name, routeId: null, routeName: null };
}

/** The topic of changes of a tenant's models and routes. A hash, because every listener sees the topics. */
export function changesTopic(tenantId: string): string {
  return `models:${createHash('sha256').update(tenantId).digest('base64url')}`;
}
