import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreateRemoteModelInput } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { ollamaWith } from '../support/fake-ollama.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel, Embed } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { type Exchange, startUpstream, type Upstream } from '../support/upstream.ts';

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
interface WireBody {
  readonly input: string[];
  readonly dimensions?: number;
}

function reply(exchange: Exchange, value: unknown, status = 200): void {
  exchange.head(status, json);
  exchange.end(JSON.stringify(value));
}

/** Responds with vectors that identify their text, in the wrong order. */
function answerEmbeddings(exchange: Exchange): void {
  const { input, dimensions = 3 } = exchange.request.body as WireBody;
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: Array.from({ length: dimensions }, () => Number(text)),
  }));
  reply(exchange, {
    data: data.reverse(),
    usage: { prompt_tokens: input.length, total_tokens: input.length },
  });
}

const model = async (overrides: Partial<CreateRemoteModelInput> = {}) =>
  (await register(client, { type: 'EMBEDDING', baseUrl: `${upstream.url}/v1`, ...overrides })).id;

const embed = async (input: Parameters<typeof client.data<unknown, unknown>>[1]) =>
  (await client.data(Embed, { input: input as never })).embed;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

test('vectors are in the order of the texts, over as many requests as the provider needs', async () => {
  const modelId = await model({ provider: 'dashscope', apiKey: 'sk-canary-0123456789' });
  upstream.handle(answerEmbeddings);
  const before = upstream.exchanges.length;
  const result = await embed({ modelId, texts: numbers(23) });
  expect(result).toMatchObject({ dimensions: 3, usage: { promptTokens: 23, totalTokens: 23 } });
  if (result.__typename !== 'EmbedPayload') throw new Error(result.__typename);
  expect(result.embeddings.map(([first]) => first)).toEqual(numbers(23).map(Number));
  expect(upstream.exchanges.length - before).toBe(3);
  expect(upstream.exchanges.at(-1)?.request).toMatchObject({
    path: '/v1/embeddings',
    headers: { authorization: 'Bearer sk-canary-0123456789' },
    body: { model: 'gpt', input: ['20', '21', '22'], encoding_format: 'float' },
  });
});

test('the dimensions of the request override those of the model; without both, none are sent', async () => {
  upstream.handle(answerEmbeddings);
  const plain = await model();
  expect(await embed({ modelId: plain, texts: ['1'] })).toMatchObject({ dimensions: 3 });
  expect(upstream.exchanges.at(-1)?.request.body).not.toHaveProperty('dimensions');
  const sized = await model({ parameters: { embeddingDimensions: 5 } });
  expect(await embed({ modelId: sized, texts: ['1'] })).toMatchObject({ dimensions: 5 });
  expect(await embed({ modelId: sized, texts: ['1'], dimensions: 2 })).toMatchObject({
    dimensions: 2,
  });
});

test('vectors of another length than requested are an error after the first request', async () => {
  upstream.handle((exchange) => {
    const { input } = exchange.request.body as WireBody;
    const data = input.map((_, index) => ({ index, embedding: [1, 2, 3, 4] }));
    reply(exchange, { data });
  });
  const modelId = await model({ provider: 'dashscope', apiKey: 'sk-canary-0123456789' });
  const before = upstream.exchanges.length;
  expect(await embed({ modelId, texts: numbers(23), dimensions: 2 })).toMatchObject({
    __typename: 'UpstreamError',
    reason: 'UNSUPPORTED',
    message: expect.stringContaining('4 dimensions instead of 2'),
  });
  expect(upstream.exchanges.length - before).toBe(1);
  expect(await embed({ modelId, texts: ['1'], dimensions: 4 })).toMatchObject({ dimensions: 4 });
});

test('a response that is too large is an error, and token counts fit their type', async () => {
  const modelId = await model();
  upstream.handle((exchange) => {
    exchange.head(200, json);
    exchange.end(`{"data":[{"embedding":[${'1,'.repeat(8_000_000)}1]}]}`);
  });
  expect(await embed({ modelId, texts: ['1'] })).toMatchObject({
    reason: 'PROTOCOL',
    message: expect.stringContaining('bytes'),
  });
  upstream.handle((exchange) =>
    reply(exchange, {
      data: (exchange.request.body as WireBody).input.map(() => ({ embedding: [1] })),
      usage: { prompt_tokens: 2_147_483_647 },
    }),
  );
  expect(await embed({ modelId, texts: numbers(65) })).toMatchObject({
    usage: { promptTokens: null },
  });
});

test('NVIDIA receives the purpose of the texts', async () => {
  upstream.handle(answerEmbeddings);
  const modelId = await model({ provider: 'nvidia', apiKey: 'sk-canary-0123456789' });
  await embed({ modelId, texts: ['1'], purpose: 'QUERY', truncate: true });
  expect(upstream.exchanges.at(-1)?.request.body).toMatchObject({
    input_type: 'query',
    truncate: 'END',
  });
  await embed({ modelId, texts: ['1'] });
  expect(upstream.exchanges.at(-1)?.request.body).toMatchObject({
    input_type: 'passage',
    truncate: 'NONE',
  });
});

test('Volcengine receives one text per request, at its own address', async () => {
  upstream.handle((exchange) => {
    const { input } = exchange.request.body as { input: { text: string }[] };
    reply(exchange, {
      data: { embedding: [Number(input[0]?.text), 0] },
      usage: { prompt_tokens: 1 },
    });
  });
  const modelId = await model({
    provider: 'volcengine',
    apiKey: 'sk-canary-0123456789',
    baseUrl: `${upstream.url}/api/v3/embeddings/multimodal`,
  });
  expect(await embed({ modelId, texts: ['7', '8'] })).toMatchObject({
    embeddings: [
      [7, 0],
      [8, 0],
    ],
    usage: { promptTokens: 2 },
  });
  expect(upstream.exchanges.at(-1)?.request).toMatchObject({
    path: '/api/v3/embeddings/multimodal',
    body: { input: [{ type: 'text', text: '8' }] },
  });
  await embed({ modelId, texts: ['9'], dimensions: 2 });
  expect(upstream.exchanges.at(-1)?.request.body).toMatchObject({ dimensions: 2 });
});

describe('a local model', () => {
  const serve = (answer: (exchange: Exchange) => void) =>
    upstream.handle((exchange) =>
      exchange.request.path === '/api/embed'
        ? answer(exchange)
        : ollamaWith(['tiny:latest'], () => {}, { 'tiny:latest': ['embedding'] })(exchange),
    );

  async function local(): Promise<string> {
    const input = { local: { name: 'tiny', type: 'EMBEDDING' as const } };
    const { createModel } = await client.data(CreateModel, { input });
    if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
    return createModel.model.id;
  }

  test("is called with Ollama's fields, and truncates only when allowed", async () => {
    serve((exchange) => {
      const { input } = exchange.request.body as WireBody;
      reply(exchange, { embeddings: input.map((text) => [Number(text)]), prompt_eval_count: 4 });
    });
    const modelId = await local();
    expect(await embed({ modelId, texts: ['1', '2'] })).toMatchObject({
      embeddings: [[1], [2]],
      usage: { promptTokens: 4 },
    });
    expect(upstream.exchanges.at(-1)?.request.body).toEqual({
      model: 'tiny:latest',
      input: ['1', '2'],
      truncate: false,
    });
  });

  test('that ignores the dimensions fails', async () => {
    serve((exchange) => reply(exchange, { embeddings: [[1, 2, 3]] }));
    const modelId = await local();
    expect(await embed({ modelId, texts: ['1'], dimensions: 16 })).toMatchObject({
      __typename: 'UpstreamError',
      reason: 'UNSUPPORTED',
      message: expect.stringContaining('3 dimensions instead of 16'),
    });
  });

  test.each([
    [400, { error: 'the input length exceeds the context length' }, 'CONTEXT_LENGTH'],
    [404, { error: 'model "tiny" not found, try pulling it first' }, 'MODEL_MISSING'],
    [200, { embeddings: [] }, 'PROTOCOL'],
    [200, { embeddings: [['a']] }, 'PROTOCOL'],
  ])('that responds with %i %j has failed', async (status, body, reason) => {
    serve((exchange) => reply(exchange, body, status));
    expect(await embed({ modelId: await local(), texts: ['1'] })).toMatchObject({
      __typename: 'UpstreamError',
      reason,
    });
  });
});

describe('an invalid response is an error, not a vector', () => {
  const vector = (index: number, embedding: unknown) => ({ index, embedding });
  const nested: unknown = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`);
  test.each([
    ['too few', { data: [vector(0, [1])] }],
    ['one twice', { data: [vector(0, [1]), vector(0, [1])] }],
    ['an index too high', { data: [vector(0, [1]), vector(2, [1])] }],
    ['of two lengths', { data: [vector(0, [1]), vector(1, [1, 2])] }],
    ['an empty one', { data: [vector(0, []), vector(1, [])] }],
    ['texts', { data: [vector(0, 'AAAA'), vector(1, 'AAAA')] }],
    ['nothing', {}],
    ['null', { data: [null, null] }],
    ['deep', { data: [vector(0, nested), vector(1, nested)] }],
  ])('%s', async (_name, body) => {
    upstream.handle((exchange) => reply(exchange, body));
    expect(await embed({ modelId: await model(), texts: ['1', '2'] })).toMatchObject({
      __typename: 'UpstreamError',
      reason: 'PROTOCOL',
    });
  });

  test.each([
    [
      'not JSON',
      (e: Exchange) => {
        e.head(200, json);
        e.end('<html>');
      },
      'PROTOCOL',
    ],
    [
      'an error with a successful status',
      (e: Exchange) => reply(e, { error: { code: 'insufficient_quota' } }),
      'QUOTA_EXHAUSTED',
    ],
    [
      'a rejected key',
      (e: Exchange) => reply(e, { error: { message: 'sk-canary' } }, 401),
      'CREDENTIAL_REJECTED',
    ],
    ['a cut line', (e: Exchange) => e.destroy(), 'UNAVAILABLE'],
  ])('%s', async (_name, answer, reason) => {
    upstream.handle(answer);
    const result = await embed({ modelId: await model(), texts: ['1'] });
    expect(result).toMatchObject({ __typename: 'UpstreamError', reason });
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  test('a call without a response times out', async () => {
    upstream.handle(() => {});
    const modelId = await model({ parameters: { firstTokenTimeoutMs: 50 } });
    expect(await embed({ modelId, texts: ['1'] })).toMatchObject({ reason: 'TIMEOUT_FIRST_TOKEN' });
  });
});

test('disconnecting ends the call', async () => {
  const called = new Promise<Exchange>((resolve) => upstream.handle(resolve));
  const abort = new AbortController();
  const body = {
    query: Embed.toString(),
    variables: { input: { modelId: await model(), texts: ['1'] } },
  };
  const answer = client.post(body, { signal: abort.signal });
  const exchange = await called;
  abort.abort();
  await expect(answer).rejects.toThrow();
  await exchange.closed;
});

test.each([
  ['no text', { texts: [] }, ['texts']],
  ['an empty text', { texts: ['a', ' '] }, ['texts', '1']],
  ['too many texts', { texts: numbers(2_049) }, ['texts']],
  ['no dimensions', { texts: ['a'], dimensions: 0 }, ['dimensions']],
])('%s is rejected with its path', async (_name, input, path) => {
  expect(await embed({ modelId: await model(), ...input })).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', ...path] }],
  });
});

test('a model of another type, of another tenant, and a missing model are rejected', async () => {
  const chat = await register(client, {});
  const foreign = await register(await app.as('globex'), { type: 'EMBEDDING' });
  expect(await embed({ modelId: chat.id, texts: ['1'] })).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', 'modelId'] }],
  });
  expect(await embed({ modelId: foreign.id, texts: ['1'] })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await embed({ texts: ['1'] })).toMatchObject({ __typename: 'InvalidInputError' });
});
