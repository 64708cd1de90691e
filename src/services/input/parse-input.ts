import type { z } from 'zod';
import { type FieldFault, InvalidInputError } from '../../errors.ts';

/** The most faults of one input that are reported. */
export const mostFaults = 20;

/**
 * Parses what a client sent.
 *
 * @param path where the value stands among the field's arguments; faults are reported below it.
 * @throws InvalidInputError listing the first faults, never a value.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, path: readonly string[]): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.slice(0, mostFaults).map((issue) => ({
      path: [...path, ...issue.path.map(String)],
      message: issue.message,
    })),
  );
}

/** @throws InvalidInputError when there is a fault. */
export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new InvalidInputError(faults);
}
