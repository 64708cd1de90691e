import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

export function isVector(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}

/** Bytes that an answer with so many vectors may have. */
export function longestVectors(count: number): number {
  return upstreamLimits.bodyBytes + count * upstreamLimits.vectorBytes;
}

/**
 * Vectors are compared with each other, so that all must have one length, and the one asked for.
 *
 * @param dimensions null when no length was asked for.
 * @throws UpstreamError
 */
export function assertLength(
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
