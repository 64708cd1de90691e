import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { ApiKey } from '../../db/api-key.entity.ts';
import { AuditEvent } from '../../db/audit-event.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import type { Route } from '../../db/route.entity.ts';
import type { ModelAction } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { closeCircuits, closesCircuits } from './model-circuits.ts';

/** The viewer who changes objects; null for the operator's file and for the server itself. */
export type Actor = { readonly tenantId: string; readonly subject: string } | null;

/** An action on a model, to be recorded. */
export interface ModelAuditEntry extends Recorded {
  readonly model: Pick<Model, 'id' | 'name' | 'displayName' | 'awaitsPull'>;
}

/** An action on a route, to be recorded. */
export interface RouteAuditEntry extends Recorded {
  readonly route: Pick<Route, 'id' | 'name'>;
}

/** An action on an API key, to be recorded. */
export interface ApiKeyAuditEntry extends Recorded {
  readonly apiKey: Pick<ApiKey, 'id' | 'name' | 'tenantId'>;
}

export type AuditEntry = ModelAuditEntry | RouteAuditEntry | ApiKeyAuditEntry;

interface Recorded {
  readonly action: ModelAction;
  /** Names of the changed fields, never their values. */
  readonly fields?: readonly string[];
}

/**
 * Serializes the changes of a tenant's models, routes and API keys until the transaction ends, so
 * that events are numbered in the order in which they become visible. Call it after the rows to
 * change are locked: other transactions hold their row locks while they wait for this one.
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
  const nothing = {
    ...{ modelId: null, modelName: null },
    ...{ routeId: null, routeName: null },
    ...{ apiKeyId: null, apiKeyName: null },
  };
  if ('route' in entry) {
    return { ...nothing, routeId: entry.route.id, routeName: entry.route.name };
  }
  if ('apiKey' in entry) {
    return { ...nothing, apiKeyId: entry.apiKey.id, apiKeyName: entry.apiKey.name };
  }
  const { id, name, displayName } = entry.model;
  return { ...nothing, modelId: id, modelName: displayName ?? name };
}

/**
 * The topic of changes of a tenant's models, routes and API keys. A hash, because every listener
 * sees the topics.
 */
export function changesTopic(tenantId: string): string {
  return `models:${createHash('sha256').update(tenantId).digest('base64url')}`;
}
