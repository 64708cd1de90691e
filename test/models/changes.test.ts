import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ModelChangesSubscription } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { delivered } from '../support/delivered.ts';
import { type GraphqlClient, type Stream, transports } from '../support/graphql-client.ts';
import { onServer } from '../support/on-server.ts';
import {
  ClearCredential,
  ClearDefault,
  DeleteModel,
  ListForChanges,
  ModelChanges,
  RestoreModel,
  SetDefault,
  TestModel,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let place: TestDatabase;
let app: TestApp;
let now = new Date();

beforeAll(async () => {
  place = await createTestDatabase();
  app = await createTestApp({ overrides: { database: place.location, now: () => now } });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

type Changes = Stream<ModelChangesSubscription>;

async function next(stream: Changes) {
  const { value } = await stream.next();
  if (value?.data == null) throw new Error(`no change: ${JSON.stringify(value)}`);
  return delivered(value.data.modelChanges);
}

async function take(stream: Changes, count: number) {
  const changes = [];
  while (changes.length < count) changes.push(await next(stream));
  return changes;
}

/** Over server-sent events, the response means that the subscription is active. */
const follow = (client: GraphqlClient, after: string | null = null) =>
  client.subscribe('sse', ModelChanges, { after });

async function refusal(client: GraphqlClient, after: string) {
  const { value } = await (await follow(client, after)).next();
  return value?.data?.modelChanges;
}

test('every change of a model is sent, in order', async () => {
  const client = await app.as(randomUUID());
  const changes = await follow(client);
  const { id } = await register(client, { isDefault: true, apiKey: 'sk-canary-0123456789' });
  const other = await register(client);
  await client.data(UpdateModel, { input: { id, displayName: 'New name' } });
  await client.data(SetDefault, { input: { id: other.id } });
  await client.data(ClearDefault, { input: { type: 'CHAT' } });
  await client.data(ClearCredential, { input: { id } });
  await client.data(DeleteModel, { input: { id } });
  await client.data(RestoreModel, { input: { id } });
  const received = await take(changes, 10);
  expect(received.map(({ kind, modelId }) => [kind, modelId === id])).toEqual([
    ['CREATED', true],
    ['UPDATED', true],
    ['CREATED', false],
    ['UPDATED', true],
    ['UPDATED', true],
    ['UPDATED', false],
    ['UPDATED', false],
    ['UPDATED', true],
    ['DELETED', true],
    ['CREATED', true],
  ]);
  await changes.leave();
});

test('an update without a difference is not a change', async () => {
  const client = await app.as(randomUUID());
  const { id, version } = await register(client, { displayName: 'Same' });
  const changes = await follow(client);
  const { updateModel } = await client.data(UpdateModel, { input: { id, displayName: 'Same' } });
  expect(updateModel).toMatchObject({ model: { version } });
  await client.data(DeleteModel, { input: { id } });
  expect(await next(changes)).toMatchObject({ kind: 'DELETED', model: null });
  await changes.leave();
});

test('concurrent changes are all sent, each once', async () => {
  const client = await app.as(randomUUID());
  const changes = await follow(client);
  const models = await Promise.all(Array.from({ length: 40 }, () => register(client)));
  const received = await take(changes, 40);
  expect(new Set(received.map(({ modelId }) => modelId))).toEqual(
    new Set(models.map(({ id }) => id)),
  );
  await changes.leave();
});

test.each(transports)(
  'over %s, a cursor continues after the last received change',
  async (transport) => {
    const client = await app.as(randomUUID());
    const live = await follow(client);
    await register(client, { name: 'seen' });
    const { cursor } = await next(live);
    await live.leave();
    const missed = await Promise.all([register(client), register(client), register(client)]);
    const again = await client.subscribe(transport, ModelChanges, { after: cursor });
    const received = await take(again, 3);
    expect(new Set(received.map(({ modelId }) => modelId))).toEqual(
      new Set(missed.map(({ id }) => id)),
    );
    const later = await register(client);
    expect(await next(again)).toMatchObject({ kind: 'CREATED', modelId: later.id });
    await again.leave();
  },
);

test('changes of another tenant are not sent, not even with its cursor', async () => {
  const [client, stranger] = [await app.as(randomUUID()), await app.as(randomUUID())];
  const theirs = await follow(stranger);
  await register(stranger);
  const { cursor } = await next(theirs);
  expect(await refusal(client, cursor)).toMatchObject({ __typename: 'NotResumableError' });
  await register(stranger);
  // Numbers are those of the installation, so the cursor is now before the newest change.
  const first = await register(client);
  const changes = await follow(client);
  const borrowed = await follow(client, cursor);
  await register(stranger);
  const mine = await register(client);
  expect(await next(borrowed)).toMatchObject({ kind: 'CREATED', modelId: first.id });
  for (const stream of [changes, borrowed]) {
    expect(await next(stream)).toMatchObject({ kind: 'CREATED', modelId: mine.id });
    await stream.leave();
  }
  await theirs.leave();
});

test('changes of built-in models are sent to every tenant', async () => {
  const [client, stranger] = [await app.as(randomUUID()), await app.as(randomUUID())];
  const streams = [await follow(client), await follow(stranger)];
  const { id } = await register(client, { isBuiltin: true, isDefault: true, type: 'SPEECH' });
  for (const stream of streams) {
    expect(await take(stream, 2)).toMatchObject([
      { kind: 'CREATED', modelId: id, model: { id, isDefault: true } },
      { kind: 'UPDATED', modelId: id },
    ]);
    await stream.leave();
  }
});

test.each([
  ['garbage', 'garbage'],
  ['nothing', ''],
  ['other JSON', Buffer.from('{"own":"1; drop"}').toString('base64url')],
  ['a megabyte', 'x'.repeat(1_000_000)],
])('a cursor that is %s is rejected with its path', async (_name, after) => {
  expect(await refusal(await app.as('acme'), after)).toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: ['after'] }],
  });
});

test('a cursor older than the retention cannot be resumed', async () => {
  const client = await app.as(randomUUID());
  const live = await follow(client);
  await register(client);
  const { cursor } = await next(live);
  await live.leave();
  const then = now;
  now = new Date(then.getTime() + 366 * 86_400_000);
  expect(await refusal(client, cursor)).toMatchObject({
    __typename: 'NotResumableError',
    code: 'NOT_RESUMABLE',
  });
  now = then;
});

test.each(['own', 'shared'])(
  'a cursor that is ahead of the %s log, as after a restored backup, cannot be resumed',
  async (log) => {
    const client = await app.as(randomUUID());
    const live = await follow(client);
    await register(client);
    const { cursor } = await next(live);
    await live.leave();
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const ahead = JSON.stringify({ ...place, [log]: place.own + 1_000 });
    expect(await refusal(client, Buffer.from(ahead).toString('base64url'))).toMatchObject({
      __typename: 'NotResumableError',
      code: 'NOT_RESUMABLE',
    });
  },
);

test('the cursor of a list after a test, which is no change, can be resumed', async () => {
  const client = await app.as(randomUUID());
  const { id } = await register(client, { baseUrl: 'http://127.0.0.1:9' });
  const live = await follow(client);
  await client.data(TestModel, { input: { id } });
  const { changesCursor } = (await client.data(ListForChanges, {})).models;
  const resumed = await follow(client, changesCursor);
  await client.data(UpdateModel, { input: { id, displayName: 'after the test' } });
  expect(await next(resumed)).toMatchObject({ kind: 'UPDATED', modelId: id });
  await resumed.leave();
  await live.leave();
});

test('the subscription requires models:read or models:use', async () => {
  const client = await app.as('acme', { scopes: ['models:write', 'platform:admin'] });
  const { value } = await (await follow(client)).next();
  expect(value?.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

test('unsubscribing while there are no changes ends the operation', async () => {
  const client = await app.as('acme');
  const socket = await client.openSocket();
  const subscribe = { type: 'subscribe', payload: { query: ModelChanges.toString() } };
  socket.send({ ...subscribe, id: 'one' });
  socket.send({ type: 'complete', id: 'one' });
  // The same ID can be used again, and the new subscription works.
  socket.send({ ...subscribe, id: 'one' });
  for (let received = false; !received; ) {
    const listening = socket.next().then(() => {
      received = true;
    });
    while (!received) {
      await register(client);
      await Promise.race([listening, new Promise((resolve) => setImmediate(resolve))]);
    }
  }
  socket.terminate();
});

// PGlite has one process.
const severalProcesses = inject('databaseTemplate').kind === 'postgres';
if (severalProcesses)
  describe('with several processes', () => {
    let other: TestApp;
    beforeAll(async () => {
      other = await createTestApp({ overrides: { database: place.location } });
    });
    afterAll(() => other[Symbol.asyncDispose]());

    test('a change in one process is sent by the other', async () => {
      const tenant = randomUUID();
      const changes = await follow(await app.as(tenant));
      const { id } = await register(await other.as(tenant));
      expect(await next(changes)).toMatchObject({ kind: 'CREATED', modelId: id });
      await changes.leave();
    });

    test('changes while the listening connection is lost are sent afterwards', async () => {
      const tenant = randomUUID();
      const changes = await follow(await app.as(tenant));
      const client = await other.as(tenant);
      if (place.location.kind !== 'postgres') throw new Error('only PostgreSQL has connections');
      for (let round = 0; round < 3; round += 1) {
        await onServer(
          place.location.url,
          `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'modelyard-listen' and datname = current_database()`,
        );
        const { id } = await register(client);
        expect(await next(changes)).toMatchObject({ kind: 'CREATED', modelId: id });
      }
      await changes.leave();
    });
  });
