import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CreateRemoteModelInput } from '../gql/graphql.ts';
import {
  FindModelKeys,
  KeyedChat,
  storeApiKey,
  UpdateApiKey,
} from '../support/api-key-operations.ts';
import { type AppWithDatabase, createAppWithDatabase } from '../support/app-with-database.ts';
import { ask } from '../support/chat-fixture.ts';
import { answer, errorBody, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  ChatWhole,
  Embed,
  OfferedModels,
  TestConnection,
  TestModel,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { type Exchange, startUpstream, type Upstream } from '../support/upstream.ts';

let fixture: AppWithDatabase;
let client: GraphqlClient;
let upstream: Upstream;
let baseUrl: string;
/** Rejects a request with a key, and returns whether it did. */
let reject: (exchange: Exchange, key: string) => boolean;
let sent: string[];
let counter = 0;

const keyOf = ({ request }: Exchange) =>
  /^Bearer sk-([a-z]*)-/.exec(String(request.headers['authorization']))?.[1] ?? 'none';

beforeAll(async () => {
  fixture = await createAppWithDatabase();
  client = await fixture.app.as('acme');
  upstream = await startUpstream({ handler: respond });
  baseUrl = `${upstream.url}/v1`;
});
beforeEach(() => {
  reject = () => false;
  sent = [];
});
afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

async function respond(exchange: Exchange): Promise<void> {
  const key = keyOf(exchange);
  sent.push(key);
  if (reject(exchange, key)) return;
  if (exchange.request.path.endsWith('/chat/completions')) {
    await sendStream(exchange, answer(['Hi']));
    return;
  }
  exchange.head(200, { 'content-type': 'application/json' });
  const isList = exchange.request.path.endsWith('/models');
  exchange.end(
    JSON.stringify({
      data: isList ? [{ id: 'gpt' }] : [{ index: 0, embedding: [1, 2] }],
      usage: { prompt_tokens: 1, total_tokens: 1 },
    }),
  );
}

function refuse(exchange: Exchange, status: number, body: string, headers = {}): true {
  exchange.head(status, { 'content-type': 'application/json', ...headers });
  exchange.end(body);
  return true;
}

/** A model with keys of these names, in this order. `own` is its own credential. */
async function create(names: readonly string[], fields: Partial<CreateRemoteModelInput> = {}) {
  counter += 1;
  const keys = [];
  for (const [index, name] of names.filter((one) => one !== 'own').entries()) {
    const apiKey = `sk-${name}-0123456789`;
    const { id } = await storeApiKey(client, { name: `${name} ${counter}`, baseUrl, apiKey });
    // The first of them is tried first, except once in a million calls.
    keys.push({ apiKeyId: id, weight: index === 0 ? 1_000 : 1, enabled: true });
  }
  const own = names.includes('own') ? { apiKey: 'sk-own-0123456789' } : {};
  const model = await register(client, { baseUrl, keys, ...own, ...fields });
  return { id: model.id, keys };
}

const chat = async (modelId: string) => (await client.data(KeyedChat, ask(modelId))).chat;

const failures = [
  ['CREDENTIAL_REJECTED', 401, errorBody('Incorrect API key.', 'auth', 'invalid_api_key'), {}],
  ['PERMISSION_DENIED', 403, errorBody('No access.', 'permission', null), {}],
  ['QUOTA_EXHAUSTED', 429, errorBody('Pay.', 'insufficient_quota', 'insufficient_quota'), {}],
  ['RATE_LIMITED', 429, errorBody('Too fast.', 'requests', 'rate_limit_exceeded'), {}],
  ['RATE_LIMITED', 429, errorBody('Too fast.', 'requests', null), { 'retry-after': '30' }],
] as const;

describe.each(failures)('after %s (%i)', (reason, status, body, headers) => {
  test('a completion uses the next key at once, and names both', async () => {
    const { id } = await create(['own', 'two']);
    reject = (exchange, key) => key === 'own' && refuse(exchange, status, body, headers);
    const startMs = performance.now();
    expect(await chat(id)).toMatchObject({
      completion: {
        status: 'COMPLETED',
        message: { content: 'Hi' },
        attempts: [
          { keyLabel: null, error: { reason }, mayBeBilled: false },
          { keyLabel: `two ${counter}`, error: null },
        ],
      },
    });
    expect(sent).toEqual(['own', 'two']);
    expect(performance.now() - startMs).toBeLessThan(20_000);
  });

  test('embed uses the next key', async () => {
    const { id } = await create(['own', 'two'], { type: 'EMBEDDING' });
    reject = (exchange, key) => key === 'own' && refuse(exchange, status, body, headers);
    const { embed } = await client.data(Embed, { input: { modelId: id, texts: ['a'] } });
    expect(embed).toMatchObject({ __typename: 'EmbedPayload' });
    expect(sent).toEqual(['own', 'two']);
  });
});

test('when every key is rejected, each is used once, and the first failure is reported', async () => {
  const statuses: Readonly<Record<string, number>> = { own: 401, two: 403, three: 401 };
  reject = (exchange, key) => refuse(exchange, statuses[key] ?? 500, '{}');
  const { id } = await create(['own', 'two', 'three']);
  expect(await chat(id)).toMatchObject({
    __typename: 'UpstreamError',
    reason: 'CREDENTIAL_REJECTED',
    failedCompletion: { attempts: [{ keyLabel: null }, {}, {}] },
  });
  expect(sent[0]).toBe('own');
  expect(sent.toSorted()).toEqual(['own', 'three', 'two']);
  sent = [];
  const embedding = await create(['own', 'two'], { type: 'EMBEDDING' });
  const { embed } = await client.data(Embed, { input: { modelId: embedding.id, texts: ['a'] } });
  expect(embed).toMatchObject({ __typename: 'UpstreamError', reason: 'CREDENTIAL_REJECTED' });
  expect(sent).toEqual(['own', 'two']);
});

test.each([
  ['a failure of the server', 503],
  ['an invalid request', 400],
  ['a missing model', 404],
])('%s uses no other key', async (_name, status) => {
  reject = (exchange) => refuse(exchange, status, '{}');
  const { id } = await create(['own', 'two']);
  expect(await chat(id)).toMatchObject({ __typename: 'UpstreamError' });
  expect(sent).toEqual(['own']);
});

test('a key that cannot be decrypted is skipped, and is not sent', async () => {
  const { id, keys } = await create(['one', 'two']);
  const rowId = Buffer.from(keys[0]?.apiKeyId ?? '', 'base64url')
    .toString()
    .split(':')[1];
  await fixture.database.asPlatform((em) =>
    em.execute('update api_key set sealed_api_key = ? where id = ?', ['rubbish', rowId]),
  );
  expect(await chat(id)).toMatchObject({
    completion: {
      status: 'COMPLETED',
      attempts: [
        {
          keyLabel: `one ${counter}`,
          error: { reason: 'CREDENTIAL_REJECTED' },
          mayBeBilled: false,
        },
        { keyLabel: `two ${counter}`, error: null },
      ],
    },
  });
  expect(sent).toEqual(['two']);
  // After it is set again, it is used again.
  const input = { id: keys[0]?.apiKeyId ?? '', apiKey: 'sk-one-0123456789' };
  await client.data(UpdateApiKey, { input });
  await client.data(ChatWhole, ask(id));
  expect(sent.at(-1)).toBe('one');
});

test('a rejected key is avoided until it has a new value', async () => {
  const { id, keys } = await create(['one', 'two']);
  reject = (exchange, key) => key === 'one' && refuse(exchange, 401, '{}');
  await chat(id);
  expect(sent).toEqual(['one', 'two']);
  sent = [];
  await chat(id);
  expect(sent).toEqual(['two']);
  const health = async () => (await client.data(FindModelKeys, { id })).model?.keys[0]?.health;
  expect(await health()).toEqual({ state: 'OPEN', reason: 'CREDENTIAL_REJECTED' });
  const input = { id: keys[0]?.apiKeyId ?? '', apiKey: 'sk-renewed-0123456789' };
  await client.data(UpdateApiKey, { input });
  sent = [];
  expect(await chat(id)).toMatchObject({ completion: { status: 'COMPLETED' } });
  expect(sent).toEqual(['renewed']);
  expect(await health()).toMatchObject({ state: 'CLOSED' });
});

test('a completion with a single stored key names it', async () => {
  const { id } = await create(['one']);
  expect(await chat(id)).toMatchObject({
    completion: { attempts: [{ keyLabel: `one ${counter}`, error: null }] },
  });
});

test('a key is named only to those who may read it', async () => {
  const { id } = await create(['one']);
  const user = await fixture.app.as('acme', { scopes: ['models:use'] });
  const { chat: own } = await user.data(KeyedChat, ask(id));
  expect(own).toMatchObject({ completion: { attempts: [{ keyLabel: null }] } });

  const admin = await fixture.app.as('ops', {
    scopes: ['platform:admin', 'models:read', 'models:write'],
  });
  counter += 1;
  const { id: apiKeyId } = await storeApiKey(admin, {
    name: `p ${counter}`,
    baseUrl,
    isBuiltin: true,
  });
  const builtin = await register(admin, {
    baseUrl,
    isBuiltin: true,
    displayName: `keyed ${counter}`,
    keys: [{ apiKeyId }],
  });
  const shared = await chat(builtin.id);
  expect(shared).toMatchObject({ completion: { status: 'COMPLETED' } });
  expect(JSON.stringify(shared)).not.toContain(`p ${counter}`);
});

test('the error of an attempt does not reveal the key of an earlier one', async () => {
  const { id } = await create(['own', 'two']);
  const quoting = errorBody('Not sk-own-0123456789 and not sk-two-0123456789.', 'auth', null);
  reject = (exchange) => refuse(exchange, 401, quoting);
  await chat(id);
  expect(sent).toEqual(['own', 'two']);
  const stored = await fixture.database.asPlatform((em) =>
    em.execute<{ attempts: string }[]>('select attempts::text from chat_completion'),
  );
  const texts = stored.map(({ attempts }) => attempts).join();
  expect(texts).toContain('Not [redacted] and not [redacted]');
  expect(texts).not.toContain('0123456789');
});

test('a model whose keys are all disabled is not called', async () => {
  const { id, keys } = await create(['one']);
  const disabled = keys.map((key) => ({ ...key, enabled: false }));
  await client.data(UpdateModel, { input: { id, keys: disabled } });
  expect(await chat(id)).toMatchObject({ code: 'CREDENTIAL_MISSING' });
  expect(sent).toEqual([]);
});

test('testModel and offeredModels use the stored keys', async () => {
  const { id, keys } = await create(['one']);
  const apiKeyId = keys[0]?.apiKeyId ?? '';
  const { testModel } = await client.data(TestModel, { input: { id } });
  expect(testModel).toMatchObject({ __typename: 'ModelTestPayload' });
  expect(new Set(sent)).toEqual(new Set(['one']));
  const offered = async (input: object) =>
    (await client.data(OfferedModels, { input })).offeredModels;
  expect(await offered({ modelId: id })).toMatchObject({ models: [{ name: 'gpt' }] });
  expect(await offered({ baseUrl, apiKeyId })).toMatchObject({ models: [{ name: 'gpt' }] });
  expect(sent.slice(-2)).toEqual(['one', 'one']);
  sent = [];
  expect(await offered({ baseUrl: 'https://other.example.com', apiKeyId })).toMatchObject({
    code: 'CREDENTIAL_DESTINATION',
  });
  expect(await offered({ baseUrl, apiKeyId, apiKey: 'sk-other-012345' })).toMatchObject({
    __typename: 'InvalidInputError',
  });
  expect(await offered({ baseUrl, apiKeyId: 'invented' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(sent).toEqual([]);
});

test('testConnection uses the first enabled key that the model names', async () => {
  const { keys } = await create(['one', 'two']);
  const [one, two] = keys.map(({ apiKeyId }) => apiKeyId) as [string, string]; // two keys
  const model = { remote: { name: 'gpt', type: 'CHAT' as const, baseUrl } };
  const run = async (remote: Partial<CreateRemoteModelInput>) => {
    const input = { model: { remote: { ...model.remote, ...remote } } };
    return (await client.data(TestConnection, { input })).testConnection;
  };
  await run({ keys: [{ apiKeyId: one, enabled: false }, { apiKeyId: two }] });
  expect(new Set(sent)).toEqual(new Set(['two']));
  sent = [];
  await run({ keys: [{ apiKeyId: one }], apiKey: 'sk-given-0123456789' });
  expect(new Set(sent)).toEqual(new Set(['given']));
  expect(await run({ keys: [{ apiKeyId: 'invented' }] })).toMatchObject({
    __typename: 'InvalidInputError',
  });
});
