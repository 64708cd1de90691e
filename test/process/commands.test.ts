import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { openOrm } from '../../src/db/open-orm.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import { addModel } from '../../src/services/models/model-creation.ts';
import { ModelCredential } from '../../src/services/models/model-credential.ts';
import { noParameters } from '../../src/services/models/model-parameters.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testKey } from '../support/test-config.ts';
import { createLastingDatabase, type LastingDatabase } from '../support/test-database.ts';

let place: LastingDatabase;

beforeAll(async () => {
  place = await createLastingDatabase();
});
afterAll(() => place[Symbol.asyncDispose]());

async function command(script: string, args: string[], environment: Record<string, string> = {}) {
  const all = { ...place.environment, OLLAMA_BASE_URL: 'http://127.0.0.1:9', ...environment };
  await using child = new ServerProcess(`src/cli/${script}.ts`, all, args);
  return { code: await child.exited, output: child.output };
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};
const commands = Object.values(scripts).flatMap((script) => {
  const [, name] = /^node (src\/cli\/[\w-]+\.ts)$/.exec(script) ?? [];
  return name === undefined ? [] : [name];
});

test.each(['src/main.ts', ...commands])('%s explains itself with --help', async (script) => {
  await using child = new ServerProcess(script, { NODE_ENV: 'production' }, ['--help']);
  expect(await child.exited).toBe(0);
  expect(child.output).toMatch(/^npm (?:start|run \w+)\b.*\n\n/);
});

test('the server takes no arguments', async () => {
  await using child = new ServerProcess('src/main.ts', {}, ['--port', '1']);
  expect(await child.exited).toBe(2);
  expect(child.output).toContain('takes no arguments');
});

describe('npm run migrate', () => {
  test('lists what is pending, applies it once, and is then done', {
    timeout: 120_000,
  }, async () => {
    const orm = await openOrm(place.location);
    const [{ name }] = await orm.em
      .fork()
      .execute<[{ name: string }]>('select name from mikro_orm_migrations order by name limit 1');
    await orm.em.fork().execute('drop schema public cascade');
    await orm.em.fork().execute('create schema public');
    await orm.close(true);
    const pending = { code: 0, output: `pending: ${name}\n` };
    expect(await command('migrate', ['--dry-run'])).toEqual(pending);
    expect(await command('migrate', [])).toEqual({ code: 0, output: `applied: ${name}\n` });
    const done = { code: 0, output: 'The database has all migrations.\n' };
    expect(await command('migrate', [])).toEqual(done);
  });
});

describe('npm run doctor', () => {
  const { id, key } = testKey('doctor');
  const ENCRYPTION_KEYS = `${id}:${Buffer.from(key).toString('base64')}`;

  test('finds nothing in an installation that works', async () => {
    const { code, output } = await command('doctor', [], { ENCRYPTION_KEYS });
    expect(output).toMatch(/^ok {5} configuration: valid, development$/m);
    expect(output).toMatch(/^ok {5} migrations: all are applied$/m);
    expect(output).toMatch(/^ok {5} stored credentials: all can be decrypted$/m);
    expect(output).not.toContain('FAILED');
    expect(code).toBe(0);
  });

  test('names every fault, and no secret', async () => {
    const credential = new ModelCredential(new Keyring([{ id, key }]));
    await using stack = new AsyncDisposableStack();
    const database = stack.use(await Database.open(place.location));
    await database.asTenant('acme', async (em) => {
      const now = new Date();
      const fields = {
        name: 'gpt',
        displayName: null,
        description: null,
        type: 'CHAT',
        source: 'REMOTE',
        provider: 'generic',
        baseUrl: 'http://10.1.2.3:8000/v1',
        capabilities: [],
        status: 'ACTIVE',
        statusReason: null,
        contextLength: null,
        embeddingLength: null,
        sizeBytes: null,
        parameters: noParameters,
      } as const;
      const model = addModel(em, {
        tenantId: 'acme',
        fields: {
          ...fields,
          capabilities: [],
          declaredCapabilities: null,
          testedCapabilities: [],
          extraParameters: null,
          keys: [],
        },
        now,
      });
      credential.setApiKey(model, 'sk-canary-0123456789', now);
      await em.flush();
    });
    await stack.disposeAsync();
    const { code, output } = await command('doctor', [], {
      OLLAMA_OPTIONAL: 'false',
      JWT_JWKS_URL: 'http://127.0.0.1:9/canary',
    });
    expect(output).toMatch(/^FAILED {2}stored credentials: 1 cannot be decrypted/m);
    expect(output).toMatch(/^FAILED {2}Ollama: cannot be reached at OLLAMA_BASE_URL/m);
    expect(output).toMatch(/^FAILED {2}token issuer: JWT_JWKS_URL cannot be fetched/m);
    expect(output).toMatch(/^FAILED {2}egress: model \S+: EGRESS_ALLOW lacks 10\.1\.2\.3:8000$/m);
    expect(output).not.toContain('canary');
    expect(code).toBe(1);
  });

  test('reports an invalid configuration', async () => {
    const { code, output } = await command('doctor', [], { PORT: 'x', LOG_LEVEL: 'x' });
    expect(output).toMatch(/^FAILED {2}configuration: PORT must be a port number$/m);
    expect(output).toMatch(/^FAILED {2}configuration: LOG_LEVEL must be/m);
    expect(code).toBe(1);
  });
});
