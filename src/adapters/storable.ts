import { upstreamLimits } from './upstream-limits.ts';

const nul = '\0';
const replacement = '\ufffd';

/** Replaces NUL and lone surrogates, which PostgreSQL rejects, with U+FFFD. */
export function storableText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes(nul) ? wellFormed.replaceAll(nul, replacement) : wellFormed;
}

/**
 * Makes a JSON value storable: converts texts and keys with {@link storableText}, and replaces
 * values that are nested too deep with null. Never throws.
 *
 * @returns the same value when nothing had to be changed.
 */
export function makeStorable<Value>(value: Value): Value {
  return storable(value, upstreamLimits.jsonLevels) as Value; // The structure is the same.
}

/** @param levels of arrays and objects that are allowed below this value. */
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
  // Object.fromEntries defines a key `__proto__` instead of setting the prototype.
  return changed ? Object.fromEntries(entries) : value;
}
