import type { z } from 'zod';
import { type FieldFault, InvalidInputError } from '../../errors.ts';

/** Maximum number of errors that are reported for one input. */
export const maxFaults = 20;

/**
 * Parses an input of a client.
 *
 * @param path of the value among the field's arguments; the paths of errors start with it.
 * @throws InvalidInputError listing the first errors, never a value.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, path: readonly string[]): T {
  const result = schema.safeParse(value, { error: messageOf });
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.slice(0, maxFaults).map((issue) => ({
      path: [...path, ...issue.path.map(String)],
      message: issue.message,
    })),
  );
}

/** Messages for schemas without one of their own. Those of the validator name its types. */
const messageOf: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return undefined;
  if (issue.input === null) return 'must not be null';
  if (issue.input === undefined) return 'is required';
  return issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : undefined;
};

/** @throws InvalidInputError when there are errors. */
export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new InvalidInputError(faults);
}
