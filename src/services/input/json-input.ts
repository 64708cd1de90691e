import { z } from 'zod';

/** The deepest nesting of a JSON value that is passed on. */
const deepest = 128;

/** Any JSON value. @param maximum characters that it may have as JSON, about. */
export function jsonValue(maximum: number): z.ZodType<unknown> {
  return z.unknown().superRefine((value, context) => {
    const { fault } = measureJson(value, maximum);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
}

/** As {@link jsonValue}, but an object. @param levels that it may be nested. */
export function jsonObject(
  maximum: number,
  kind = 'must be an object',
  levels = deepest,
): z.ZodType<Readonly<Record<string, unknown>>> {
  return z.unknown().transform((value, context) => {
    const isObject = isJsonObject(value);
    const message = isObject ? measureJson(value, maximum, levels).fault : kind;
    if (isObject && message === null) return value;
    context.addIssue({ code: 'custom', message: message ?? kind });
    return z.NEVER;
  });
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * About the characters that a value has as JSON, and what keeps it from being passed on. Walks
 * without recursion, because a value can be nested deeper than the stack, and stops at a fault.
 */
export function measureJson(
  value: unknown,
  maximum = Number.POSITIVE_INFINITY,
  levels = deepest,
): { readonly characters: number; readonly fault: string | null } {
  const waiting: { readonly value: unknown; readonly level: number }[] = [{ value, level: 0 }];
  let characters = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: item, level } = next;
    characters += typeof item === 'string' ? item.length + 3 : 3;
    if (characters > maximum) {
      return { characters, fault: `must have at most ${maximum} characters as JSON` };
    }
    if (typeof item !== 'object' || item === null) continue;
    if (level === levels) return { characters, fault: `must have at most ${levels} levels` };
    for (const [name, inner] of Object.entries(item)) {
      // JavaScript takes a field of this name for the object's prototype, and would lose it.
      if (name === '__proto__') {
        return { characters, fault: 'must not have a field named __proto__' };
      }
      if (!Array.isArray(item)) characters += name.length + 3;
      waiting.push({ value: inner, level: level + 1 });
    }
  }
  return { characters, fault: null };
}
