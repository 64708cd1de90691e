import { UpstreamError } from '../errors.ts';
import { makeStorable } from './storable.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

/** A text of an upstream is neither a JSON object nor an array. Its reason is PROTOCOL. */
export class InvalidJsonError extends UpstreamError {}

/**
 * Parses a JSON object or array of an upstream. Strings are returned unchanged: pass those that are stored
 * or returned to clients through {@link makeStorable}.
 *
 * @param status HTTP status, for the error.
 * @throws InvalidJsonError when the text is neither; another UpstreamError with the reason
 * PROTOCOL when it is too large.
 */
export function parseWireJson(text: string, status?: number): Record<string, unknown> {
  const problem = sizeProblem(text);
  if (problem !== null) throw upstreamFailure('PROTOCOL', { message: problem, status });
  const value = parse(text);
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new InvalidJsonError(upstreamFailure('PROTOCOL', { status }).toFailure());
}

/** As {@link parseWireJson}, with strings that can be stored. */
export function parseStorableJson(text: string, status?: number): Record<string, unknown> {
  const value = parseWireJson(text, status);
  // JSON can contain NUL and lone surrogates only as escape sequences.
  return text.includes('\\u') ? makeStorable(value) : value;
}

/**
 * Parses a JSON text that a model generated, such as the arguments of a tool call.
 *
 * @returns undefined when the text is not JSON, or when {@link isTooLargeJson}.
 */
export function parseModelJson(text: string): unknown {
  return isTooLargeJson(text) ? undefined : parse(text);
}

/** Whether a JSON text has too many levels or containers to be parsed. */
export function isTooLargeJson(text: string): boolean {
  return sizeProblem(text) !== null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error quotes the text, which can contain secrets.
    return undefined;
  }
}

/** Explains why a JSON text is too large to be parsed; null when it is not. */
function sizeProblem(text: string): string | null {
  const { jsonLevels, jsonContainers } = upstreamLimits;
  if (!hasMoreBrackets(text, jsonLevels)) return null;
  const scan = new JsonScan();
  scan.push(text);
  if (scan.maxLevel > jsonLevels) {
    return `The provider's response has JSON that is nested more than ${jsonLevels} levels deep.`;
  }
  if (scan.containers <= jsonContainers) return null;
  return `The provider's response has JSON with more than ${jsonContainers} arrays and objects.`;
}

/**
 * Whether a text has more opening brackets than the limit. Fast for usual texts, which have few.
 */
function hasMoreBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of '{[') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > limit) return true;
    }
  }
  return false;
}

/** Counts brackets and nesting levels of a JSON text that arrives in chunks, without recursion. */
export class JsonScan {
  #level = 0;
  #inString = false;
  #escaped = false;
  maxLevel = 0;
  containers = 0;

  /** Whether at least one array or object has started and all of them are closed. */
  get isBalanced(): boolean {
    return this.containers > 0 && this.#level === 0 && !this.#inString;
  }

  push(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.#take(text.charCodeAt(at));
  }

  #take(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (this.#inString) {
      if (code === 0x5c) this.#escaped = true;
      else if (code === 0x22) this.#inString = false;
    } else if (code === 0x22) this.#inString = true;
    else if (code === 0x5b || code === 0x7b) {
      this.containers += 1;
      this.#level += 1;
      if (this.#level > this.maxLevel) this.maxLevel = this.#level;
    } else if (code === 0x5d || code === 0x7d) this.#level -= 1;
  }
}
