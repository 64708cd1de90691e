import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

export function isVector(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}

/** Maximum size in bytes of a response with this number of vectors. */
export function maxVectorsBytes(count: number): number {
  return upstreamLimits.bodyBytes + count * upstreamLimits.vectorBytes;
}

/**
 * Checks that all vectors have the same length, because callers compare them with each other.
 *
 * @param dimensions the requested length; null when none was requested.
 * @throws UpstreamError
 */
export function assertDimensions(
  vectors: readonly (readonly number[])[],
  dimensions: number | null,
): void {
  const length = vectors[0]?.length ?? 0;
  if (vectors.some((vector) => vector.length !== length)) {
    const message = 'The provider returned vectors of different lengths.';
    throw upstreamFailure('PROTOCOL', { message });
  }
  if (dimensions === null || dimensions === length) return;
  throw upstreamFailure('UNSUPPORTED', {
    message: `The provider returned vectors with ${length} dimensions instead of ${dimensions}: the model does not support this number, or the server ignores \`dimensions\`.`,
  });
}
