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
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.slice(0, maxFaults).map((issue) => ({
      path: [...path, ...issue.path.map(String)],
      message: messageOf(issue),
    })),
  );
}

/** Replaces the messages of the validator that name its own types. */
function messageOf({ message }: z.core.$ZodIssue): string {
  if (/, received null$/.test(message)) return 'must not be null';
  if (/, received undefined$/.test(message)) return 'is required';
  const [, options] = /^Invalid option: expected one of (.+)$/.exec(message) ?? [];
  if (options !== undefined)
    return `must be one of ${options.replaceAll('"', '').replaceAll('|', ', ')}`;
  return message;
}

/** @throws InvalidInputError when there are errors. */
export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new InvalidInputError(faults);
}
