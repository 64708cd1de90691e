import { z } from 'zod';
import { mostFaults } from './parse-input.ts';

export interface ListBounds {
  readonly minimum?: number;
  readonly maximum: number;
  /** What the items are called: one, and several. */
  readonly noun: readonly [one: string, several: string];
}

/**
 * A list of many items. They are looked at only when there are not too many of them, and until as
 * many faults have been found as are reported.
 */
export function longList<Item>(
  item: z.ZodType<Item>,
  { minimum = 0, maximum, noun: [one, several] }: ListBounds,
): z.ZodType<Item[]> {
  return z.array(z.unknown()).transform((list, context) => {
    const refuse = (message: string, path: readonly PropertyKey[] = []) => {
      context.addIssue({ code: 'custom', message, path: [...path] });
    };
    const named = (count: number) =>
      `${count === 1 ? 'one' : count} ${count === 1 ? one : several}`;
    if (list.length < minimum) refuse(`must have at least ${named(minimum)}`);
    if (list.length > maximum) refuse(`must have at most ${named(maximum)}`);
    if (context.issues.length > 0) return z.NEVER;
    const items: Item[] = [];
    for (const [index, value] of list.entries()) {
      const { data, error } = item.safeParse(value);
      if (error === undefined) items.push(data);
      else for (const { message, path } of error.issues) refuse(message, [index, ...path]);
      if (context.issues.length >= mostFaults) break;
    }
    return items;
  });
}

/** Some of the words of a closed list, each once however often it is given. */
export function choicesOf<Word extends string>(words: readonly Word[]): z.ZodType<Word[]> {
  return z.array(z.enum(words)).transform((given) => [...new Set(given)]);
}
