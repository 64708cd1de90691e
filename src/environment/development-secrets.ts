import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Generated secrets for development. */
export interface DevelopmentSecrets {
  /** Path of the file that stores them. */
  readonly file: string;
  readonly jwtSecret: Uint8Array;
  readonly encryptionKey: { readonly id: string; readonly key: Uint8Array };
}

const bytes = z.base64().transform((encoded) => new Uint8Array(Buffer.from(encoded, 'base64')));
const content = z.object({
  jwtSecret: bytes.refine((secret) => secret.length === 32),
  encryptionKey: bytes.refine((key) => key.length === 32),
});

/**
 * Reads the secrets of a data directory, and creates them the first time. Processes that start at
 * the same time use the same secrets.
 *
 * @throws Error, with the fix, when the file is damaged or other users can read it.
 */
export function developmentSecrets(dataDir: string): DevelopmentSecrets {
  const file = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const { jwtSecret, encryptionKey } = read(file) ?? make(file);
  return { file, jwtSecret, encryptionKey: { id: 'development', key: encryptionKey } };
}

function read(file: string): z.output<typeof content> | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`has a file ${file} that cannot be read`);
  }
  // Windows has no such permission bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new Error(`has a file ${file} that other users can read; run chmod 600 on it`);
  }
  try {
    return content.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `has an invalid file ${file}; restore it, or delete it and set all stored credentials again`,
    );
  }
}

function make(file: string): z.output<typeof content> {
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const secrets = { jwtSecret: newSecret(), encryptionKey: newSecret() };
  writeFileSync(fresh, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' });
  chmodSync(fresh, 0o600);
  try {
    // Creates the file with its whole content in one step, and fails if another process was first.
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  const stored = read(file);
  if (stored === null)
    throw new Error(`has a file ${file} that was deleted while the server started; start it again`);
  return stored;
}

function newSecret(): string {
  return randomBytes(32).toString('base64');
}
