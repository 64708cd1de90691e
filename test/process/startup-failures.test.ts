import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { openOrm } from '../../src/db/open-orm.ts';
import { onDatabase, onServer } from '../support/on-server.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase } from '../support/test-database.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'modelyard-failures-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const onPostgres = inject('databaseTemplate').kind === 'postgres';

/** What a server prints that cannot start: one sentence, and no stack. */
async function failure(environment: Record<string, string>, script = 'src/main.ts') {
  await using server = new ServerProcess(script, { DATA_DIR: dataDir, ...environment });
  expect(await server.exited).toBe(1);
  expect(server.output).not.toMatch(/^ +at |canary/m);
  return server.output;
}

test('a port that is taken', async () => {
  await using place = await createLastingDatabase();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    expect(await failure({ ...place.environment, PORT: `${port}` })).toContain(
      `could not start: PORT ${port} is in use on 127.0.0.1; stop the process that uses it, or set another port.`,
    );
  } finally {
    other.close();
  }
});

test.each([
  ['of another machine', '192.0.2.1', 'HOST 192.0.2.1 is not an address of this machine'],
  ['that does not resolve', 'name.invalid', 'HOST name.invalid cannot be resolved'],
])('an address %s', async (_name, HOST, sentence) => {
  await using place = await createLastingDatabase();
  expect(await failure({ ...place.environment, HOST })).toContain(sentence);
});

test.each([
  ['a server that cannot be reached', '127.0.0.1:9', 'cannot be reached (ECONNREFUSED)'],
  ['a server whose name does not resolve', 'db.invalid', 'cannot be reached ('],
])('%s', async (_name, host, sentence) => {
  const output = await failure({ DATABASE_URL: `postgres://user:canary@${host}/none` });
  expect(output).toContain(`DATABASE_URL names a server that ${sentence}`);
});

/** A server that asks for a password, and keeps the connection open. */
async function passwordServer() {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    // AuthenticationSASL, and then AuthenticationSASLContinue of the PostgreSQL protocol.
    socket.once('data', () => {
      socket.write(authentication(10, 'SCRAM-SHA-256\0\0'));
      socket.once('data', () => socket.write(authentication(11, 'r=nonce,s=c2FsdA==,i=4096')));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function authentication(kind: number, text: string): Buffer {
  const head = Buffer.alloc(9);
  head.write('R');
  head.writeInt32BE(8 + text.length, 1);
  head.writeInt32BE(kind, 5);
  return Buffer.concat([head, Buffer.from(text)]);
}

test.each([
  ['the server', 'src/main.ts', 1],
  ['migrate', 'src/cli/migrate.ts', 1],
  ['doctor', 'src/cli/doctor.ts', 1],
])('a missing password ends %s immediately', async (_name, script, code) => {
  const server = await passwordServer();
  const { port } = server.address() as AddressInfo;
  try {
    const DATABASE_URL = `postgres://modelyard@127.0.0.1:${port}/none`;
    await using command = new ServerProcess(script, { DATA_DIR: dataDir, DATABASE_URL });
    expect(await command.exited).toBe(code);
    expect(command.output.match(/DATABASE_URL has no password/g)).toHaveLength(1);
    expect(command.output).not.toMatch(/^ +at |unexpectedly/m);
  } finally {
    server.close();
  }
});

test('a server without TLS', async () => {
  // "N" is the answer of PostgreSQL to a request for TLS.
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write('N'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const DATABASE_URL = `postgres://user:canary@127.0.0.1:${port}/none?sslmode=require`;
    expect(await failure({ DATABASE_URL })).toContain(
      'no TLS connection can be made (The server does not support SSL connections)',
    );
  } finally {
    server.close();
  }
});

test.runIf(onPostgres)('a database that does not exist, which is not created', async () => {
  const template = inject('databaseTemplate');
  const serverUrl = template.kind === 'postgres' ? template.serverUrl : '';
  const DATABASE_URL = onDatabase(serverUrl, 'modelyard_missing');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    expect(await failure({ DATABASE_URL })).toContain(
      'DATABASE_URL names a database that does not exist; create it with createdb',
    );
  }
});

test('a data directory that cannot be created', async () => {
  const file = join(dataDir, 'file');
  writeFileSync(file, '');
  expect(await failure({ DATA_DIR: join(file, 'data') })).toContain(
    '- DATA_DIR cannot be written (ENOTDIR); choose a directory',
  );
});

test('a data directory that does not respond', async () => {
  const hanging = mkdtempSync(join(dataDir, 'hanging-'));
  execFileSync('mkfifo', [join(hanging, 'secrets.json')]); // a read of it never returns
  expect(await failure({ DATA_DIR: hanging })).toContain(
    '- DATA_DIR does not respond within 5 seconds; check its disk or network mount',
  );
});

test('a file of built-in models that does not exist', async () => {
  expect(await failure({ BUILTIN_MODELS_FILE: join(dataDir, 'none.yaml') })).toContain(
    '- BUILTIN_MODELS_FILE cannot be read (ENOENT); correct the path',
  );
});

test('a directory as the file of built-in models', async () => {
  expect(await failure({ BUILTIN_MODELS_FILE: dataDir })).toContain(
    '- BUILTIN_MODELS_FILE cannot be read (EISDIR); correct the path',
  );
});

test.runIf(!onPostgres)('an embedded database that is damaged', async () => {
  const damaged = mkdtempSync(join(dataDir, 'damaged-'));
  mkdirSync(join(damaged, 'pglite'));
  writeFileSync(join(damaged, 'pglite', 'PG_VERSION'), '17\n');
  expect(await failure({ DATA_DIR: damaged })).toContain(
    'DATA_DIR contains an embedded database that cannot be opened; restore a backup',
  );
});

describe.runIf(onPostgres)('a database', () => {
  /** Runs statements, and starts the server on the database. */
  async function failureAfter(
    statements: (name: string) => readonly string[],
    user: string | null = null,
  ): Promise<string> {
    await using place = await createLastingDatabase();
    const { location } = place;
    const url = location.kind === 'postgres' ? location.url : '';
    const name = new URL(url).pathname.slice(1);
    await onServer(url, ...statements(name));
    const DATABASE_URL = user === null ? url : url.replace(/\/\/[^@]*@/, `//${user}@`);
    return await failure({ DATABASE_URL });
  }

  test('that has the tables without the list of migrations', async () => {
    const output = await failureAfter(() => ['drop table mikro_orm_migrations']);
    expect(output).toContain('but not the list of its migrations');
  });

  test('that is read-only', async () => {
    const output = await failureAfter((name) => [
      `alter database "${name}" set default_transaction_read_only = on`,
    ]);
    expect(output).toContain('a database that is read-only, such as a standby');
  });

  test('to which the user may not connect', async () => {
    const user = 'modelyard_test_stranger';
    const output = await failureAfter(
      (name) => [
        `do $$ begin create role ${user} login; exception when others then null; end $$`,
        `revoke connect on database "${name}" from public`,
      ],
      user,
    );
    expect(output).toContain('grant it with "grant connect on database');
  });
});

test('a database that a newer version has migrated', async () => {
  await using place = await createLastingDatabase();
  const orm = await openOrm(place.location);
  await migrate(orm, onPostgres ? 'postgres' : 'pglite');
  await orm.em.fork().execute("insert into mikro_orm_migrations (name) values ('Migration9999')");
  await orm.close(true);
  expect(await failure({ ...place.environment })).toContain(
    'migrated by a newer version of Modelyard (Migration9999); start that version',
  );
});

test('an old Node.js', async () => {
  const old = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })";
  const program = spawn(process.execPath, [
    '--import',
    `data:text/javascript,${encodeURIComponent(old)}`,
    'src/start.js',
  ]);
  let output = '';
  program.stderr.on('data', (data) => {
    output += String(data);
  });
  expect((await once(program, 'close'))[0]).toBe(1);
  expect(output).toMatch(
    /^Modelyard could not start: it needs Node\.js 26 .*this is 20\.20\.2.*\n$/,
  );
});
