import type { z } from 'zod';
import { InvalidInputError } from '../errors.ts';

/**
 * Parses what a client sent.
 *
 * @param path where the value stands among the field's arguments; faults are reported below it.
 * @throws InvalidInputError listing every fault, never a value.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, path: readonly string[]): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({
      path: [...path, ...issue.path.map(String)],
      message: issue.message,
    })),
  );
}
