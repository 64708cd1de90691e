import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { fencesOf } from '../support/manual.ts';
import { onDatabase, onServer } from '../support/on-server.ts';
import { ServerProcess } from '../support/server-process.ts';

const template = inject('databaseTemplate');
const serverUrl = template.kind === 'postgres' ? template.serverUrl : '';
/** The clients of PostgreSQL may be missing. */
const canDump = spawnSync('pg_dump', ['--version']).status === 0;
const name = `manual_${process.pid}`;

/** The SQL of a page, for a user and a database with a name of their own. */
function sqlOf(page: string): string {
  const [{ text } = { text: '' }] = fencesOf('sql', page);
  return (
    text
      // All installations on a server share these roles, and other tests have created them.
      .replaceAll(/create role modelyard_(?:tenant|platform) nologin;/g, '')
      .replaceAll('modelyard_backup', `${name}_backup`)
      .replaceAll(/\bmodelyard\b/g, name)
  );
}

async function rowsOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('select count(*)::int as count from idempotency_key')).rows[0].count;
  } finally {
    await client.end();
  }
}

const run = promisify(execFile);

test.runIf(serverUrl !== '' && canDump)(
  'the documented users migrate, back up and restore a database',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'modelyard-backups-'));
    const dump = join(directory, 'dump');
    const as = (user: string, database: string) => onDatabase(serverUrl, database, user);
    const command = async (script: string, database: string) => {
      const DATABASE_URL = as(name, database);
      await using command = new ServerProcess(script, { DATA_DIR: directory, DATABASE_URL });
      expect(await command.exited, command.output).toBe(0);
    };
    try {
      for (const page of ['docs/deploying.md', 'docs/operating.md']) {
        const statements = sqlOf(page)
          .split(';')
          .filter((statement) => statement.trim() !== '');
        expect(statements.length).toBeGreaterThan(1);
        await onServer(serverUrl, ...statements);
      }
      await command('src/cli/migrate.ts', name);
      await onServer(
        onDatabase(serverUrl, name),
        `insert into idempotency_key (tenant_id, request_id, digest, object_id, created_at)
         values ('acme', 'r1', 'd', '018f5f5e-0000-7000-8000-000000000001', now())`,
      );
      await run('pg_dump', ['--format=custom', `--file=${dump}`, as(`${name}_backup`, name)]);
      await onServer(serverUrl, `create database ${name}_restored owner ${name}`);
      const restored = as(name, `${name}_restored`);
      await run('pg_restore', ['--no-owner', `--dbname=${restored}`, dump]);
      expect(await rowsOf(onDatabase(serverUrl, `${name}_restored`))).toBe(1);
      await command('src/cli/doctor.ts', `${name}_restored`);
    } finally {
      await onServer(
        serverUrl,
        `drop database if exists ${name} with (force)`,
        `drop database if exists ${name}_restored with (force)`,
        `drop role if exists ${name}_backup`,
        `drop role if exists ${name}`,
      );
      rmSync(directory, { recursive: true });
    }
  },
);
