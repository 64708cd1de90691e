import { z } from 'zod';

/** Whether a text has neither NUL nor lone surrogates, which cannot be stored or sent. */
export const storable = (text: string) => text.isWellFormed() && !text.includes('\0');
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Text with a maximum length in UTF-16 code units. A longer text is not checked further, because it
 * can have millions of characters.
 */
export function boundedText(maximum: number): z.ZodString {
  return z.string().refine((text) => text.length <= maximum, {
    error: `must have at most ${maximum} characters`,
    abort: true,
  });
}

/**
 * Text with any number of lines, without NUL and lone surrogates, which cannot be stored or sent.
 */
export function longText(maximum: number): z.ZodType<string> {
  return boundedText(maximum).refine(storable, 'must not contain NUL or lone surrogates');
}

/** One line of text with a visible character. Surrounding white space is removed. */
export function lineText(maximum: number): z.ZodType<string> {
  return boundedText(maximum)
    .trim()
    .min(1, { error: 'must not be empty', abort: true })
    .refine((text) => text.isWellFormed(), {
      error: 'must not contain lone surrogates',
      abort: true,
    })
    .refine((text) => !controlCharacter.test(text), {
      error: 'must be one line without control characters',
      abort: true,
    })
    .refine((text) => /[^\p{Cf}\p{Z}]/u.test(text), 'must have a visible character');
}

/** A whole number between two bounds (inclusive). */
export function integer(minimum: number, maximum: number): z.ZodType<number> {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return z.number(message).int(message).min(minimum, message).max(maximum, message);
}

/** A number between two bounds (inclusive). */
export function decimal(minimum: number, maximum: number): z.ZodType<number> {
  const message = `must be a number from ${minimum} to ${maximum}`;
  return z.number(message).min(minimum, message).max(maximum, message);
}
