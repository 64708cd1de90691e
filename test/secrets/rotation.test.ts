import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { Database } from '../../src/db/database.ts';
import type { Log } from '../../src/log.ts';
import type { KeyRotationSubscription } from '../gql/graphql.ts';
import { createAppWithDatabase } from '../support/app-with-database.ts';
import { ask } from '../support/chat-fixture.ts';
import { createTestApp, type TestAppOptions } from '../support/create-test-app.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { type GraphqlClient, transports } from '../support/graphql-client.ts';
import {
  ChatWhole,
  DeleteModel,
  EncryptionStatus,
  KeyRotation,
  RestoreModel,
  RotateKeys,
  SeeModel,
  SetCredential,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { testConfig, testKey } from '../support/test-config.ts';
import { createLastingDatabase, type TestDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const headers = [{ name: 'X-Team', value: 'canary-header' }];
let place: TestDatabase;
let upstream: Upstream;

beforeAll(async () => {
  place = await createLastingDatabase();
  upstream = await startUpstream();
}, 30_000);
afterAll(async () => {
  await place[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

/** A server on the lasting database with these keys. The first one encrypts. */
const serve = (ids: readonly string[], options: TestAppOptions = {}) =>
  createTestApp({
    encryptionKeys: ids.map(testKey),
    ...options,
    overrides: { database: place.location },
  });

const create = (client: GraphqlClient, index: number, isBuiltin = false) =>
  register(client, {
    baseUrl: `${upstream.url}/v1`,
    apiKey: `sk-canary-0123456789-${1000 + index}`,
    headers,
    isBuiltin,
  });

const statusOf = async (client: GraphqlClient) =>
  (await client.data(EncryptionStatus, {})).encryptionStatus;

type Rotation = KeyRotationSubscription['keyRotation'];

async function follow(client: GraphqlClient, transport: (typeof transports)[number] = 'sse') {
  const seen: Rotation[] = [];
  for await (const { data } of await client.subscribe(transport, KeyRotation, {})) {
    if (data != null) seen.push(data.keyRotation);
  }
  return seen;
}

test('after a new key was added, a rotation, and the removal of the old key, all secrets are readable', async () => {
  const made: { id: string; tenant: string; index: number; deleted: boolean }[] = [];
  {
    await using app = await serve(['old']);
    for (const tenant of ['acme', 'globex', 'ops']) {
      const client = await app.as(tenant);
      for (let index = 0; index < 60; index += 1) {
        const { id } = await create(client, index, tenant === 'ops');
        made.push({ id, tenant, index, deleted: false });
      }
    }
    for (const model of made.slice(0, 5)) {
      await (await app.as(model.tenant)).data(DeleteModel, { input: { id: model.id } });
      model.deleted = true;
    }
  }
  {
    await using app = await serve(['new', 'old']);
    const admin = await app.as('ops');
    expect((await statusOf(admin)).keys).toEqual([
      { keyId: 'new', isSealing: true, isConfigured: true, valueCount: 0 },
      { keyId: 'old', isSealing: false, isConfigured: true, valueCount: 360 },
    ]);
    const writer = await app.as('globex');
    const versions = new Map<string, number | undefined>();
    for (const { id } of made.slice(100)) {
      versions.set(id, (await admin.data(SeeModel, { id })).model?.version);
    }
    const { rotateEncryptionKeys } = await admin.data(RotateKeys, {});
    expect(rotateEncryptionKeys).toMatchObject({ rotation: { state: 'RUNNING' } });
    // Other transactions write at the same time.
    const [seen] = await Promise.all([
      follow(admin),
      ...made.slice(60, 70).map(async ({ id }) => {
        const input = { id, apiKey: `sk-canary-0123456789-${9000}` };
        await writer.data(SetCredential, { input });
      }),
    ]);
    expect(seen.at(-1)).toMatchObject({ state: 'FINISHED', total: 360, unreadable: 0 });
    const completed = seen.map((rotation) => rotation.completed);
    expect(completed).toEqual(completed.toSorted((one, other) => one - other));
    expect((await statusOf(admin)).keys).toEqual([
      { keyId: 'new', isSealing: true, isConfigured: true, valueCount: 360 },
      { keyId: 'old', isSealing: false, isConfigured: true, valueCount: 0 },
    ]);
    // Nothing has changed for clients.
    for (const [id, version] of versions) {
      expect((await admin.data(SeeModel, { id })).model?.version).toBe(version);
    }
    for (const transport of transports) {
      expect((await follow(admin, transport)).map(({ state }) => state)).toEqual(['FINISHED']);
    }
  }
  await using app = await serve(['new']);
  const admin = await app.as('ops');
  expect(await statusOf(admin)).toMatchObject({ unreadableCount: 0, unreadable: [] });
  upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
  for (const { id, tenant, index, deleted } of [...made.slice(0, 2), ...made.slice(170)]) {
    const client = await app.as(tenant);
    if (deleted) await client.data(RestoreModel, { input: { id } });
    const { chat } = await client.data(ChatWhole, ask(id));
    expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
    expect(upstream.exchanges.at(-1)?.request.headers).toMatchObject({
      authorization: `Bearer sk-canary-0123456789-${1000 + index}`,
      'x-team': 'canary-header',
    });
  }
}, 60_000);

describe('a rotation', () => {
  const begin = (database: Database, lease: string) =>
    database.asPlatform((em) =>
      em.execute(
        `insert into key_rotation
           (id, state, total, resealed, unreadable, started_at, owner, lease_until)
         values (1, 'RUNNING', 9, 4, 0, now(), gen_random_uuid(), now() + interval '${lease}')
         on conflict (id) do update set state = 'RUNNING', total = 9, resealed = 4,
           owner = excluded.owner, lease_until = excluded.lease_until`,
      ),
    );

  test('of another server process is visible, and prevents a second one', async () => {
    await using fixture = await createAppWithDatabase();
    const admin = await fixture.app.as('ops');
    expect((await follow(admin)).map(({ state }) => state)).toEqual(['IDLE']);
    await begin(fixture.database, '1 minute');
    const watching = transports.map((transport) => admin.subscribe(transport, KeyRotation, {}));
    const streams = await Promise.all(watching);
    for (const stream of streams) {
      expect((await stream.next()).value?.data?.keyRotation).toMatchObject({
        state: 'RUNNING',
        total: 9,
        completed: 4,
        encryptionStatus: null,
      });
    }
    expect((await admin.data(RotateKeys, {})).rotateEncryptionKeys).toMatchObject({
      __typename: 'ConflictError',
    });
    await fixture.database.asPlatform(async (em) => {
      await em.execute(`update key_rotation set state = 'FINISHED', resealed = 9, owner = null`);
      await em.execute(`select pg_notify('modelyard', 'key rotation')`);
    });
    for (const stream of streams) {
      const { value } = await stream.next();
      expect(value?.data?.keyRotation).toMatchObject({
        state: 'FINISHED',
        completed: 9,
        encryptionStatus: { keys: [{ isSealing: true, valueCount: 0 }], unreadableCount: 0 },
      });
      expect((await stream.next()).done).toBe(true);
    }
    expect((await follow(admin)).map(({ state }) => state)).toEqual(['FINISHED']);
  });

  test('of a process that has exited is FAILED, and can be started again', async () => {
    await using fixture = await createAppWithDatabase();
    const admin = await fixture.app.as('ops');
    await begin(fixture.database, '-1 second');
    expect((await follow(admin)).map(({ state }) => state)).toEqual(['FAILED']);
    expect((await admin.data(RotateKeys, {})).rotateEncryptionKeys).toMatchObject({
      rotation: { state: 'RUNNING' },
    });
    expect((await follow(admin)).at(-1)).toMatchObject({ state: 'FINISHED' });
  });
});

describe('a secret that cannot be decrypted', () => {
  test('is listed by id, and stays unchanged until it is set again', async () => {
    let id: string;
    let damaged: string;
    {
      await using app = await serve(['gone', 'new']);
      const client = await app.as('initech');
      id = (await create(client, 1)).id;
      damaged = (await create(client, 2)).id;
    }
    {
      await using database = await Database.open(place.location);
      const rowId = Buffer.from(damaged, 'base64url').toString().split(':')[1] ?? '';
      await database.asTenant('initech', (em) =>
        em.execute(
          "update model set sealed_api_key = 'rubbish', sealed_headers = null where id = ?",
          [rowId],
        ),
      );
    }
    await using app = await serve(['newer', 'new'], { lostKeyIds: ['gone'] });
    const admin = await app.as('ops');
    const client = await app.as('initech');
    const expected = [
      { modelId: damaged, apiKeyId: null, tenantId: 'initech', field: 'API_KEY', keyId: null },
      { modelId: id, apiKeyId: null, tenantId: 'initech', field: 'API_KEY', keyId: 'gone' },
      { modelId: id, apiKeyId: null, tenantId: 'initech', field: 'HEADERS', keyId: 'gone' },
    ];
    const sorted = (list: typeof expected) => list.map((value) => JSON.stringify(value)).toSorted();
    const before = await statusOf(admin);
    expect(before.unreadableCount).toBe(3);
    expect(sorted(before.unreadable as typeof expected)).toEqual(sorted(expected));
    expect(before.keys).toContainEqual({
      keyId: 'gone',
      isSealing: false,
      isConfigured: false,
      valueCount: 2,
    });
    await admin.data(RotateKeys, {});
    expect((await follow(admin)).at(-1)).toMatchObject({ state: 'FINISHED', unreadable: 3 });
    const { updateModel } = await client.data(UpdateModel, { input: { id, description: 'x' } });
    expect(updateModel).toMatchObject({
      model: { credential: { configured: true, readable: false, hint: '1001' } },
    });
    const { chat } = await client.data(ChatWhole, ask(id));
    expect(chat).toMatchObject({ code: 'CREDENTIAL_UNREADABLE' });
    const after = await statusOf(admin);
    expect(sorted(after.unreadable as typeof expected)).toEqual(sorted(expected));
    for (const broken of [id, damaged]) {
      await client.data(SetCredential, {
        input: { id: broken, apiKey: 'sk-canary-again-0123', headers },
      });
    }
    expect(await statusOf(admin)).toMatchObject({ unreadableCount: 0 });
  });

  test('is reported at the start when its key has other bytes than before', async () => {
    await using wrong = await createLastingDatabase();
    const start = (bytes: string, log: Log) =>
      createTestApp({
        encryptionKeys: [{ ...testKey(bytes), id: 'same' }],
        overrides: { database: wrong.location, log },
      });
    const lines: unknown[] = [];
    const silent = () => {};
    const error: Log['error'] = ({ keyId }, message) => void lines.push([keyId, message]);
    const log: Log = { error, warn: silent, info: silent, debug: silent };
    {
      await using app = await start('one', log);
      await create(await app.as('acme'), 4);
    }
    expect(lines).toEqual([]);
    await using _app = await start('two', log);
    expect(lines).toEqual([['same', expect.stringMatching(/^ENCRYPTION_KEYS has another key/)]]);
  });

  test('prevents the start of a production server, unless its key is declared lost', async () => {
    {
      await using app = await serve(['early', 'newer', 'new']);
      await create(await app.as('initech'), 3);
    }
    const start = (lostKeyIds: string[]) => {
      const encryptionKeys = ['newer', 'new'].map(testKey);
      const config = testConfig({ production: true, encryptionKeys, lostKeyIds });
      return createApp(config, { database: place.location });
    };
    await expect(start([])).rejects.toThrow(/ENCRYPTION_KEYS lacks early, .*keys -- rotate/);
    await expect(start(['other'])).rejects.toThrow('ENCRYPTION_KEYS lacks early');
    await using _app = await start(['early']);
  });
});

test('only platform administrators manage keys', async () => {
  await using app = await createTestApp();
  const client = await app.as('acme', { scopes: ['models:read', 'models:write', 'models:use'] });
  const results = [
    await client.execute(EncryptionStatus, {}),
    await client.execute(RotateKeys, {}),
  ];
  for await (const result of await client.subscribe('sse', KeyRotation, {}))
    results.push(result as never);
  expect(results).toHaveLength(3);
  for (const { errors } of results) {
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  }
});
