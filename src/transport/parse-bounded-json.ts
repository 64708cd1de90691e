import { LimitExceededError } from '../errors.ts';

/** Limits of a request, which can be parsed and coerced in a few milliseconds. */
const limits = { values: 50_000, depth: 500 } as const;

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Parses JSON with a limited number of values and a limited depth. Both are counted before parsing:
 * a text of 8 MB can contain millions of values, and creating them would block the process for
 * seconds.
 *
 * @throws LimitExceededError when the text has too many values or is nested too deeply.
 * @throws SyntaxError when the text is not JSON.
 */
export function parseBoundedJson(text: string): unknown {
  let values = 1;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) at = endOfString(text, at);
    else if (character === comma) values += 1;
    else if (character === closeBracket || character === closeBrace) depth -= 1;
    else if (character === openBracket || character === openBrace) {
      values += 1;
      depth += 1;
      if (depth > limits.depth)
        throw new LimitExceededError(
          `The request is nested too deeply: it can have at most ${limits.depth} levels.`,
        );
    }
    if (values > limits.values)
      throw new LimitExceededError(
        `The request has too many values: it can have at most ${limits.values}.`,
      );
  }
  return JSON.parse(text);
}

/** Returns the position of the closing quote, or the length of the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = end;
    while (text.charCodeAt(escapes - 1) === backslash) escapes -= 1;
    if ((end - escapes) % 2 === 0) return end;
  }
  return text.length;
}
