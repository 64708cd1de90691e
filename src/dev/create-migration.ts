import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOrm } from '../db/open-orm.ts';

/** Writes a migration for what the entities say and the committed snapshot does not. */
const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-migration-'));
const orm = await openOrm({ kind: 'pglite', dataDir });
try {
  const { fileName } = await orm.migrator.create(undefined, false, false, process.argv[2]);
  console.log(
    fileName === '' ? 'The entities match the last migration.' : `Created migrations/${fileName}`,
  );
} finally {
  await orm.close(true);
  await rm(dataDir, { recursive: true });
}
