import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Keyring, type SecretBinding, SecretUnreadableError } from '../../src/secrets/keyring.ts';

const key = (id: string, seed: number) => ({
  id,
  key: new Uint8Array(32).map((_, index) => (index * seed + 17) % 256),
});

const binding: SecretBinding = {
  tenantId: 'acme',
  table: 'model',
  column: 'sealed_api_key',
  rowId: '00000000-0000-4000-8000-000000000001',
  origin: 'https://api.example.com',
};

const keyring = new Keyring([key('new', 7), key('old', 11)]);

function reasonOf(open: () => unknown): string | null {
  try {
    open();
    return null;
  } catch (error) {
    return error instanceof SecretUnreadableError ? error.reason : String(error);
  }
}

test.each(['sk-0123456789', '', 'ключ 🔑', 'x'.repeat(100_000)])(
  '%.10j is sealed and opened again',
  (plaintext) => {
    expect(keyring.open(keyring.seal(plaintext, binding), binding)).toBe(plaintext);
  },
);

test('a sealed text contains its version and key, and is never the same twice', () => {
  const sealed = Array.from({ length: 1_000 }, () => keyring.seal('sk-canary', binding));
  expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(1_000);
  for (const text of sealed) expect(text).toMatch(/^v1\.new\.[\w-]{16}\.[\w-]+$/);
  expect(sealed.join()).not.toContain('canary');
});

test.each<[keyof SecretBinding, string]>([
  ['tenantId', 'globex'],
  ['table', 'other'],
  ['column', 'sealed_headers'],
  ['rowId', '00000000-0000-4000-8000-000000000002'],
  ['origin', 'https://api.example.net'],
])('a sealed text that was moved to another %s cannot be opened', (part, value) => {
  const sealed = keyring.seal('sk-canary', binding);
  expect(reasonOf(() => keyring.open(sealed, { ...binding, [part]: value }))).toBe('not-authentic');
});

test('the parts of a binding are separated', () => {
  const sealed = keyring.seal('x', { ...binding, table: 'ab', column: 'c' });
  expect(keyring.canOpen(sealed, { ...binding, table: 'a', column: 'bc' })).toBe(false);
});

/** docs/security.md gives the reason. */
test('a replaced text can be opened until its key is removed', () => {
  const replaced = new Keyring([key('old', 11)]).seal('sk-canary', binding);
  expect(keyring.open(replaced, binding)).toBe('sk-canary');
  const unknown: string[] = [];
  const later = new Keyring([key('new', 7)], (id) => unknown.push(id));
  expect(reasonOf(() => later.open(replaced, binding))).toBe('unknown-key');
  expect(unknown).toEqual(['old']);
});

test('a text with any changed character cannot be opened', () => {
  const sealed = keyring.seal('sk-canary', binding);
  // The last character has bits that no byte uses.
  for (let index = 0; index < sealed.length - 1; index += 1) {
    const changed = sealed[index] === 'A' ? 'B' : 'A';
    const text = sealed.slice(0, index) + changed + sealed.slice(index + 1);
    expect(reasonOf(() => keyring.open(text, binding))).toMatch(
      /^(malformed|unknown-key|not-authentic)$/,
    );
  }
});

test.each([
  '',
  'sk-0123456789',
  'v1.new',
  'v2.new.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA',
  'v1.new.AAAA.AAAA',
])('%j is not a sealed text, and cannot be opened', (text) => {
  expect(reasonOf(() => keyring.open(text, binding))).toBe('malformed');
});

describe('keys', () => {
  test('that are older still open', () => {
    const sealed = new Keyring([key('old', 11)]).seal('sk-canary', binding);
    expect(keyring.open(sealed, binding)).toBe('sk-canary');
  });

  test('that were removed are named in the error', () => {
    const sealed = new Keyring([key('gone', 13)]).seal('sk-canary', binding);
    expect(reasonOf(() => keyring.open(sealed, binding))).toBe('unknown-key');
    expect(keyring.canOpen(sealed, binding)).toBe(false);
  });

  test('with the same ID and other bytes do not open', () => {
    const sealed = new Keyring([key('new', 13)]).seal('sk-canary', binding);
    expect(reasonOf(() => keyring.open(sealed, binding))).toBe('not-authentic');
  });

  test('are not visible when a keyring is printed', () => {
    const bytes = key('new', 7).key;
    const shown = inspect(keyring, { depth: 9, showHidden: true }) + JSON.stringify(keyring);
    expect(shown).not.toContain(Buffer.from(bytes).toString('hex').slice(0, 8));
    expect(shown).not.toContain(`${bytes[0]}, ${bytes[1]}`);
  });

  test('must not be empty', () => {
    expect(() => new Keyring([])).toThrow();
  });
});
