import type { SqlEntityManager } from '@mikro-orm/sql';
import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { platformTenant } from '../../domain.ts';

/** Which pulls a viewer may see. */
export interface PullAudience {
  /** Those of the models of this tenant, and of the built-in models. */
  readonly tenantId: string;
  /** Also those that platform administrators have requested without a model. */
  readonly isPlatform: boolean;
}

/** @throws UnauthenticatedError | ForbiddenError */
export function audienceOf(viewer: Viewer | null): PullAudience {
  const { tenantId } = authorize(viewer, 'model:read');
  return { tenantId, isPlatform: isAllowed(viewer, 'ollama:pull') };
}

/** The owners of the models by which an audience sees pulls. */
export function ownersOf({ tenantId }: PullAudience): [string, string] {
  return [tenantId, platformTenant];
}

/** Reads what an audience may see, in one snapshot: pulls, and the models that wait for them. */
export async function readAs<T>(
  database: Database,
  { tenantId, isPlatform }: PullAudience,
  work: (em: SqlEntityManager) => Promise<T>,
): Promise<T> {
  const options = { isSnapshot: true };
  // Row-level security shows a tenant only the pulls of models.
  return isPlatform
    ? database.asPlatform(work, options)
    : database.asTenant(tenantId, work, options);
}
