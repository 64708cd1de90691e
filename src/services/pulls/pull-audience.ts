import type { SqlEntityManager } from '@mikro-orm/sql';
import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { platformTenant } from '../../domain.ts';

/** The downloads that a viewer may see. */
export interface PullAudience {
  /** The tenant whose downloads are visible, in addition to those of built-in models. */
  readonly tenantId: string;
  /** Whether downloads that platform administrators requested without a model are visible. */
  readonly isPlatform: boolean;
}

/** @throws UnauthenticatedError | ForbiddenError */
export function audienceOf(viewer: Viewer | null): PullAudience {
  const { tenantId } = authorize(viewer, 'model:read');
  return { tenantId, isPlatform: isAllowed(viewer, 'ollama:pull') };
}

/** Returns the owners of the models whose downloads an audience sees. */
export function ownersOf({ tenantId }: PullAudience): [string, string] {
  return [tenantId, platformTenant];
}

/** Reads downloads, and the models that wait for them, as an audience in one snapshot. */
export async function readAs<T>(
  database: Database,
  { tenantId, isPlatform }: PullAudience,
  work: (em: SqlEntityManager) => Promise<T>,
): Promise<T> {
  const options = { isSnapshot: true };
  // For a tenant, row-level security hides downloads that have no model.
  return isPlatform
    ? database.asPlatform(work, options)
    : database.asTenant(tenantId, work, options);
}
