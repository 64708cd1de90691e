import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { definitions, renderDefinitions } from '../../src/metrics/definitions.ts';
import { Metrics } from '../../src/metrics/metrics.ts';
import { listenForMetrics } from '../../src/transport/listen-for-metrics.ts';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { answer, sseHeaders } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ChatWhole, Who } from '../support/operations.ts';

let fixture: ChatFixture;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function scrape(client: GraphqlClient): Promise<Response> {
  return fetch(`${client.origin}/metrics`, { headers: client.headers });
}

/** Returns the value of a series with some of its labels; null when there is none. */
async function seriesValue(
  name: string,
  labels: Record<string, string> = {},
): Promise<number | null> {
  const text = await (await scrape(fixture.client)).text();
  const line = text.split('\n').find((candidate) => {
    const isMetric = candidate.startsWith(`${name}{`) || candidate.startsWith(`${name} `);
    return (
      isMetric &&
      Object.entries(labels).every(([key, value]) => candidate.includes(`${key}="${value}"`))
    );
  });
  return line === undefined ? null : Number(line.slice(line.lastIndexOf(' ')));
}

describe('/metrics', () => {
  test('requires a token with the scope platform:admin', async () => {
    const { app, client } = fixture;
    expect((await scrape(app.anonymous())).status).toBe(401);
    expect((await scrape(await app.as('acme', { scopes: ['models:write'] }))).status).toBe(403);
    const response = await scrape(client);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  test('contains the same metrics as the table of the documentation', async () => {
    const text = await (await scrape(fixture.client)).text();
    const served = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, kind]) => [
      name,
      kind,
    ]);
    const defined = Object.values(definitions).map(({ name, kind }) => [name, kind]);
    expect(served.toSorted()).toEqual(defined.toSorted());
    for (const [name] of defined) expect(renderDefinitions()).toContain(`| \`${name}\` |`);
  });

  test('counts operations by their code', async () => {
    await fixture.client.data(Who, {});
    await fixture.app.anonymous().post({ query: '{ models { totalCount } }' });
    const count = 'graphql_operation_duration_seconds_count';
    expect(await seriesValue(count, { type: 'query', code: 'OK' })).toBeGreaterThan(0);
    expect(await seriesValue(count, { type: 'query', code: 'UNAUTHENTICATED' })).toBe(1);
  });

  test('measures completions, and labels failures with the party that caused them', async () => {
    const { client, upstream, modelId } = fixture;
    upstream.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      for (const part of answer(['Because ', 'it ', 'is.'])) await exchange.write(part);
      exchange.end();
    });
    await client.data(ChatWhole, ask(modelId));
    upstream.handle((exchange) => {
      exchange.head(401, { 'content-type': 'application/json' });
      exchange.end('{"error":{"message":"canary"}}');
    });
    await client.data(ChatWhole, ask(modelId));

    const ended = 'modelyard_completions_total';
    expect(await seriesValue(ended, { ending: 'COMPLETED', error_type: '' })).toBe(1);
    const failed = { ending: 'FAILED', error_type: 'provider_credential' };
    expect(await seriesValue(ended, failed)).toBe(1);
    const call = { gen_ai_operation_name: 'chat', gen_ai_provider_name: 'generic' };
    const genAi = 'gen_ai_client';
    expect(await seriesValue(`${genAi}_operation_time_to_first_chunk_seconds_count`, call)).toBe(1);
    expect(await seriesValue(`${genAi}_operation_time_per_output_chunk_seconds_count`, call)).toBe(
      1,
    );
    const input = { ...call, gen_ai_token_type: 'input' };
    expect(await seriesValue(`${genAi}_token_usage_sum`, input)).toBe(9);
    expect(await seriesValue('modelyard_first_token_overhead_seconds_count')).toBe(2);
    expect(await seriesValue('modelyard_completions_running')).toBe(0);
    expect(await seriesValue('modelyard_journal_lag_seconds')).toBe(0);
    expect(await (await scrape(client)).text()).not.toContain('canary');
  });

  test('shows sockets and subscriptions while they are open', async () => {
    const socket = await fixture.client.openSocket();
    const query = 'subscription { modelChanges { __typename } }';
    socket.send({ id: '1', type: 'subscribe', payload: { query } });
    const subscriptions = () => seriesValue('modelyard_subscriptions', { transport: 'websocket' });
    await expect.poll(subscriptions).toBe(1);
    expect(await seriesValue('modelyard_websockets')).toBe(1);
    socket.terminate();
    await expect.poll(subscriptions).toBe(0);
    await expect.poll(() => seriesValue('modelyard_websockets')).toBe(0);
  });
});

test('on a separate port, /metrics requires no token, and nothing else is served', async () => {
  const metrics = new Metrics();
  metrics.read('sockets', () => 3);
  await using listener = await listenForMetrics(metrics, { port: 0 });
  expect(new URL(listener.url).hostname).toBe('127.0.0.1');
  expect(await (await fetch(listener.url)).text()).toContain('modelyard_websockets 3');
  expect((await fetch(new URL('/graphql', listener.url))).status).toBe(404);
  const { port } = new URL(listener.url);
  await expect(listenForMetrics(metrics, { port: Number(port) })).rejects.toThrow(
    `METRICS_PORT ${port} is in use on 127.0.0.1`,
  );
  // An address that no machine has (RFC 5737).
  await expect(listenForMetrics(metrics, { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    'METRICS_HOST 192.0.2.1 is not an address of this machine',
  );
});

test('ten thousand model names create at most 101 series', async () => {
  const metrics = new Metrics();
  const labels = { gen_ai_operation_name: 'chat', gen_ai_provider_name: 'generic' };
  for (let index = 0; index < 10_000; index += 1) {
    metrics.observe('perChunk', { ...labels, gen_ai_request_model: `model-${index}` }, 1);
  }
  const { text } = await metrics.render();
  expect(text.match(/per_output_chunk_seconds_count/g)).toHaveLength(101);
  expect(text).toContain('gen_ai_request_model="other"');
});

test('a gauge whose reading fails does not affect the others', async () => {
  const metrics = new Metrics();
  metrics.read('running', () => Promise.reject(new Error('The database is away.')));
  metrics.read('sockets', () => 7);
  const { text } = await metrics.render();
  expect(text).toContain('modelyard_websockets 7');
  expect(text).not.toMatch(/^modelyard_completions_running /m);
});
