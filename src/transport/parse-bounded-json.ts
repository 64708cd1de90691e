import { LimitExceededError } from '../errors.ts';

/** What a request may consist of. Parsing and coercing this much takes a few milliseconds. */
const limits = { values: 50_000, depth: 500 } as const;

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Parses JSON whose number of values and depth are bounded. Both are counted before parsing: a
 * text of 8 MB can hold millions of values, and building them would block the process for seconds.
 *
 * @throws LimitExceededError for too many values, or too deep a nesting.
 * @throws SyntaxError for what is not JSON.
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
      if (depth > limits.depth) throw new LimitExceededError('The request is nested too deeply.');
    }
    if (values > limits.values) throw new LimitExceededError('The request has too many values.');
  }
  return JSON.parse(text);
}

/** The position of the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = end;
    while (text.charCodeAt(escapes - 1) === backslash) escapes -= 1;
    if ((end - escapes) % 2 === 0) return end;
  }
  return text.length;
}
