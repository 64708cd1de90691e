import type { SqlEntityManager } from '@mikro-orm/sql';
import { DefaultModel } from '../../db/default-model.entity.ts';
import type { Model } from '../../db/model.entity.ts';
import type { Route } from '../../db/route.entity.ts';
import { platformTenant } from '../../domain.ts';
import { clearDefault, type Default, makeDefault, typeOf } from '../models/default-model.ts';
import {
  type AuditEntry,
  type ModelAuditEntry,
  recordAuditEntries,
} from '../models/model-audit.ts';
import { addModel } from '../models/model-creation.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import { flushNamed } from '../models/model-editor.ts';
import { awaitPull, leavePull } from '../models/model-status.ts';
import type { BuiltinRouteEntry } from './builtin-file.ts';
import {
  type BuiltinStep,
  type DeclaredModel,
  type PlannedStep,
  planBuiltins,
  wantsDefault,
} from './builtin-plan.ts';
import { applyRoutes } from './builtin-routes.ts';

/** What the operator's file declares. */
export interface Declared {
  readonly models: readonly DeclaredModel[];
  readonly routes: readonly BuiltinRouteEntry[];
}

interface ApplyOptions {
  readonly credential: ModelCredential;
  readonly now: Date;
}

/**
 * Changes the built-in models and routes to what the operator's file declares, one process at a time.
 *
 * @throws ConflictError when a model or a route that is not from the file has one of its names.
 */
export async function applyBuiltins(
  em: SqlEntityManager,
  { models: declared, routes }: Declared,
  { credential, now }: ApplyOptions,
): Promise<BuiltinStep[]> {
  await em.execute("select pg_advisory_xact_lock(hashtextextended('built-in models', 0))");
  const steps = await planBuiltins(em, declared, credential);
  for (const { action, model, fields } of steps) {
    if (action === 'DELETE' && model !== null) {
      await leavePull(em, model);
      model.deletedAt = now;
    }
    if (model !== null && fields.includes('name')) await leavePull(em, model);
    // Two models can swap names: clear the old ones first.
    if (model !== null && fields.includes('displayName')) model.displayName = null;
  }
  await em.flush();
  const written: { step: PlannedStep; model: Model }[] = [];
  const auditEntries: AuditEntry[] = [];
  for (const step of steps) {
    const model = write(em, step, { credential, now });
    if (model === null) continue;
    written.push({ step, model });
    auditEntries.push(...auditEntriesOf(step, model));
  }
  for (const { model } of written) {
    const waits = model.status === 'DOWNLOADING' && model.deletedAt === null;
    if (waits && !model.awaitsPull) await awaitPull(em, model, now);
  }
  await flushNamed(em, ['models']);
  const applied = await applyRoutes(em, routes, now);
  auditEntries.push(...applied.auditEntries);
  auditEntries.push(...(await applyDefaults(em, written, applied.defaults)));
  await recordAuditEntries(em, platformTenant, auditEntries, { actor: null, now });
  return [...steps, ...applied.steps];
}

/** Applies a step to its model; null when the file does not control the model. */
function write(em: SqlEntityManager, step: PlannedStep, options: ApplyOptions): Model | null {
  const { declared, action } = step;
  const { credential, now } = options;
  if (action === 'DELETE') return step.model;
  if (declared === null || action === 'LEAVE_OVERRIDDEN') return null;
  const { entry, fields } = declared;
  if (action === 'KEEP') return step.model;
  const model =
    step.model ?? addModel(em, { tenantId: platformTenant, fields, builtinId: entry.id, now });
  Object.assign(model, fields, { deletedAt: null, updatedAt: now });
  if (step.secretsDiffer) {
    credential.drop(model, now);
    if (entry.remote?.apiKey != null) credential.setApiKey(model, entry.remote.apiKey, now);
    if (entry.remote?.headers != null) credential.setHeaders(model, entry.remote.headers, now);
  }
  return model;
}

const secretFields: readonly string[] = ['apiKey', 'headers'];

function auditEntriesOf(
  { action, fields, declared }: PlannedStep,
  model: Model,
): ModelAuditEntry[] {
  if (action === 'CREATE') return [{ model, action: 'CREATED' }];
  if (action === 'DELETE') return [{ model, action: 'DELETED' }];
  const secrets = fields.filter((name) => secretFields.includes(name));
  const plain = fields.filter((name) => name !== 'isDefault' && !secretFields.includes(name));
  const { apiKey, headers } = declared?.entry.remote ?? {};
  const hasSecrets = apiKey != null || (headers ?? []).length > 0;
  const sealed = hasSecrets ? ('CREDENTIAL_SET' as const) : ('CREDENTIAL_CLEARED' as const);
  return [
    ...(action === 'RESTORE' ? [{ model, action: 'RESTORED' as const }] : []),
    ...(plain.length === 0 ? [] : [{ model, action: 'UPDATED' as const, fields: plain }]),
    ...(secrets.length === 0 ? [] : [{ model, action: sealed, fields: secrets }]),
  ];
}

/** A default that a mutation has set stays; one that the file has set follows the file. */
async function applyDefaults(
  em: SqlEntityManager,
  written: readonly { readonly step: PlannedStep; readonly model: Model }[],
  routes: readonly Route[],
): Promise<AuditEntry[]> {
  const rows = await em.find(DefaultModel, { tenantId: platformTenant });
  const wanted: Default[] = [
    ...written
      .filter(({ step }) => step.declared !== null && wantsDefault(step.declared.entry))
      .map(({ model }) => ({ model })),
    ...routes.map((route) => ({ route })),
  ];
  const auditEntries: AuditEntry[] = [];
  for (const one of wanted) {
    const row = rows.find(({ type }) => type === typeOf(one));
    if (row !== undefined && !row.declared) continue;
    auditEntries.push(...(await makeDefault(em, platformTenant, one, { declared: true })));
  }
  for (const { type, declared } of rows) {
    const stays = !declared || wanted.some((one) => typeOf(one) === type);
    if (!stays) auditEntries.push(...(await clearDefault(em, platformTenant, type)));
  }
  return auditEntries;
}
