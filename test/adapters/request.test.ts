import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreateModelInput } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { lastLine, ndjsonHeaders, ollamaWith } from '../support/fake-ollama.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { ChatWhole, CreateModel } from '../support/operations.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let app: TestApp;

const environment = {
  OPENAI_API_KEY: 'canary-env',
  OPENAI_BASE_URL: 'http://127.0.0.1:9/canary',
  OPENAI_ORG_ID: 'canary-env',
  OPENAI_PROJECT_ID: 'canary-env',
  OPENAI_ADMIN_KEY: 'canary-env',
  OPENAI_CUSTOM_HEADERS: 'X-Canary: canary-env',
  OPENAI_LOG: 'debug',
  OLLAMA_API_KEY: 'canary-env',
  OLLAMA_HOST: 'http://127.0.0.1:9',
};

beforeAll(async () => {
  Object.assign(process.env, environment);
  upstream = await startUpstream();
  app = await createTestApp({ ollamaUrl: upstream.url });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
  for (const name of Object.keys(environment)) delete process.env[name];
});

const messages = [
  { role: 'SYSTEM' as const, content: 'Be brief.' },
  { role: 'USER' as const, content: '/etc/passwd' },
  { role: 'ASSISTANT' as const, content: 'No.' },
  { role: 'USER' as const, content: 'Why?' },
];

const options = {
  temperature: 0,
  topP: 0.9,
  maxTokens: 50,
  seed: 0,
  stop: ['END'],
  contextWindow: 2048,
  keepAlive: '10m',
};

/** The chat request that one call sends. */
async function requestOf(model: CreateModelInput, given: object | null) {
  upstream.handle(
    ollamaWith(['tiny:latest'], async (exchange) => {
      exchange.head(200, ndjsonHeaders);
      exchange.end(lastLine());
    }),
  );
  const client = await app.as('acme');
  const { createModel } = await client.data(CreateModel, { input: model });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  if ('remote' in model) upstream.handle((exchange) => sendStream(exchange, answer(['Because.'])));
  const { chat } = await client.data(ChatWhole, {
    input: { modelId: createModel.model.id, messages, options: given },
  });
  expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
  const exchange = upstream.exchanges.at(-1);
  if (exchange === undefined) throw new Error('the upstream was not called');
  return exchange.request;
}

const remote = (overrides: object = {}): CreateModelInput => ({
  remote: { name: 'gpt-test', type: 'CHAT', baseUrl: `${upstream.url}/v1/`, ...overrides },
});

const wireMessages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: '/etc/passwd' },
  { role: 'assistant', content: 'No.' },
  { role: 'user', content: 'Why?' },
];

describe('a request to a remote model contains', () => {
  test('the messages, the key and the headers', async () => {
    const headers = [{ name: 'X-Team', value: 'blue' }];
    const request = await requestOf(remote({ apiKey: 'sk-test-0123456789', headers }), options);
    expect(request).toMatchObject({ method: 'POST', path: '/v1/chat/completions' });
    expect(request.headers).toMatchObject({
      authorization: 'Bearer sk-test-0123456789',
      'x-team': 'blue',
    });
    expect(request.body).toEqual({
      model: 'gpt-test',
      messages: wireMessages,
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0,
      top_p: 0.9,
      max_tokens: 50,
      seed: 0,
      stop: ['END'],
    });
  });

  test('no option that is not set', async () => {
    expect((await requestOf(remote(), null)).body).toEqual({
      model: 'gpt-test',
      messages: wireMessages,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test("the model's parameters, unless the request overrides them", async () => {
    const parameters = { temperature: 0.3, topP: 0.4, maxTokens: 9 };
    const { body } = await requestOf(remote({ parameters }), { topP: 0.8 });
    expect(body).toMatchObject({ temperature: 0.3, top_p: 0.8, max_tokens: 9 });
  });

  test.each([
    [
      'openai',
      { max_completion_tokens: 50, seed: 0, stream_options: { include_usage: true } },
      'max_tokens',
    ],
    ['mistral', { max_tokens: 50, random_seed: 0 }, 'stream_options'],
  ])('the field names of %s', async (provider, expected, absent) => {
    const { body } = await requestOf(remote({ provider, apiKey: 'sk-test-0123456789' }), options);
    expect(body).toMatchObject(expected);
    expect(body).not.toHaveProperty(absent);
  });

  test('nothing from environment variables', async () => {
    const request = await requestOf(remote(), options);
    expect(JSON.stringify(request)).not.toContain('canary');
    expect(Object.keys(request.headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
  });
});

describe('a request to a local model contains', () => {
  const local: CreateModelInput = { local: { name: 'tiny', type: 'CHAT' } };

  test('the messages and the options', async () => {
    const request = await requestOf(local, options);
    expect(request).toMatchObject({ method: 'POST', path: '/api/chat' });
    expect(request.body).toEqual({
      model: 'tiny:latest',
      messages: wireMessages,
      stream: true,
      options: {
        temperature: 0,
        top_p: 0.9,
        num_predict: 50,
        seed: 0,
        stop: ['END'],
        num_ctx: 2048,
      },
      keep_alive: '10m',
    });
  });

  test('a duration without a unit as a number of seconds', async () => {
    expect((await requestOf(local, { keepAlive: '90' })).body).toMatchObject({ keep_alive: 90 });
  });

  test('nothing from environment variables', async () => {
    expect(JSON.stringify(await requestOf(local, options))).not.toContain('canary');
  });
});
