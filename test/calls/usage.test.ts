import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UsageGroup } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { Embed, Rerank, Transcribe, Usage } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  upstream = await startUpstream();
  app = await createTestApp();
  client = await app.as('acme', { subject: 'ann' });
  const ids = await call(client);
  const { embed } = await client.data(Embed, { input: { modelId: ids.embed, texts: [] } });
  expect(embed.__typename).toBe('InvalidInputError');
  await call(await app.as('globex'));
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

function answerWith(status: number, answer: unknown): void {
  upstream.handle((exchange) => {
    exchange.head(status, { 'content-type': 'application/json' });
    exchange.end(JSON.stringify(answer));
  });
}

/** Makes one successful call of each kind, and one that fails. */
async function call(as: GraphqlClient) {
  const at = { baseUrl: `${upstream.url}/v1`, provider: 'generic' };
  const embed = (await register(as, { ...at, type: 'EMBEDDING' })).id;
  const rerank = (await register(as, { ...at, type: 'RERANK' })).id;
  const speech = (await register(as, { ...at, type: 'SPEECH' })).id;
  const usage = { prompt_tokens: 7, total_tokens: 7 };
  answerWith(200, { data: [{ index: 0, embedding: [1, 2] }], usage });
  const embedding = { input: { modelId: embed, texts: ['canary'] } };
  expect((await as.data(Embed, embedding)).embed.__typename).toBe('EmbedPayload');
  answerWith(400, { error: { message: 'no' } });
  expect((await as.data(Embed, embedding)).embed.__typename).toBe('UpstreamError');
  answerWith(200, { results: [{ index: 0, relevance_score: 1 }], usage: { total_tokens: 5 } });
  const ranking = { input: { modelId: rerank, query: 'canary', documents: ['a'] } };
  expect((await as.data(Rerank, ranking)).rerank.__typename).toBe('RerankPayload');
  answerWith(200, { text: 'canary', duration: 2.5 });
  const base64 = Buffer.from('RIFF0000WAVE').toString('base64');
  const recording = { input: { modelId: speech, audio: { mediaType: 'audio/wav', base64 } } };
  expect((await as.data(Transcribe, recording)).transcribe.__typename).toBe('TranscribePayload');
  return { embed };
}

/** Returns the usage when all calls of the tenant are stored: responses do not wait for that. */
async function usage(groupBy: UsageGroup[], as = client, calls = 4) {
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const to = new Date(Date.now() + 86_400_000).toISOString();
  const read = async () => (await as.data(Usage, { from, to, groupBy })).usage;
  const sum = async () => (await read()).reduce((total, row) => total + row.calls, 0);
  await expect.poll(sum, { timeout: 15_000 }).toBe(calls);
  return read();
}

test('calls are counted by kind, including failed ones', async () => {
  const rows = await usage(['KIND']);
  const numbers = rows.map((row) => [row.kind, row.calls, row.failures, row.totalTokens]);
  expect(numbers).toEqual([
    ['EMBED', 2, 1, 7],
    ['RERANK', 1, 0, 5],
    ['TRANSCRIBE', 1, 0, 0],
  ]);
  expect(rows.map(({ audioSeconds }) => audioSeconds)).toEqual([0, 0, 2.5]);
  expect(rows.every(({ durationMs }) => durationMs !== null)).toBe(true);
});

test('calls are counted by model and subject', async () => {
  const rows = await usage(['MODEL', 'SUBJECT']);
  expect(rows.map(({ calls, subject }) => [calls, subject]).toSorted()).toEqual([
    [1, 'ann'],
    [1, 'ann'],
    [2, 'ann'],
  ]);
});

test('a platform administrator counts the calls of all tenants', async () => {
  const admin = await app.as('platform', { scopes: ['platform:admin'] });
  const rows = await usage(['TENANT'], admin, 8);
  expect(rows.map(({ tenantId, calls }) => [tenantId, calls])).toEqual([
    ['acme', 4],
    ['globex', 4],
  ]);
});

test('a tenant cannot group by tenant', async () => {
  const tenant = await app.as('acme', { scopes: ['models:read', 'models:write'] });
  const range = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
  const { errors } = await tenant.execute(Usage, { ...range, groupBy: ['TENANT'] });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});
