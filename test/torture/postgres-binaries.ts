import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The user that runs them, because PostgreSQL rejects root. Empty when this process is not root. */
  readonly user: { readonly uid: number; readonly gid: number } | Record<string, never>;
}

/** The reason for skipping scenarios that need PostgreSQL. */
export const noPostgres =
  'skipped: no PostgreSQL binaries (initdb and postgres) on PATH or in /usr/lib/postgresql/*/bin';

/** Null when the binaries, or a user that may run them, are missing. */
export function findPostgres(): PostgresBinaries | null {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).toSorted().reverse() : [];
  const directories = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(packaged, version, 'bin')),
  ];
  const directory = directories.find((each) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(each, name))),
  );
  const user = process.getuid?.() === 0 ? findUser('postgres') : {};
  if (directory === undefined || user === null) return null;
  return { initdb: join(directory, 'initdb'), postgres: join(directory, 'postgres'), user };
}

function findUser(name: string): { uid: number; gid: number } | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}
