import { makeStorable } from './storable.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { upstreamLimits } from './upstream-limits.ts';

/**
 * Parses a JSON object that an upstream sent. Its strings are as the upstream wrote them: those
 * that are stored or returned must pass through {@link makeStorable}.
 *
 * @param status HTTP status, for the error.
 * @throws UpstreamError with the reason PROTOCOL when it is not JSON, not an object, or too large.
 */
export function parseWireJson(text: string, status?: number): Record<string, unknown> {
  const fault = sizeFault(text);
  if (fault !== null) throw upstreamFailure('PROTOCOL', { message: fault, status });
  const value = parse(text);
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw upstreamFailure('PROTOCOL', { status });
}

/** As {@link parseWireJson}, with strings that can be stored. */
export function parseStorableJson(text: string, status?: number): Record<string, unknown> {
  const value = parseWireJson(text, status);
  // NUL and lone surrogates can stand in JSON as escapes only.
  return text.includes('\\u') ? makeStorable(value) : value;
}

/**
 * The value of a JSON text that a model wrote, such as the arguments of a tool call; undefined when
 * it is not JSON, or {@link isTooLargeJson}.
 */
export function parseModelJson(text: string): unknown {
  return isTooLargeJson(text) ? undefined : parse(text);
}

/** Whether a JSON text is nested so deep, or has so many parts, that it stays a text. */
export function isTooLargeJson(text: string): boolean {
  return sizeFault(text) !== null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error would quote the text.
    return undefined;
  }
}

/** Why a JSON text is too large to be parsed; null when it is not. */
function sizeFault(text: string): string | null {
  const { jsonLevels, jsonContainers } = upstreamLimits;
  if (!hasMoreBrackets(text, jsonLevels)) return null;
  const scan = new JsonScan();
  scan.push(text);
  if (scan.deepest > jsonLevels) {
    return `The provider's response has JSON that is nested more than ${jsonLevels} levels deep.`;
  }
  if (scan.containers <= jsonContainers) return null;
  return `The provider's response has JSON with more than ${jsonContainers} arrays and objects.`;
}

/** Whether a text has more than so many opening brackets; most have few, which this finds quickly. */
function hasMoreBrackets(text: string, most: number): boolean {
  let count = 0;
  for (const bracket of '{[') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > most) return true;
    }
  }
  return false;
}

/** Follows the brackets of a JSON text that arrives in pieces, without recursion. */
export class JsonScan {
  #level = 0;
  #inString = false;
  #escaped = false;
  deepest = 0;
  containers = 0;

  /** Whether an array or object has begun, and everything that has begun is closed. */
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
      if (this.#level > this.deepest) this.deepest = this.#level;
    } else if (code === 0x5d || code === 0x7d) this.#level -= 1;
  }
}
