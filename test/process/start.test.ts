import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel, ListModels, Who } from '../support/operations.ts';
import { ServerProcess } from '../support/server-process.ts';

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'modelyard-start-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const start = (environment: Record<string, string> = {}) =>
  new ServerProcess('src/main.ts', { DATA_DIR: dataDir, ...environment });

const remote = { name: 'gpt', type: 'CHAT' as const, baseUrl: 'https://api.example.com' };

test('an invalid configuration stops the start with all faults, without values', async () => {
  await using server = start({ PORT: 'canary', JWT_SECRET: 'canary', LOG_LEVEL: 'canary' });
  expect(await server.exited).toBe(1);
  for (const name of ['PORT', 'JWT_SECRET', 'LOG_LEVEL'])
    expect(server.output).toContain(`- ${name} `);
  expect(server.output).not.toContain('canary');
});

test('production without secrets does not start', async () => {
  await using server = start({ NODE_ENV: 'production' });
  expect(await server.exited).toBe(1);
  expect(server.output).toContain('ENCRYPTION_KEYS must be set');
});

test('an unreachable database stops the start with a reason, without its password', async () => {
  await using server = start({ DATABASE_URL: 'postgres://user:canary@127.0.0.1:9/none' });
  expect(await server.exited).toBe(1);
  expect(server.output).toContain('could not start');
  expect(server.output).not.toContain('canary');
});

test('the embedded database offers a token, allows one process, and loses no data', {
  timeout: 60_000,
}, async () => {
  await using first = start();
  const origin = await first.origin();
  const [, token = ''] = await first.printed(/Development token: (\S+)/);
  const client = new GraphqlClient(origin, token);
  expect(await client.data(Who, {})).toMatchObject({ viewer: { tenantId: 'dev' } });
  await client.data(CreateModel, { input: { remote } });

  await using second = start();
  expect(await second.exited).toBe(1);
  expect(second.output).toContain(`in use by process ${first.pid};`);

  first.signal('SIGKILL');
  await first.exited;
  await using third = start();
  const again = new GraphqlClient(await third.origin(), token);
  expect((await again.data(ListModels, {})).models.nodes).toMatchObject([{ name: 'gpt' }]);

  third.signal('SIGTERM');
  expect(await third.exited).toBe(0);
});

describe('the development token', () => {
  test.each([
    ['JWT_SECRET is set', { JWT_SECRET: 'a secret of the tests, of thirty-two bytes and more' }],
    ['HOST is not loopback', { HOST: '0.0.0.0' }],
  ])('is neither printed nor offered when %s', async (_name, environment) => {
    await using server = start(environment);
    const { port } = new URL(await server.origin());
    const headers = { accept: 'text/html' };
    const page = await (await fetch(`http://127.0.0.1:${port}/graphql`, { headers })).text();
    expect(page).toContain('paste a token here');
    await server.printed(/No development token/);
    expect(server.output).not.toMatch(/Development token: /);
  });

  test('is offered by GraphiQL, with the maximum age of tokens', async () => {
    await using server = start({ JWT_MAX_AGE_SECONDS: '3600' });
    const origin = await server.origin();
    const page = await (
      await fetch(`${origin}/graphql`, { headers: { accept: 'text/html' } })
    ).text();
    const [, token = ''] = /Bearer ([\w-]+\.[\w-]+\.[\w-]+)/.exec(page) ?? [];
    expect(await new GraphqlClient(origin, token).data(Who, {})).toMatchObject({
      viewer: { tenantId: 'dev' },
    });
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.exp - claims.iat).toBe(3_600);
  });
});

describe('the token command', () => {
  const token = (args: readonly string[], environment: Record<string, string> = {}) =>
    new ServerProcess('src/cli/token.ts', { DATA_DIR: dataDir, ...environment }, args);

  test('prints a token with the requested claims', async () => {
    const args = ['--tenant', 'acme', '--subject', 'ann', '--scope', 'models:read', '--ttl', '5m'];
    await using command = token(args);
    expect(await command.exited).toBe(0);
    const [, payload = ''] = command.output.trim().split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(claims).toMatchObject({ tenant_id: 'acme', sub: 'ann', scope: 'models:read' });
    expect(claims.exp - claims.iat).toBe(300);
  });

  test('issues tokens within the maximum age', async () => {
    const environment = { JWT_MAX_AGE_SECONDS: '3600' };
    await using command = token(['--tenant', 'acme'], environment);
    expect(await command.exited).toBe(0);
    const [, payload = ''] = command.output.trim().split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(claims.exp - claims.iat).toBe(3_600);
    await using refused = token(['--tenant', 'acme', '--ttl', '2h'], environment);
    expect(await refused.exited).toBe(2);
    expect(refused.output).toContain('--ttl must be at most 3600 seconds (JWT_MAX_AGE_SECONDS)');
  });

  test.each([
    [[], '--tenant is required'],
    [['--tenant', 'acme', '--scope', 'models:eat'], 'unknown scopes: models:eat'],
    [['--tenant', 'acme', '--ttl', 'soon'], '--ttl must be'],
    [['--tenants', 'acme'], "Unknown option '--tenants'"],
  ])('rejects %j', async (args, reason) => {
    await using command = token(args);
    expect(await command.exited).toBe(2);
    expect(command.output).toContain(reason);
    expect(command.output).toContain('npm run token');
  });
});
