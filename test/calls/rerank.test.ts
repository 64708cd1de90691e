import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { Rerank } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let app: TestApp;
let client: GraphqlClient;
beforeAll(async () => {
  upstream = await startUpstream();
  app = await createTestApp();
  client = await app.as('acme');
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const documents = ['a cat', 'a dog', 'a fish'];
const apiKey = 'sk-canary-0123456789';

async function rank(options: { provider: string; path: string; answer: unknown; input?: object }) {
  const { provider, path, answer, input } = options;
  upstream.handle((exchange) => {
    exchange.head(200, { 'content-type': 'application/json' });
    exchange.end(JSON.stringify(answer));
  });
  const baseUrl = `${upstream.url}${path}`;
  const { id } = await register(client, { type: 'RERANK', provider, baseUrl, apiKey });
  const variables = { input: { modelId: id, query: 'pets', documents, ...input } };
  const { rerank } = await client.data(Rerank, variables);
  return { rerank, request: upstream.exchanges.at(-1)?.request };
}

const result = (index: number, score: number) => ({ index, relevance_score: score });
const best = [
  { index: 1, score: 0.9, document: 'a dog' },
  { index: 0, score: 0.5, document: 'a cat' },
  { index: 2, score: 0.1, document: 'a fish' },
];

test.each([
  ['generic', '/v1', '/v1/rerank', { results: [result(0, 0.5), result(2, 0.1), result(1, 0.9)] }],
  [
    'jina',
    '/v1',
    '/v1/rerank',
    { results: [result(1, 0.9), result(0, 0.5), result(2, 0.1)], usage: { total_tokens: 7 } },
  ],
  [
    'openrouter',
    '/api/v1',
    '/api/v1/rerank',
    { results: [result(1, 0.9), result(0, 0.5), result(2, 0.1)] },
  ],
  [
    'zhipu',
    '/api/paas/v4/rerank',
    '/api/paas/v4/rerank',
    { results: [result(0, 0.5), result(1, 0.9), result(2, 0.1)] },
  ],
  [
    'cohere',
    '/v2/rerank',
    '/v2/rerank',
    { results: [result(1, 0.9), result(0, 0.5), result(2, 0.1)] },
  ],
  [
    'siliconflow',
    '/v1',
    '/v1/rerank',
    { results: [0.5, 0.9, 0.1].map((score, index) => ({ index, score, document: { text: 'x' } })) },
  ],
])(
  '%s: the best document is first, whatever the order of the response',
  async (provider, path, expected, answer) => {
    const { rerank, request } = await rank({ provider, path, answer });
    expect(rerank).toMatchObject({ __typename: 'RerankPayload', results: best });
    expect(request).toMatchObject({
      path: expected,
      headers: { authorization: `Bearer ${apiKey}` },
      body: { model: 'gpt', query: 'pets', documents },
    });
    expect(request?.body).not.toHaveProperty('top_n');
  },
);

test('DashScope: its own request format', async () => {
  const { rerank, request } = await rank({
    provider: 'dashscope',
    path: '/api/v1/services/rerank/text-rerank/text-rerank',
    answer: { output: { results: [result(1, 0.9)] }, usage: { total_tokens: 7 } },
    input: { topN: 1 },
  });
  expect(rerank).toMatchObject({ results: best.slice(0, 1), usage: { totalTokens: 7 } });
  expect(request).toMatchObject({
    path: '/api/v1/services/rerank/text-rerank/text-rerank',
    body: { input: { query: 'pets', documents }, parameters: { top_n: 1 } },
  });
});

test('NVIDIA: a logit becomes a score between 0 and 1', async () => {
  const { rerank, request } = await rank({
    provider: 'nvidia',
    path: '/v1/retrieval/nvidia/reranking',
    answer: {
      rankings: [
        { index: 1, logit: 3 },
        { index: 0, logit: 0 },
        { index: 2, logit: -9 },
      ],
    },
    input: { topN: 2 },
  });
  if (rerank.__typename !== 'RerankPayload') throw new Error(JSON.stringify(rerank));
  expect(rerank.results).toHaveLength(2);
  expect(rerank.results[0]).toMatchObject({ index: 1, score: expect.closeTo(0.9526, 4) });
  expect(rerank.results[1]).toMatchObject({ index: 0, score: 0.5 });
  expect(request?.body).toMatchObject({
    query: { text: 'pets' },
    passages: [{ text: 'a cat' }, {}, {}],
  });
});

describe('an invalid response is an error, not a ranking', () => {
  test.each([
    ['too few', { results: [result(0, 1)] }],
    ['one twice', { results: [result(0, 1), result(0, 1), result(1, 1)] }],
    ['an index too high', { results: [result(0, 1), result(1, 1), result(3, 1)] }],
    ['a negative index', { results: [result(0, 1), result(1, 1), result(-1, 1)] }],
    ['no score', { results: [{ index: 0 }, { index: 1 }, { index: 2 }] }],
    [
      'a score that is not a number',
      { results: [result(0, 1), result(1, 1), { index: 2, score: 'high' }] },
    ],
    ['no list', { results: {} }],
    ['null', { results: [null, null, null] }],
    ['nothing', {}],
  ])('%s', async (_name, answer) => {
    const { rerank } = await rank({ provider: 'generic', path: '/v1', answer });
    expect(rerank).toMatchObject({ __typename: 'UpstreamError', reason: 'PROTOCOL' });
  });
});

test.each([
  ['no document', { documents: [] }, ['documents']],
  ['an empty document', { documents: ['a', ''] }, ['documents', '1']],
  ['an empty query', { query: ' ' }, ['query']],
  ['none of the best', { topN: 0 }, ['topN']],
])('%s is rejected with its path', async (_name, input, path) => {
  const { rerank } = await rank({ provider: 'generic', path: '/v1', answer: {}, input });
  expect(rerank).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', ...path] }],
  });
});
