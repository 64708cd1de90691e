import { authenticated, authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { platformTenant } from '../../domain.ts';
import { BuiltinModelError } from '../../errors.ts';
import { getModel } from './model-store.ts';

export function isBuiltin({ tenantId }: Pick<Model, 'tenantId'>): boolean {
  return tenantId === platformTenant;
}

/** The owners whose API keys a viewer with the scope for it may read and use. */
export function keyOwnersFor(viewer: Viewer): readonly string[] {
  return isAllowed(viewer, 'builtin:write') ? [viewer.tenantId, platformTenant] : [viewer.tenantId];
}

/** Whether a viewer may read a model's base URL and the facts about its credential. */
export function maySeeInside(viewer: Viewer | null, model: Pick<Model, 'tenantId'>): boolean {
  return isAllowed(viewer, isBuiltin(model) ? 'builtin:write' : 'model:inspect');
}

/**
 * Authorizes the creation of a model. The input is not parsed yet, because it decides which scope is
 * required.
 *
 * @returns the viewer and the owner of the new model.
 * @throws UnauthenticatedError | ForbiddenError
 */
export function authorizeCreation(
  viewer: Viewer | null,
  input: unknown,
): { readonly known: Viewer; readonly owner: string } {
  const { local, remote } = input as Record<'local' | 'remote', { isBuiltin?: unknown } | null>;
  const isForAll = (remote ?? local)?.isBuiltin === true;
  const known = authorize(viewer, isForAll ? 'builtin:write' : 'model:create');
  return { known, owner: isForAll ? platformTenant : known.tenantId };
}

/**
 * Finds a model that the viewer may change: the tenant's own with the scope `models:write`, a
 * built-in one with `platform:admin`.
 *
 * @throws NotFoundError with one message for another tenant's id and for an id that does not exist.
 * @throws UnauthenticatedError | ForbiddenError | BuiltinModelError
 */
export async function findForChange(
  database: Database,
  viewer: Viewer | null,
  id: string,
  options: { readonly deleted?: boolean } = {},
): Promise<Model> {
  const { tenantId } = authenticated(viewer);
  if (!isAllowed(viewer, 'builtin:write')) authorize(viewer, 'model:update');
  const model = await database.asTenant(tenantId, (em) => getModel(em, id, options));
  if (!isBuiltin(model)) authorize(viewer, 'model:update');
  else if (!isAllowed(viewer, 'builtin:write')) {
    throw new BuiltinModelError(
      'This model is built in; only a platform administrator can change it. You can still make it your default with setDefaultModel.',
    );
  }
  return model;
}
