import { createHash } from 'node:crypto';

/**
 * Number of characters of small values that are hashed together, because each update of the hash
 * costs about a microsecond.
 */
const batchCharacters = 65_536;

/**
 * Returns a hash of an input of any size. Equal inputs have equal digests, and different inputs
 * have different ones. Texts and bytes are hashed directly, because serialising an input with an
 * image to JSON takes hundreds of milliseconds. Undefined fields count as absent.
 */
export function digestOf(input: unknown): string {
  const hash = createHash('sha256');
  let small = '';
  const add = (text: string) => {
    small += text;
    if (small.length > batchCharacters) flush();
  };
  const flush = () => {
    hash.update(small);
    small = '';
  };
  // Each value starts with its kind and length, so that different inputs produce different bytes.
  const digest = (value: unknown): void => {
    if (typeof value === 'string') add(`s${value.length}:${value}`);
    else if (value instanceof Uint8Array) {
      add(`b${value.length}:`);
      flush();
      hash.update(value);
    } else if (Array.isArray(value)) {
      add(`a${value.length}:`);
      for (const item of value) digest(item);
    } else if (typeof value === 'object' && value !== null) {
      const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
      add(`o${fields.length}:`);
      for (const [name, inner] of fields) {
        digest(name);
        digest(inner);
      }
    } else add(`v${JSON.stringify(value)};`);
  };
  digest(input);
  flush();
  return hash.digest('base64url');
}
