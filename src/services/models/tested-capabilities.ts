import { isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import type { ModelCapability } from '../../domain.ts';
import { NotFoundError } from '../../errors.ts';
import { recordAuditEntries } from './model-audit.ts';
import { remoteCapabilities } from './model-capabilities.ts';
import { isBuiltin } from './model-owner.ts';
import { getModel } from './model-store.ts';

export interface TestedCapabilitiesOptions {
  readonly database: Database;
  readonly now: () => Date;
}

/**
 * Records that a test has found a capability of a remote model. Does nothing when the capability is
 * known already, the owner has declared the capabilities, the endpoint of the model has changed
 * since the test, or the model is built-in and the viewer may not change it.
 */
export async function recordCapability(
  { database, now }: TestedCapabilitiesOptions,
  viewer: Viewer,
  tested: Model,
  capability: ModelCapability,
): Promise<void> {
  const { id, tenantId, source } = tested;
  if (source !== 'REMOTE') return;
  if (isBuiltin(tested) && !isAllowed(viewer, 'builtin:write')) return;
  await database.asTenant(tenantId, async (em) => {
    const model = await getModel(em, id, { lock: true }).catch(ignoreAbsence);
    if (model === null || !isSameEndpoint(model, tested)) return;
    if (model.declaredCapabilities !== null || model.capabilities.includes(capability)) return;
    const time = now();
    model.testedCapabilities = [...model.testedCapabilities, capability];
    model.capabilities = remoteCapabilities(model);
    model.updatedAt = time;
    await em.flush();
    const auditEntry = { model, action: 'UPDATED' as const, fields: ['capabilities'] };
    await recordAuditEntries(em, tenantId, [auditEntry], { actor: viewer, now: time });
  });
}

function isSameEndpoint(model: Model, tested: Model): boolean {
  return (['name', 'provider', 'baseUrl'] as const).every((name) => model[name] === tested[name]);
}

/** Returns null for a model that was deleted during the test. */
function ignoreAbsence(error: unknown): null {
  if (error instanceof NotFoundError) return null;
  throw error;
}
