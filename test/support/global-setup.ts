import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { openOrm } from '../../src/db/open-orm.ts';
import { buildConsole } from './build-console.ts';
import { onDatabase, onServer } from './on-server.ts';

/** The template of the databases of test files: migrated once, and copied for each. */
export type DatabaseTemplate =
  | { readonly kind: 'postgres'; readonly serverUrl: string; readonly template: string }
  | { readonly kind: 'pglite'; readonly snapshotFile: string; readonly dataDir: string };

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildConsole();
  const serverUrl = process.env['TEST_DATABASE_URL'];
  const { template, dispose } =
    serverUrl === undefined || serverUrl === ''
      ? await makePgliteTemplate()
      : await makePostgresTemplate(serverUrl);
  project.provide('databaseTemplate', template);
  return dispose;
}

interface Made {
  readonly template: DatabaseTemplate;
  readonly dispose: () => Promise<void>;
}

async function makePostgresTemplate(serverUrl: string): Promise<Made> {
  const template = `modelyard_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${template}`);
  const orm = await openOrm({ kind: 'postgres', url: onDatabase(serverUrl, template) });
  await migrate(orm, 'postgres');
  await orm.close(true);
  return {
    template: { kind: 'postgres', serverUrl, template },
    dispose: () => onServer(serverUrl, `drop database ${template} with (force)`),
  };
}

async function makePgliteTemplate(): Promise<Made> {
  const directory = await mkdtemp(join(tmpdir(), 'modelyard-test-'));
  const dataDir = join(directory, 'data');
  await mkdir(dataDir);
  const orm = await openOrm({ kind: 'pglite', dataDir });
  await migrate(orm, 'pglite');
  const connection = orm.em.getConnection() as unknown as { getNativeClient(): Promise<PGlite> };
  const dump = await (await connection.getNativeClient()).dumpDataDir('none');
  await orm.close(true);
  const snapshotFile = join(directory, 'snapshot.tar');
  await writeFile(snapshotFile, new Uint8Array(await dump.arrayBuffer()));
  return {
    template: { kind: 'pglite', snapshotFile, dataDir },
    dispose: () => rm(directory, { recursive: true }),
  };
}
