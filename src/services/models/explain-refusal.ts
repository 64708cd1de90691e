import { isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { DestinationRefusedError } from '../../egress/destination.ts';
import { HostUnresolvedError } from '../../egress/guarded-lookup.ts';
import { type AppError, DestinationNotAllowedError, UpstreamError } from '../../errors.ts';

/**
 * Adds the missing entry of EGRESS_ALLOW to the error, for platform administrators only. Tenants
 * must not learn whether a name resolves to a private address, or which addresses are permitted.
 */
export function explainRefusal<E>(error: E, viewer: Viewer | null): E | AppError {
  return isAllowed(viewer, 'egress:read') ? explainToOperator(error) : error;
}

/** Awaits work and applies {@link explainRefusal} to its error. */
export async function withExplainedRefusal<T>(viewer: Viewer | null, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw explainRefusal(error, viewer);
  }
}

/** As {@link explainRefusal}, for the operator. */
export function explainToOperator<E>(error: E): E | AppError {
  if (error instanceof DestinationNotAllowedError) {
    const remedy = remedyOf(error.cause);
    return remedy === null ? error : new DestinationNotAllowedError(`${error.message} ${remedy}`);
  }
  if (error instanceof UpstreamError && error.cause instanceof HostUnresolvedError) {
    const remedy = remedyOf(error.cause.refusal);
    if (remedy === null) return error;
    const message = `The host name resolves to a private address. ${remedy}`;
    return new UpstreamError({ ...error.toFailure(), message });
  }
  return error;
}

function remedyOf(refusal: unknown): string | null {
  const entry = refusal instanceof DestinationRefusedError ? refusal.missingEntry : null;
  return entry === null ? null : `To permit it, add ${entry} to EGRESS_ALLOW and restart.`;
}
