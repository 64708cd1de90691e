import { z } from 'zod';

/** NUL and lone surrogates can be neither stored nor sent. */
export const storable = (text: string) => text.isWellFormed() && !text.includes('\0');
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Text up to a length in UTF-16 code units. One that is longer is not looked at any further: what a
 * client sends can have millions of characters.
 */
export function boundedText(maximum: number): z.ZodString {
  return z.string().refine((text) => text.length <= maximum, {
    error: `must have at most ${maximum} characters`,
    abort: true,
  });
}

/** Text of any number of lines; NUL and lone surrogates cannot be stored or sent. */
export function longText(maximum: number): z.ZodType<string> {
  return boundedText(maximum).refine(storable, 'must not contain NUL or lone surrogates');
}

/** One line of text, without surrounding space. */
export function lineText(maximum: number): z.ZodType<string> {
  return boundedText(maximum)
    .trim()
    .min(1, { error: 'must not be empty', abort: true })
    .refine(
      (text) => storable(text) && !controlCharacter.test(text),
      'must be one line without control characters',
    );
}

/** A whole number between two bounds, both included. */
export function integer(minimum: number, maximum: number): z.ZodType<number> {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return z.number(message).int(message).min(minimum, message).max(maximum, message);
}

/** A number between two bounds, both included. */
export function decimal(minimum: number, maximum: number): z.ZodType<number> {
  const message = `must be a number from ${minimum} to ${maximum}`;
  return z.number(message).min(minimum, message).max(maximum, message);
}
