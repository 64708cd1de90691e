import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import { issueToken } from '../../src/auth/issue-token.ts';
import { Database } from '../../src/db/database.ts';
import type { DatabaseLocation } from '../../src/db/location.ts';
import { openOrm } from '../../src/db/open-orm.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { onDatabase, onServer } from '../support/on-server.ts';
import { ListModels } from '../support/operations.ts';
import { testConfig, testSecret } from '../support/test-config.ts';

/**
 * Compares the duration of a page of models for a tenant with 100,000 models and for one with 100,
 * with 1,000 other tenants and 50 built-in models. Prints medians and their ratios.
 */
const sizes = [100, 1_000, 10_000, 100_000] as const;
const rounds = 150;

const page = `query ($after: String, $orderBy: ModelOrder) {
  models(first: 20, after: $after, orderBy: $orderBy) {
    edges { cursor node { id name isDefault isBuiltin status } } pageInfo { hasNextPage endCursor }
  }
}`;

await using stack = new AsyncDisposableStack();
const location = await newDatabase(stack);
await seed(location);
const config = testConfig();
const app = stack.use(await createApp(config, { database: location }));
const clients = await Promise.all(
  sizes.map(async (size) => {
    const claims = { tenantId: `tenant-${size}`, subject: 'bench', ttlSeconds: 3_600 };
    const issuer = { ...config.jwt, secret: testSecret };
    const token = await issueToken(issuer, { ...claims, scopes: ['models:read'] });
    return { size, client: new GraphqlClient(app.origin, token) };
  }),
);

for (const [name, orderBy, deep] of [
  ['first page, newest first', { field: 'CREATED_AT', direction: 'DESC' }, false],
  ['first page, by name', { field: 'NAME', direction: 'ASC' }, false],
  ['page in the middle, by name', { field: 'NAME', direction: 'ASC' }, true],
] as const) {
  const times = new Map<number, number[]>(sizes.map((size) => [size, []]));
  const places = new Map<number, string | null>();
  for (const { size, client } of clients) {
    places.set(size, deep ? await middle(client, size) : null);
  }
  // Interleaved, so that a busy moment of the machine affects all of them.
  for (let round = -20; round < rounds; round += 1) {
    for (const { size, client } of clients) {
      const start = performance.now();
      const response = await client.post({
        query: page,
        variables: { after: places.get(size), orderBy },
      });
      const { data } = (await response.json()) as { data?: { models: { edges: unknown[] } } };
      if (data?.models.edges.length !== 20) throw new Error('not a page of 20');
      if (round >= 0) times.get(size)?.push(performance.now() - start);
    }
  }
  const base = median(times.get(sizes[0]) ?? []);
  for (const size of sizes) {
    const value = median(times.get(size) ?? []);
    console.log(
      `${name}: ${size} models ${value.toFixed(2)} ms, ratio ${(value / base).toFixed(2)}`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** Returns the cursor of a model in the middle of the list by name. */
async function middle(client: GraphqlClient, size: number): Promise<string> {
  const name = `model-${String(size / 2).padStart(6, '0')}`;
  const found = await client.data(ListModels, { filter: { search: name }, first: 1 });
  const orderBy = { field: 'NAME', direction: 'ASC' } as const;
  const { models } = await client.data(ListModels, { filter: { search: name }, first: 1, orderBy });
  if (found.models.nodes.length !== 1) throw new Error(`there is no ${name}`);
  return models.pageInfo.endCursor ?? '';
}

async function newDatabase(stack: AsyncDisposableStack): Promise<DatabaseLocation> {
  const serverUrl = process.env['TEST_DATABASE_URL'];
  if (serverUrl === undefined) {
    const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-bench-'));
    stack.defer(() => rm(dataDir, { recursive: true }));
    return { kind: 'pglite', dataDir };
  }
  const name = `modelyard_bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name}`);
  stack.defer(() => onServer(serverUrl, `drop database ${name} with (force)`));
  return { kind: 'postgres', url: onDatabase(serverUrl, name) };
}

async function seed(location: DatabaseLocation): Promise<void> {
  await (await Database.open(location))[Symbol.asyncDispose]();
  const orm = await openOrm(location);
  const insert = (tenant: string, count: number, more = '') => `
    insert into model (id, tenant_id, name, type, source, provider, base_url, header_names,
      parameters, capabilities, tested_capabilities, awaits_pull, status, overridden, created_at, updated_at)
    select gen_random_uuid(), ${tenant}, 'model-' || lpad(n::text, 6, '0'), 'CHAT', 'REMOTE',
      'generic', 'https://api.example.com/v1', '{}', '{}', '{}', '{}', false, 'ACTIVE', false,
      now() - n * interval '1 second', now() - n * interval '1 second'
    from generate_series(1, ${count}) n ${more}`;
  const em = orm.em.fork();
  await em.execute('set statement_timeout = 0');
  for (const size of sizes) await em.execute(insert(`'tenant-${size}'`, size));
  await em.execute(insert("'*'", 50));
  await em.execute(insert("'other-' || t", 100, 'cross join generate_series(1, 1000) t'));
  await em.execute('vacuum analyze model');
  await orm.close(true);
  await explain(location);
}

/** Returns the query plan of the largest tenant's page. */
async function explain(location: DatabaseLocation): Promise<void> {
  await using database = await Database.open(location);
  const lines = await database.asTenant('tenant-100000', (em) =>
    em.execute<{ 'QUERY PLAN': string }[]>(`explain (analyze, buffers, timing off, summary off)
      select id from model where tenant_id = 'tenant-100000' and deleted_at is null
        and (name, id) > ('model-050000', '00000000-0000-0000-0000-000000000000')
      order by name, id limit 21`),
  );
  for (const line of lines) console.log(line['QUERY PLAN']);
}
