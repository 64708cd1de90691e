import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { createRoute } from '../support/created-route.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { Usage } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import {
  EmbedByRoute,
  RerankByRoute,
  SetDefaultRoute,
  TranscribeByRoute,
} from '../support/route-operations.ts';
import { type Exchange, startUpstream, type Upstream } from '../support/upstream.ts';

let app: TestApp;
let upstream: Upstream;
/** What each model does with a request. Models without an entry respond. */
let faults: Record<string, (exchange: Exchange) => void> = {};
/** The models that were requested, in this order. */
let asked: string[] = [];

beforeAll(async () => {
  app = await createTestApp();
  upstream = await startUpstream();
  upstream.handle((exchange) => {
    const name = modelOf(exchange);
    asked.push(name);
    const fault = faults[name];
    if (fault !== undefined) return fault(exchange);
    return respond(exchange, 200, {
      data: [{ index: 0, embedding: [1, 2] }],
      results: [{ index: 0, relevance_score: 0.5 }],
      text: 'Hello',
      usage: { prompt_tokens: 3, total_tokens: 3 },
    });
  });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

/** The name of the model in a request: a field of JSON, or of a form. */
function modelOf({ request: { body } }: Exchange): string {
  if (typeof body === 'object' && body !== null && 'model' in body) return String(body.model);
  return /name="model"\s+(\S+)/.exec(String(body))?.[1] ?? '';
}

function respond(exchange: Exchange, status: number, body: object, headers: object = {}) {
  exchange.head(status, { 'content-type': 'application/json', ...headers });
  exchange.end(JSON.stringify(body));
}

const fails =
  (status: number, headers: object = {}) =>
  (exchange: Exchange) =>
    respond(exchange, status, { error: { message: 'No.' } }, headers);

type Overrides = NonNullable<Parameters<typeof register>[1]>;

/** A tenant with a route to models with these names. */
async function routed(
  names: readonly string[],
  type: 'EMBEDDING' | 'RERANK' | 'SPEECH' = 'EMBEDDING',
  { policy, ...overrides }: Overrides & { readonly policy?: object } = {},
) {
  faults = {};
  asked = [];
  const client = await app.as(randomUUID());
  const baseUrl = `${upstream.url}/v1`;
  const ids = new Map<string, string>();
  for (const name of names) {
    ids.set(name, (await register(client, { name, type, baseUrl, ...overrides })).id);
  }
  const { id: routeId } = await createRoute(client, [...ids.values()], { type, policy });
  return { client, routeId, idOf: (name: string) => ids.get(name) };
}

const embed = async (client: GraphqlClient, choice: object) =>
  (await client.data(EmbedByRoute, { input: { texts: ['a'], ...choice } })).embed;

describe('when the first model fails, the next one responds', () => {
  test.each<[string, (exchange: Exchange) => void, string[]]>([
    ['unavailable', fails(503), ['one', 'one', 'two']],
    ['without the model', fails(404), ['one', 'two']],
    ['with a rejected key', fails(401), ['one', 'two']],
    ['rate limited for too long', fails(429, { 'retry-after': '60' }), ['one', 'two']],
    ['silent', () => {}, ['one', 'two']],
  ])('to embed: %s', async (_name, fault, requests) => {
    const policy = { firstTokenTimeoutMs: 1_000 };
    const { client, routeId, idOf } = await routed(['one', 'two'], 'EMBEDDING', { policy });
    faults = { one: fault };
    expect(await embed(client, { routeId })).toMatchObject({
      embeddings: [[1, 2]],
      model: { id: idOf('two') },
    });
    expect(asked).toEqual(requests);
  });

  test('to rank', async () => {
    const { client, routeId, idOf } = await routed(['one', 'two'], 'RERANK');
    faults = { one: fails(404) };
    const input = { routeId, query: 'a', documents: ['a'] };
    const { rerank } = await client.data(RerankByRoute, { input });
    expect(rerank).toMatchObject({ results: [{ score: 0.5 }], model: { id: idOf('two') } });
  });

  test('to transcribe', async () => {
    const { client, routeId, idOf } = await routed(['one', 'two'], 'SPEECH');
    faults = { one: fails(404) };
    const audio = { mediaType: 'audio/wav', base64: 'AAAA' };
    const { transcribe } = await client.data(TranscribeByRoute, { input: { routeId, audio } });
    expect(transcribe).toMatchObject({ text: 'Hello', model: { id: idOf('two') } });
  });
});

test('a rejected request is not sent to the next model', async () => {
  const { client, routeId } = await routed(['one', 'two']);
  faults = { one: fails(400) };
  expect(await embed(client, { routeId })).toMatchObject({ reason: 'REQUEST_REJECTED' });
  expect(asked).toEqual(['one']);
});

test('when all models fail, the error is that of the first one', async () => {
  const { client, routeId } = await routed(['one', 'two']);
  faults = { one: fails(401), two: fails(404) };
  expect(await embed(client, { routeId })).toMatchObject({ reason: 'CREDENTIAL_REJECTED' });
  expect(asked).toEqual(['one', 'two']);
});

test('a model without a key is skipped, and alone it is the error', async () => {
  const { client, routeId, idOf } = await routed(['one', 'two'], 'EMBEDDING', {
    provider: 'openai',
  });
  expect(await embed(client, { routeId })).toMatchObject({ code: 'CREDENTIAL_MISSING' });
  expect(await embed(client, { modelId: idOf('one') })).toMatchObject({
    code: 'CREDENTIAL_MISSING',
  });
  expect(asked).toEqual([]);
});

test('the limit of concurrent calls of a model applies', async () => {
  const parameters = { maxConcurrency: 1 };
  const { client, routeId } = await routed(['one', 'two'], 'EMBEDDING', { parameters });
  faults = { one: fails(404) };
  const results = await Promise.all([1, 2, 3].map(() => embed(client, { routeId })));
  for (const result of results) expect(result).toMatchObject({ embeddings: [[1, 2]] });
});

test('a call is recorded once, for the model that responded', async () => {
  const { client, routeId, idOf } = await routed(['one', 'two']);
  await client.data(SetDefaultRoute, { input: { id: routeId } });
  faults = { one: fails(404) };
  expect(await embed(client, {})).toMatchObject({ model: { id: idOf('two') } });
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const to = new Date(Date.now() + 3_600_000).toISOString();
  const rows = async () => {
    const { usage } = await client.data(Usage, { from, to, groupBy: ['MODEL'] });
    return usage.map(({ model, calls, failures }) => [model?.id, calls, failures]);
  };
  await expect.poll(rows).toEqual([[idOf('two'), 1, 0]]);
});

test('an input cannot name a model and a route', async () => {
  const { client, routeId, idOf } = await routed(['one']);
  expect(await embed(client, { routeId, modelId: idOf('one') })).toMatchObject({
    fields: [{ path: ['input', 'routeId'] }],
  });
});
