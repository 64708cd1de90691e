import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { tenantRole } from '../../src/db/tenancy.ts';
import { wakeUpChannel } from '../../src/events/wake-ups.ts';
import { changesTopic } from '../../src/services/models/model-audit.ts';
import type { ModelChangesSubscription } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts';
import { delivered } from '../support/delivered.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { onServer } from '../support/on-server.ts';
import { ModelChanges, UpdateModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { Subscribers } from '../support/subscribers.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Changes = Subscribers<ModelChangesSubscription>;

/** Changes a model. */
async function change(client: GraphqlClient, id: string): Promise<void> {
  const { updateModel } = await client.data(UpdateModel, { input: { id, name: randomUUID() } });
  expect(updateModel.__typename).toBe('ModelPayload');
}

/** The numbers of the changes that a subscriber has received. */
function seqsOf({ results }: Changes['all'][number]): number[] {
  return results.map(({ data }) => {
    const { cursor } = delivered(data?.modelChanges);
    const { own, shared } = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Math.max(own, shared);
  });
}

function countOf(subscribers: Changes, seq: number): number {
  return subscribers.all.filter((one) => (seqsOf(one).at(-1) ?? 0) >= seq).length;
}

/** No subscriber failed, ended, or received a change twice or not at all. */
function expectComplete(subscribers: Changes): void {
  expect(subscribers.ended).toBe(0);
  const lists = subscribers.all.map(seqsOf);
  const longest = lists.reduce((one, next) => (next.length > one.length ? next : one));
  expect(new Set(longest).size).toBe(longest.length);
  for (const list of lists) expect(list).toEqual(longest.slice(-list.length));
  for (const { results } of subscribers.all) {
    expect(results.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  }
}

/** The number of the newest change. */
async function lastSeq(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ seq: string }>('select max(seq) as seq from audit_event');
  await client.end();
  return Number(rows[0]?.seq);
}

// Connections can be counted and cut on PostgreSQL only.
describe.runIf(inject('databaseTemplate').kind === 'postgres')('hundreds of subscribers', () => {
  let place: TestDatabase;
  let url: string;
  let proxy: DatabaseProxy;
  /** Connected to its database through the proxy; the other app is not. */
  let app: TestApp;
  let other: TestApp;
  beforeAll(async () => {
    place = await createTestDatabase();
    if (place.location.kind !== 'postgres') throw new Error('only PostgreSQL has connections');
    url = place.location.url;
    proxy = await startDatabaseProxy(url);
    const database = { kind: 'postgres', url: proxy.url } as const;
    app = await createTestApp({ overrides: { database } });
    other = await createTestApp({ overrides: { database: place.location } });
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
    await proxy[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  const statementsFrom = (table: string) =>
    proxy.statements.filter((sql) => new RegExp(` from "?${table}\\b`).test(sql)).length;

  async function reachAll(subscribers: Changes): Promise<void> {
    const seq = await lastSeq(url);
    await expect
      .poll(() => countOf(subscribers, seq), { timeout: 15_000, interval: 20 })
      .toBe(subscribers.all.length);
  }

  /** Changes a model until every subscription is known to be active. */
  async function establish(subscribers: Changes, client: GraphqlClient, id: string) {
    const standing = () => subscribers.all.filter(({ results }) => results.length > 0).length;
    while (standing() < subscribers.all.length) {
      await change(client, id);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await reachAll(subscribers);
    // A late wake-up causes a read without a change.
    await change(client, id);
    await reachAll(subscribers);
  }

  async function subscribe(subscribers: Changes, tenantId: string, count: number) {
    const operation = { document: ModelChanges, variables: { after: null } };
    await subscribers.add(await app.as(tenantId), count, operation);
  }

  test('receive a change with as many queries as one subscriber', async () => {
    const tenant = randomUUID();
    const client = await other.as(tenant);
    const { id } = await register(client);
    using subscribers: Changes = new Subscribers();
    await subscribe(subscribers, tenant, 1);
    await establish(subscribers, client, id);

    proxy.statements.length = 0;
    await subscribe(subscribers, tenant, 399);
    await establish(subscribers, client, id);
    proxy.statements.length = 0;
    await change(client, id);
    await reachAll(subscribers);
    expect(statementsFrom('audit_event')).toBe(1);
    expect(statementsFrom('model')).toBe(1);
    expect(proxy.statements.filter((sql) => sql.includes('default_model'))).toHaveLength(1);
    expect(subscribers.ended).toBe(0);
  });

  test('subscribe without a query when their tenant already has a subscriber', async () => {
    const tenant = randomUUID();
    const client = await other.as(tenant);
    const { id } = await register(client);
    using subscribers: Changes = new Subscribers();
    await subscribe(subscribers, tenant, 1);
    await establish(subscribers, client, id);
    proxy.statements.length = 0;
    // Over server-sent events, the response means that the subscription is active.
    const follower = await app.as(tenant);
    const streams = await Promise.all(
      Array.from({ length: 20 }, () => follower.subscribe('sse', ModelChanges, { after: null })),
    );
    expect(statementsFrom('audit_event')).toBe(0);
    await change(client, id);
    for (const stream of streams) {
      const { value } = await stream.next();
      expect(value?.data?.modelChanges).toMatchObject({ kind: 'UPDATED', model: { id } });
      await stream.leave();
    }
  });

  test('of several tenants share the queries for a change of a built-in model', async () => {
    const tenants = [randomUUID(), randomUUID(), randomUUID()];
    const client = await other.as(randomUUID());
    const { id } = await register(client, { isBuiltin: true });
    using subscribers: Changes = new Subscribers();
    for (const tenant of tenants) await subscribe(subscribers, tenant, 100);
    await establish(subscribers, client, id);
    proxy.statements.length = 0;
    await change(client, id);
    await reachAll(subscribers);
    expect(statementsFrom('audit_event')).toBe(1);
    expect(statementsFrom('model')).toBe(1);
  });

  test("receive changes from an outage of their server's database connection", async () => {
    const tenant = randomUUID();
    const client = await other.as(tenant);
    const { id } = await register(client);
    using subscribers: Changes = new Subscribers();
    await subscribe(subscribers, tenant, 300);
    await establish(subscribers, client, id);
    for (let round = 0; round < 2; round += 1) {
      const before = await lastSeq(url);
      proxy.cut();
      await change(client, id);
      await change(client, id);
      expect(countOf(subscribers, before + 1)).toBe(0);
      proxy.restore();
      await reachAll(subscribers);
    }
    expectComplete(subscribers);
  });

  test('receive changes that could not be read at first', async () => {
    const tenant = randomUUID();
    const client = await other.as(tenant);
    const { id } = await register(client);
    using subscribers: Changes = new Subscribers();
    await subscribe(subscribers, tenant, 300);
    await establish(subscribers, client, id);
    // Writing a change returns its number and counts recent ones, so these columns stay readable.
    await onServer(
      url,
      `revoke select on audit_event from ${tenantRole}`,
      `grant select (seq, tenant_id, action, at) on audit_event to ${tenantRole}`,
    );
    proxy.statements.length = 0;
    await change(client, id);
    await change(client, id);
    await expect.poll(() => statementsFrom('audit_event')).toBeGreaterThan(2);
    await onServer(url, `grant select on audit_event to ${tenantRole}`);
    await reachAll(subscribers);
    expectComplete(subscribers);
  });

  test('receive null for the model when it cannot be loaded', async () => {
    const tenant = randomUUID();
    const client = await other.as(tenant);
    const { id } = await register(client);
    using subscribers: Changes = new Subscribers();
    await subscribe(subscribers, tenant, 200);
    await establish(subscribers, client, id);
    await onServer(url, `revoke select on model from ${tenantRole}`);
    await onServer(
      url,
      `insert into audit_event (tenant_id, action, model_id, model_name, fields, at)
         select tenant_id, action, model_id, model_name, fields, at from audit_event
         where tenant_id = '${tenant}' order by seq desc limit 1`,
      `select pg_notify('${wakeUpChannel}', '${changesTopic(tenant)}')`,
    );
    const withoutModel = () =>
      subscribers.all.filter(({ results }) => {
        const { data, errors } = results.at(-1) ?? {};
        const { model } = delivered(data?.modelChanges);
        return model === null && errors?.[0]?.path?.at(-1) === 'model';
      }).length;
    await expect.poll(withoutModel, { timeout: 15_000 }).toBe(200);
    await onServer(url, `grant select on model to ${tenantRole}`);
    await change(client, id);
    await reachAll(subscribers);
    expect(subscribers.ended).toBe(0);
  });
});
