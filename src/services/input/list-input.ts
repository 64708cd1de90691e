import { z } from 'zod';
import { maxFaults } from './parse-input.ts';

export interface ListBounds {
  readonly minimum?: number;
  readonly maximum: number;
  /** Name of an item, in the singular and in the plural. */
  readonly noun: readonly [one: string, several: string];
}

/**
 * A list that can be long. Its items are parsed only when the list is not too long, and only until
 * the maximum number of errors is found.
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
      if (context.issues.length >= maxFaults) break;
    }
    return items;
  });
}

/** Values of an enum, without duplicates. */
export function choicesOf<Choice extends string>(choices: readonly Choice[]): z.ZodType<Choice[]> {
  return z.array(z.enum(choices)).transform((given) => [...new Set(given)]);
}
