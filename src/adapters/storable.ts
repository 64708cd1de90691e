import { upstreamLimits } from './upstream-limits.ts';

const nul = '\0';
const replacement = '\ufffd';

/** A text without NUL and lone surrogates, which PostgreSQL refuses; U+FFFD stands in their place. */
export function storableText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes(nul) ? wellFormed.replaceAll(nul, replacement) : wellFormed;
}

/**
 * A JSON value that a database and a JSON serializer take: texts and keys as by
 * {@link storableText}, and null in the place of what is nested too deep. Never throws.
 *
 * @returns the same value when nothing had to be changed.
 */
export function makeStorable<Value>(value: Value): Value {
  return storable(value, upstreamLimits.jsonLevels) as Value; // with the same fields
}

/** @param levels how many levels of arrays and objects may follow. */
function storable(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) {
    const items = value.map((item) => storable(item, levels - 1));
    return items.every((item, index) => Object.is(item, value[index])) ? value : items;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]) => {
    const entry = [storableText(key), storable(item, levels - 1)] as const;
    changed ||= entry[0] !== key || !Object.is(entry[1], item);
    return entry;
  });
  // Defines also a key `__proto__`, instead of setting the prototype.
  return changed ? Object.fromEntries(entries) : value;
}
