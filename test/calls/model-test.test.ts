import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreateModelInput, ModelType } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { delivered } from '../support/delivered.ts';
import { lastLine, messageLine, ndjsonHeaders, ollamaWith } from '../support/fake-ollama.ts';
import { answer, chunk, done, sendStream, sseHeaders } from '../support/fake-openai.ts';
import { type GraphqlClient, transports } from '../support/graphql-client.ts';
import {
  AuditEvents,
  CreateModel,
  ListModels,
  SeeModel,
  TestConnection,
  TestConnectionSteps,
  TestModel,
  TestModelSteps,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { type Exchange, type Handler, startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let app: TestApp;
let client: GraphqlClient;
beforeAll(async () => {
  upstream = await startUpstream();
  app = await createTestApp({ ollamaUrl: upstream.url });
  client = await app.as('acme');
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const json = { 'content-type': 'application/json' };

function reply(exchange: Exchange, value: unknown, status = 200): void {
  exchange.head(status, json);
  exchange.end(JSON.stringify(value));
}

/** A server with a list of models. The test provides its other responses. */
function serve(
  answerWith: Handler,
  list: Handler = (exchange) => reply(exchange, { data: [] }),
): void {
  upstream.handle((exchange) =>
    exchange.request.path === '/v1/models' ? list(exchange) : answerWith(exchange),
  );
}

const model = (overrides: object = {}) =>
  register(client, { baseUrl: `${upstream.url}/v1`, apiKey: 'sk-canary-0123456789', ...overrides });

async function tried(id: string, more: object = {}) {
  const { testModel } = await client.data(TestModel, { input: { id, ...more } });
  if (testModel.__typename !== 'ModelTestPayload') throw new Error(JSON.stringify(testModel));
  return testModel;
}

const names = (steps: readonly { name: string; ok: boolean }[]) =>
  steps.map(({ name, ok }) => (ok ? name : `not ${name}`));
const works = ['ADDRESS', 'CONNECTION', 'CREDENTIAL', 'MODEL', 'ANSWER'];

test('a model that works passes every step with one short completion', async () => {
  serve((exchange) => sendStream(exchange, answer(['OK'])));
  const before = upstream.exchanges.length;
  const { ok, steps } = await tried((await model()).id);
  expect(ok).toBe(true);
  expect(names(steps)).toEqual(works);
  expect(upstream.exchanges.length - before).toBe(2);
  expect(upstream.exchanges.at(-1)?.request).toMatchObject({
    headers: { authorization: 'Bearer sk-canary-0123456789' },
    body: { max_tokens: 256, chat_template_kwargs: { enable_thinking: false } },
  });
});

test('the step that fails quotes the provider, without the key', async () => {
  const message = 'Unrecognized request argument supplied: top_k (key sk-canary-0123****6789)';
  serve((exchange) => reply(exchange, { error: { message } }, 400));
  const { steps } = await tried((await model()).id);
  expect(steps.at(-1)).toMatchObject({
    name: 'ANSWER',
    error: { detail: 'Unrecognized request argument supplied: top_k (key [redacted])' },
  });
  serve(
    () => {},
    (exchange) => reply(exchange, { error: { message: 'Key expired' } }, 401),
  );
  expect((await tried((await model()).id)).steps.at(-1)?.error?.detail).toBe('Key expired');
});

describe('an error fails the step that it belongs to', () => {
  const fail =
    (status: number, body: object = {}) =>
    (exchange: Exchange) =>
      reply(exchange, body, status);
  const cases: [string, Handler, Handler | undefined, string[], string][] = [
    [
      'no server',
      (e) => e.destroy(),
      (e) => e.destroy(),
      ['ADDRESS', 'not CONNECTION'],
      'UNAVAILABLE',
    ],
    [
      'a list of models that is redirected',
      () => {},
      (exchange) => {
        exchange.head(302, { location: '/elsewhere' });
        exchange.end();
      },
      ['ADDRESS', 'not CONNECTION'],
      'PROTOCOL',
    ],
    [
      'a key that the list of models rejects',
      () => {},
      fail(401, { error: { message: 'sk-canary-0123456789' } }),
      ['ADDRESS', 'CONNECTION', 'not CREDENTIAL'],
      'CREDENTIAL_REJECTED',
    ],
    [
      'a key that the completion rejects',
      fail(401),
      fail(404),
      ['ADDRESS', 'CONNECTION', 'not CREDENTIAL'],
      'CREDENTIAL_REJECTED',
    ],
    [
      'no credit',
      fail(429, { error: { code: 'insufficient_quota' } }),
      undefined,
      ['ADDRESS', 'CONNECTION', 'not CREDENTIAL'],
      'QUOTA_EXHAUSTED',
    ],
    [
      'no such model',
      fail(404, { error: { code: 'model_not_found' } }),
      undefined,
      ['ADDRESS', 'CONNECTION', 'CREDENTIAL', 'not MODEL'],
      'MODEL_MISSING',
    ],
    [
      'a request that is rejected',
      fail(400),
      undefined,
      [...works.slice(0, 4), 'not ANSWER'],
      'REQUEST_REJECTED',
    ],
    [
      'an HTML page',
      (e) => {
        e.head(200, { 'content-type': 'text/html' });
        e.end('<html>');
      },
      fail(404),
      [...works.slice(0, 4), 'not ANSWER'],
      'PROTOCOL',
    ],
    [
      'an empty response',
      (e) => {
        e.head(200, sseHeaders);
        e.end();
      },
      undefined,
      [...works.slice(0, 4), 'not ANSWER'],
      'UNSUPPORTED',
    ],
  ];

  test.each(cases)('%s', async (_name, answerWith, list, expected, reason) => {
    serve(answerWith, list);
    const { ok, steps } = await tried((await model()).id);
    expect(ok).toBe(false);
    expect(names(steps)).toEqual(expected);
    expect(steps.at(-1)?.error?.reason).toBe(reason);
    expect(JSON.stringify(steps)).not.toContain('canary');
  });

  test('a required key that is missing', async () => {
    const { id } = await register(client, { provider: 'openai', baseUrl: `${upstream.url}/v1` });
    expect(names((await tried(id)).steps)).toEqual(['not CREDENTIAL']);
  });

  test('no response', async () => {
    serve(() => {});
    const { id } = await model({ parameters: { firstTokenTimeoutMs: 50 } });
    expect((await tried(id)).steps.at(-1)).toMatchObject({
      name: 'ANSWER',
      error: { reason: 'TIMEOUT_FIRST_TOKEN' },
    });
  });
});

const call = chunk({
  delta: {
    tool_calls: [{ index: 0, id: 'a', function: { name: 'report', arguments: '{"number":7}' } }],
  },
});

describe('on request,', () => {
  const able: Handler = (exchange) => {
    const { tools, response_format } = exchange.request.body as Record<string, unknown>;
    if (tools !== undefined)
      return sendStream(exchange, [call, chunk({ finishReason: 'tool_calls' }), done]);
    return sendStream(exchange, answer([response_format === undefined ? 'OK' : '{"number":7}']));
  };

  test('tools and a JSON schema are tested', async () => {
    serve(able);
    const { ok, steps } = await tried((await model()).id, { tools: true, jsonSchema: true });
    expect(ok).toBe(true);
    expect(names(steps)).toEqual([...works, 'TOOLS', 'JSON_SCHEMA']);
  });

  test('a model that supports neither fails both steps', async () => {
    serve((exchange) => sendStream(exchange, answer(['OK'])));
    const { ok, steps } = await tried((await model()).id, { tools: true, jsonSchema: true });
    expect(ok).toBe(false);
    expect(names(steps)).toEqual([...works, 'not TOOLS', 'not JSON_SCHEMA']);
  });

  const everything = { vision: true, tools: true, thinking: true, jsonSchema: true };
  const sees: Handler = (exchange) => {
    const body = exchange.request.body as { messages: unknown; max_tokens?: number };
    if (JSON.stringify(body.messages).includes('image_url')) {
      return sendStream(exchange, answer(['Green', '.']));
    }
    if (body.max_tokens !== 1_024) return able(exchange);
    return sendStream(exchange, [
      chunk({ delta: { reasoning_content: 'Let me count.' } }),
      ...answer(['7']),
    ]);
  };
  const capabilitiesOf = async (as: GraphqlClient, id: string) => {
    const { model } = await as.data(SeeModel, { id });
    return model?.capabilitySources.map(({ capability, source }) => `${capability} ${source}`);
  };

  test('every capability is tested, and found ones are added to the model', async () => {
    serve(sees);
    const { id } = await model();
    expect(await capabilitiesOf(client, id)).toEqual(['COMPLETION TYPE']);
    const { steps } = await tried(id, everything);
    expect(names(steps)).toEqual([...works, 'VISION', 'TOOLS', 'THINKING', 'JSON_SCHEMA']);
    const found = ['VISION TEST', 'TOOLS TEST', 'THINKING TEST', 'JSON_SCHEMA TEST'];
    expect(await capabilitiesOf(client, id)).toEqual(['COMPLETION TYPE', ...found]);
    const { auditEvents } = await client.data(AuditEvents, { filter: { modelId: id } });
    expect(auditEvents.nodes.map(({ action, fields }) => [action, ...fields])).toEqual([
      ...Array.from({ length: 4 }, () => ['UPDATED', 'capabilities']),
      ['TESTED'],
      ['CREATED'],
    ]);
    // Known capabilities are not recorded again, and later failures do not remove them.
    serve((exchange) => sendStream(exchange, answer(['OK'])));
    await tried(id, everything);
    expect(await capabilitiesOf(client, id)).toEqual(['COMPLETION TYPE', ...found]);
    await client.data(UpdateModel, { input: { id, displayName: 'Tested' } });
    expect(await capabilitiesOf(client, id)).toHaveLength(5);
    await client.data(UpdateModel, { input: { id, name: 'other' } });
    expect(await capabilitiesOf(client, id)).toEqual(['COMPLETION TYPE']);
  });

  test('a missing capability fails its step', async () => {
    serve((exchange) => sendStream(exchange, answer(['Black'])));
    const { id } = await model({ provider: 'openai' });
    const { steps } = await tried(id, { vision: true });
    expect(names(steps)).toEqual([...works, 'not VISION']);
    expect(await capabilitiesOf(client, id)).toEqual(['COMPLETION TYPE']);
  });

  test('reasoning that is only counted is added too', async () => {
    serve((exchange) => sendStream(exchange, answer(['17'])));
    const { id } = await model();
    const { steps } = await tried(id, { thinking: true });
    expect(steps.at(-1)).toMatchObject({ name: 'THINKING', ok: true });
    expect(await capabilitiesOf(client, id)).toContain('THINKING TEST');
  });

  test('a test does not change declared capabilities', async () => {
    serve(sees);
    const { id } = await model({ capabilities: ['COMPLETION'] });
    expect((await tried(id, everything)).ok).toBe(true);
    expect(await capabilitiesOf(client, id)).toEqual(['COMPLETION DECLARED']);
  });

  test('a schema that only the model enforces is not added', async () => {
    serve(able);
    const { id } = await model({ provider: 'deepseek' });
    expect((await tried(id, { jsonSchema: true })).ok).toBe(true);
    expect(await capabilitiesOf(client, id)).toEqual(['COMPLETION TYPE']);
  });

  test('a tenant can test a built-in model, but does not change it', async () => {
    serve(able);
    const admin = await app.as('ops', {
      scopes: ['platform:admin', 'models:read', 'models:write'],
    });
    const baseUrl = `${upstream.url}/v1`;
    const { id } = await register(admin, { baseUrl, isBuiltin: true });
    const tenant = await app.as('acme', { scopes: ['models:read', 'models:write'] });
    await tenant.data(TestModel, { input: { id, tools: true } });
    expect(await capabilitiesOf(tenant, id)).toEqual(['COMPLETION TYPE']);
    await admin.data(TestModel, { input: { id, tools: true } });
    expect(await capabilitiesOf(tenant, id)).toEqual(['COMPLETION TYPE', 'TOOLS TEST']);
  });
});

test.each<[ModelType, unknown, string]>([
  [
    'EMBEDDING',
    { data: [{ index: 0, embedding: [1, 2, 3] }] },
    'The model returned vectors with 3 dimensions.',
  ],
  [
    'RERANK',
    { results: [0, 1].map((index) => ({ index, relevance_score: 1 })) },
    'The model ranked 2 documents.',
  ],
  ['SPEECH', { text: '' }, 'The model transcribed a recording.'],
])('a model of type %s receives a request of its type', async (type, body, detail) => {
  serve((exchange) => reply(exchange, body));
  const { ok, steps } = await tried((await model({ type })).id);
  expect(ok).toBe(true);
  expect(steps.at(-1)).toMatchObject({ name: 'ANSWER', detail });
});

test('vectors of another length than configured fail the test', async () => {
  serve((exchange) => reply(exchange, { data: [{ index: 0, embedding: [1, 2, 3] }] }));
  const { id } = await model({ type: 'EMBEDDING', parameters: { embeddingDimensions: 4 } });
  expect((await tried(id)).steps.at(-1)).toMatchObject({ name: 'ANSWER', ok: false });
});

test('a vision model receives an image', async () => {
  serve((exchange) => sendStream(exchange, answer(['OK'])));
  await tried((await model({ type: 'VISION' })).id);
  expect(upstream.exchanges.at(-1)?.request.body).toMatchObject({
    messages: [
      {
        content: [
          { image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBOR/) } },
          { type: 'text' },
        ],
      },
    ],
  });
});

describe('a local model', () => {
  const local = { local: { name: 'tiny', type: 'CHAT' as const } };
  const chat: Handler = (exchange) => {
    exchange.head(200, ndjsonHeaders);
    exchange.end(messageLine({ content: 'OK' }) + lastLine());
  };

  test('is tested on Ollama', async () => {
    upstream.handle(ollamaWith(['tiny:latest'], chat));
    const { createModel } = await client.data(CreateModel, { input: local });
    if (createModel.__typename !== 'ModelPayload') throw new Error(createModel.__typename);
    expect(names((await tried(createModel.model.id)).steps)).toEqual(works.slice(1));
  });

  test.each<[string, Handler, string[]]>([
    ['that Ollama does not have', ollamaWith([], chat), ['CONNECTION', 'CREDENTIAL', 'not MODEL']],
    ['without Ollama', (exchange) => exchange.destroy(), ['not CONNECTION']],
  ])('%s fails the test', async (_name, handler, expected) => {
    upstream.handle(handler);
    const { testConnection } = await client.data(TestConnection, { input: { model: local } });
    if (testConnection.__typename !== 'ModelTestPayload')
      throw new Error(testConnection.__typename);
    expect(names(testConnection.steps)).toEqual(expected);
  });
});

describe('before a model is registered', () => {
  const input = (overrides: object = {}): { model: CreateModelInput } => ({
    model: {
      remote: {
        name: 'gpt',
        type: 'CHAT',
        baseUrl: `${upstream.url}/v1`,
        apiKey: 'sk-other-0123',
        ...overrides,
      },
    },
  });

  test('it is tested with the input, and nothing is stored', async () => {
    serve((exchange) => sendStream(exchange, answer(['OK'])));
    const fresh = await app.as('initech');
    const { testConnection } = await fresh.data(TestConnection, { input: input() });
    expect(testConnection).toMatchObject({ ok: true });
    expect(upstream.exchanges.at(-1)?.request.headers).toMatchObject({
      authorization: 'Bearer sk-other-0123',
    });
    const own = await fresh.data(ListModels, { filter: { isBuiltin: false } });
    expect(own.models.totalCount).toBe(0);
  });

  test('an address that is not allowed fails a step', async () => {
    const model = input({ baseUrl: 'http://169.254.169.254/v1' });
    const { testConnection } = await client.data(TestConnection, { input: model });
    expect(testConnection).toMatchObject({
      ok: false,
      steps: [{ name: 'ADDRESS', ok: false, error: { code: 'DESTINATION_NOT_ALLOWED' } }],
    });
  });

  test.each([
    ['no address', { baseUrl: null }, 'baseUrl'],
    ['no name', { name: '' }, 'name'],
    ['a bad key', { apiKey: 'a\nb' }, 'apiKey'],
  ])('%s is rejected with its path', async (_name, overrides, field) => {
    const { testConnection } = await client.data(TestConnection, { input: input(overrides) });
    expect(testConnection).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', 'model', 'remote', field] }],
    });
  });

  test.each<[string, object, string[]]>([
    ['that has another type in Ollama', { name: 'emb', type: 'CHAT' }, ['type']],
    [
      'with a context window above the limit of the operator',
      { name: 'tiny', type: 'CHAT', parameters: { contextWindow: 1_000_000 } },
      ['parameters', 'contextWindow'],
    ],
  ])('a local model %s is rejected, as createModel does', async (_name, local, path) => {
    const capabilities = { 'emb:latest': ['embedding'] };
    upstream.handle(ollamaWith(['emb:latest', 'tiny:latest'], () => {}, capabilities));
    const given = { local } as CreateModelInput;
    const { testConnection } = await client.data(TestConnection, { input: { model: given } });
    const { createModel } = await client.data(CreateModel, { input: given });
    for (const [result, at] of [
      [testConnection, ['input', 'model', 'local']],
      [createModel, ['input', 'local']],
    ] as const) {
      expect(result).toMatchObject({
        __typename: 'InvalidInputError',
        fields: [{ path: [...at, ...path] }],
      });
    }
  });

  test('a built-in model requires the scope of a platform administrator', async () => {
    serve((exchange) => sendStream(exchange, answer(['OK'])));
    const builtin = { input: input({ isBuiltin: true }) };
    const tenant = await app.as('acme', { scopes: ['models:read', 'models:write'] });
    const { errors } = await tenant.execute(TestConnection, builtin);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const admin = await app.as('acme', { scopes: ['platform:admin'] });
    const { testConnection } = await admin.data(TestConnection, builtin);
    expect(testConnection).toMatchObject({ ok: true });
  });
});

describe.each(transports)('over %s', (transport) => {
  test('each step is an event, and the last one completes the subscription', async () => {
    serve((exchange) => sendStream(exchange, answer(['OK'])));
    const { id } = await model();
    const steps = [];
    for await (const { data } of await client.subscribe(transport, TestModelSteps, {
      input: { id },
    })) {
      steps.push(delivered(data?.testModel));
    }
    expect(names(steps)).toEqual(works);
  });

  test('unsubscribing ends the current step', async () => {
    const called = new Promise<Exchange>((resolve) => serve(resolve));
    const remote = { name: 'gpt', type: 'CHAT' as const, baseUrl: `${upstream.url}/v1` };
    const variables = { input: { model: { remote } } };
    const stream = await client.subscribe(transport, TestConnectionSteps, variables);
    expect((await stream.next()).value?.data).toMatchObject({
      testConnection: { name: 'ADDRESS' },
    });
    await stream.next();
    const waiting = stream.next().catch(() => null);
    const exchange = await called;
    await exchange.write('');
    await stream.leave();
    await exchange.closed;
    await waiting;
  });
});

test('a test is recorded in the audit log, and is not a change', async () => {
  serve((exchange) => sendStream(exchange, answer(['OK'])));
  const { id } = await model();
  await tried(id);
  const { auditEvents } = await client.data(AuditEvents, { filter: { modelId: id } });
  expect(auditEvents.nodes.map(({ action }) => action)).toEqual(['TESTED', 'CREATED']);
});

test('a model cannot be tested by another tenant, nor with the scope models:use alone', async () => {
  const { id } = await model();
  const stranger = await app.as('globex');
  const { testModel } = await stranger.data(TestModel, { input: { id } });
  expect(testModel).toMatchObject({ code: 'NOT_FOUND' });
  const user = await app.as('acme', { scopes: ['models:read', 'models:use'] });
  const { errors } = await user.execute(TestModel, { input: { id } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});
