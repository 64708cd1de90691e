import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { FindApiKey, storeApiKey, UpdateApiKey } from '../support/api-key-operations.ts';
import { type AppWithDatabase, createAppWithDatabase } from '../support/app-with-database.ts';
import { ask } from '../support/chat-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  ChatWhole,
  EncryptionStatus,
  KeyRotation,
  RotateKeys,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { testKey } from '../support/test-config.ts';
import { createLastingDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let fixture: AppWithDatabase;
let database: Database;
let upstream: Upstream;

beforeAll(async () => {
  fixture = await createAppWithDatabase();
  ({ database } = fixture);
  upstream = await startUpstream();
  upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
});
afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const rowIdOf = (globalId: string) =>
  Buffer.from(globalId, 'base64url').toString().split(':')[1] ?? '';

/** Changes stored rows directly, as somebody with access to the database could. */
const sql = (statement: string) => database.asPlatform((em) => em.execute(statement));

/** A key and a model that uses it. */
async function create(client: GraphqlClient, name: string) {
  const baseUrl = `${upstream.url}/v1`;
  const key = await storeApiKey(client, { name, baseUrl, apiKey: `sk-canary-${name}-0123456789` });
  const model = await register(client, { baseUrl, keys: [{ apiKeyId: key.id }] });
  return { key, keyRow: rowIdOf(key.id), model, modelRow: rowIdOf(model.id) };
}

test('the row of a key contains only its encrypted value', async () => {
  const { keyRow } = await create(await fixture.app.as(randomUUID()), 'one');
  const rows = await sql(`select * from api_key where id = '${keyRow}'`);
  expect(JSON.stringify(rows)).not.toContain('canary');
  expect(rows).toMatchObject([{ sealed_api_key: expect.stringMatching(/^v1\.test\./) }]);
});

describe('a value that was copied', () => {
  const copy = (from: string, to: string) =>
    sql(`update api_key set sealed_api_key =
      (select sealed_api_key from api_key where id = '${from}') where id = '${to}'`);

  test.each([
    [
      'from another key of the tenant',
      async (client: GraphqlClient, to: string) => {
        await copy((await create(client, 'two')).keyRow, to);
      },
    ],
    [
      'from a key of another tenant',
      async (_client: GraphqlClient, to: string) => {
        await copy((await create(await fixture.app.as(randomUUID()), 'two')).keyRow, to);
      },
    ],
    [
      'from the credential of a model',
      async (client: GraphqlClient, to: string) => {
        const baseUrl = `${upstream.url}/v1`;
        const { id } = await register(client, { baseUrl, apiKey: 'sk-canary-0123456789' });
        await sql(`update api_key set sealed_api_key =
          (select sealed_api_key from model where id = '${rowIdOf(id)}') where id = '${to}'`);
      },
    ],
    [
      'to another tenant',
      async (_client: GraphqlClient, to: string) => {
        await sql(`update api_key set tenant_id = 'thief' where id = '${to}'`);
        await sql(`update model set tenant_id = 'thief' where keys::text like '%${to}%'`);
      },
    ],
  ])('%s cannot be decrypted, and is not sent', async (_name, move) => {
    const client = await fixture.app.as(randomUUID());
    const { key, keyRow, model } = await create(client, 'one');
    await move(client, keyRow);
    const owner = _name === 'to another tenant' ? await fixture.app.as('thief') : client;
    expect((await owner.data(FindApiKey, { id: key.id })).node).toMatchObject({ readable: false });
    const before = upstream.exchanges.length;
    const { chat } = await owner.data(ChatWhole, ask(model.id));
    expect(chat).toMatchObject({ code: 'CREDENTIAL_UNREADABLE' });
    expect(upstream.exchanges.length).toBe(before);
    expect(JSON.stringify(chat)).not.toContain('canary');
  });
});

describe('a key is not sent to another origin', () => {
  test('when the base URL of the model was changed in the database', async () => {
    await using thief = await startUpstream();
    const client = await fixture.app.as(randomUUID());
    const { model, modelRow } = await create(client, 'one');
    await sql(`update model set base_url = '${thief.url}/v1' where id = '${modelRow}'`);
    const { chat } = await client.data(ChatWhole, ask(model.id));
    expect(chat).toMatchObject({ code: 'CREDENTIAL_DESTINATION' });
    expect(thief.exchanges).toEqual([]);
  });

  test('when its origins were changed in the database too', async () => {
    await using thief = await startUpstream();
    const client = await fixture.app.as(randomUUID());
    const { model, modelRow, keyRow } = await create(client, 'one');
    await sql(`update model set base_url = '${thief.url}/v1' where id = '${modelRow}'`);
    await sql(`update api_key set origins = array['${thief.url}'] where id = '${keyRow}'`);
    const { chat } = await client.data(ChatWhole, ask(model.id));
    expect(chat).toMatchObject({ code: 'CREDENTIAL_UNREADABLE' });
    expect(thief.exchanges).toEqual([]);
  });
});

test('a key of another tenant is not used, although the database names it in a model', async () => {
  const [client, other] = [await fixture.app.as(randomUUID()), await fixture.app.as(randomUUID())];
  const { keyRow } = await create(other, 'foreign');
  const { model, modelRow } = await create(client, 'own');
  await sql(`update model set keys = '[{"keyId": "${keyRow}", "weight": 1, "enabled": true}]'
    where id = '${modelRow}'`);
  const before = upstream.exchanges.length;
  const { chat } = await client.data(ChatWhole, ask(model.id));
  expect(chat).toMatchObject({ code: 'CREDENTIAL_MISSING' });
  expect(upstream.exchanges).toHaveLength(before);
});

test('a value that cannot be decrypted is set again with updateApiKey', async () => {
  const client = await fixture.app.as(randomUUID());
  const { key, keyRow, model } = await create(client, 'one');
  await sql(`update api_key set sealed_api_key =
    'v1.gone.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA' where id = '${keyRow}'`);
  // An unrelated change does not modify it.
  await client.data(UpdateApiKey, { input: { id: key.id, name: 'renamed' } });
  const { encryptionStatus } = await client.data(EncryptionStatus, {});
  expect(encryptionStatus.unreadable).toContainEqual(
    expect.objectContaining({ apiKeyId: key.id, modelId: null, field: 'API_KEY', keyId: 'gone' }),
  );
  await client.data(UpdateApiKey, { input: { id: key.id, apiKey: 'sk-new-0123456789' } });
  await client.data(UpdateModel, { input: { id: model.id, displayName: randomUUID() } });
  const { chat } = await client.data(ChatWhole, ask(model.id));
  expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
});

test('a rotation encrypts keys of tenants and of the platform again, without a new version', async () => {
  await using place = await createLastingDatabase();
  const serve = (...ids: string[]) =>
    createTestApp({
      encryptionKeys: ids.map(testKey),
      overrides: { database: place.location },
    });
  const made: { tenant: string; keyId: string; modelId: string }[] = [];
  {
    await using app = await serve('old');
    for (const tenant of ['acme', 'globex']) {
      const { key, model } = await create(await app.as(tenant), tenant);
      made.push({ tenant, keyId: key.id, modelId: model.id });
    }
    await storeApiKey(await app.as('acme'), { name: 'of the platform', isBuiltin: true });
  }
  {
    await using app = await serve('new', 'old');
    const admin = await app.as('acme');
    const counts = async () =>
      (await admin.data(EncryptionStatus, {})).encryptionStatus.keys.map((key) => key.valueCount);
    expect(await counts()).toEqual([0, 3]);
    await admin.data(RotateKeys, {});
    const seen = [];
    for await (const { data } of await admin.subscribe('sse', KeyRotation, {})) {
      seen.push(data?.keyRotation);
    }
    expect(seen.at(-1)).toMatchObject({ state: 'FINISHED', total: 3, completed: 3, unreadable: 0 });
    expect(await counts()).toEqual([3, 0]);
  }
  await using app = await serve('new');
  for (const { tenant, keyId, modelId } of made) {
    const client = await app.as(tenant);
    const { chat } = await client.data(ChatWhole, ask(modelId));
    expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
    expect(upstream.exchanges.at(-1)?.request.headers).toMatchObject({
      authorization: `Bearer sk-canary-${tenant}-0123456789`,
    });
    const input = { id: keyId, name: `${tenant} 2`, expectedVersion: 1 };
    const { updateApiKey } = await client.data(UpdateApiKey, { input });
    expect(updateApiKey).toMatchObject({ apiKey: { version: 2 } });
  }
});
