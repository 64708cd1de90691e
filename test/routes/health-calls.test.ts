import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { storeApiKey } from '../support/api-key-operations.ts';
import { type AppWithDatabase, createAppWithDatabase } from '../support/app-with-database.ts';
import { createRoute } from '../support/created-route.ts';
import { answer, errorBody, sendStream, sseHeaders } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { SeeHealth } from '../support/health-operations.ts';
import { moveCircuit, openCircuit } from '../support/open-circuit.ts';
import { ChatWhole, SetCredential } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { EmbedByRoute } from '../support/route-operations.ts';
import { type Handler, startUpstream, type Upstream } from '../support/upstream.ts';

let fixture: AppWithDatabase;
let first: Upstream;
let second: Upstream;

const respond =
  (text: string): Handler =>
  (exchange) =>
    sendStream(exchange, answer([text]));

/** With a long delay, the same model is not called again. */
const refuse =
  (status: number, retryAfter = '100'): Handler =>
  (exchange) => {
    exchange.head(status, { 'content-type': 'application/json', 'retry-after': retryAfter });
    exchange.end(errorBody('no', 'error', null));
  };

beforeAll(async () => {
  fixture = await createAppWithDatabase();
  first = await startUpstream();
  second = await startUpstream();
});
afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
});
beforeEach(() => {
  first.handle(respond('first'));
  second.handle(respond('second'));
});

/** A tenant with a route of two models. */
async function tenant() {
  const owner = randomUUID();
  const client = await fixture.app.as(owner);
  const models = [];
  for (const { url } of [first, second]) {
    models.push((await register(client, { baseUrl: `${url}/v1`, apiKey: 'sk-test-1234' })).id);
  }
  const [primary = '', fallback = ''] = models;
  const { id: routeId } = await createRoute(client, [primary, fallback]);
  return { owner, client, primary, fallback, routeId };
}

const messages = [{ role: 'USER' as const, content: 'Why?' }];

/** The response, or the reason of the failure. */
async function chat(client: GraphqlClient, choice: { routeId: string } | { modelId: string }) {
  const { chat: result } = await client.data(ChatWhole, { input: { ...choice, messages } });
  if (result.__typename === 'ChatPayload') return result.completion.message?.content;
  return result.__typename === 'UpstreamError' ? result.reason : result.__typename;
}

const healthOf = async (client: GraphqlClient, id: string) =>
  (await client.data(SeeHealth, { id })).model?.health;
const credentialHealthOf = async (client: GraphqlClient, id: string) =>
  (await client.data(SeeHealth, { id })).model?.credential.health;

/** Counts the calls of an upstream from now on. */
function callsOf({ exchanges }: Upstream): () => number {
  const before = exchanges.length;
  return () => exchanges.length - before;
}

test('a model that fails three times is not called by the next call', async () => {
  const { client, primary, routeId } = await tenant();
  first.handle(refuse(503));
  const calls = callsOf(first);
  for (const count of [1, 2, 3]) {
    expect(await chat(client, { routeId })).toBe('second');
    expect(calls()).toBe(count);
  }
  const state = async () => (await healthOf(client, primary))?.state;
  await expect.poll(state).not.toBe('CLOSED');
  await moveCircuit(fixture.database, primary, { until: 60_000 });
  await expect.poll(state).toBe('OPEN');
  expect(await chat(client, { routeId })).toBe('second');
  expect(calls()).toBe(3);
});

test('a key that reached its rate limit is not used until the provider accepts requests', async () => {
  const { client, primary, routeId } = await tenant();
  first.handle(refuse(429));
  expect(await chat(client, { routeId })).toBe('second');
  const health = () => credentialHealthOf(client, primary);
  await expect.poll(health).toMatchObject({ state: 'OPEN', reason: 'RATE_LIMITED' });
  const waitMs = Date.parse((await health())?.until ?? '') - Date.now();
  expect(waitMs).toBeGreaterThan(80_000);
  expect(waitMs).toBeLessThan(101_000);
  const calls = callsOf(first);
  expect(await chat(client, { routeId })).toBe('second');
  expect(calls()).toBe(0);
  expect(await healthOf(client, primary)).toMatchObject({ state: 'CLOSED' });
});

test('the call that reached a short rate limit itself calls the same model again', async () => {
  const { client, routeId } = await tenant();
  const calls = callsOf(first);
  first.handle((exchange) =>
    calls() === 1 ? refuse(429, '1')(exchange) : respond('first')(exchange),
  );
  expect(await chat(client, { routeId })).toBe('first');
  expect(calls()).toBe(2);
});

test('when both models are open, the one that opens first is called', async () => {
  const { owner, client, primary, fallback, routeId } = await tenant();
  const { database } = fixture;
  await openCircuit(database, { owner, modelId: primary, forMs: 90_000 });
  await openCircuit(database, { owner, modelId: fallback, forMs: 60_000 });
  await expect.poll(() => healthOf(client, fallback)).toMatchObject({ state: 'OPEN' });
  expect(await chat(client, { routeId })).toBe('second');
  await expect.poll(() => healthOf(client, fallback)).toMatchObject({ state: 'CLOSED' });
  expect(await healthOf(client, primary)).toMatchObject({ state: 'OPEN' });
});

test('a failure of the request itself does not open a circuit', async () => {
  const { client, primary, routeId } = await tenant();
  first.handle(refuse(400));
  for (let count = 0; count < 4; count += 1) {
    expect(await chat(client, { routeId })).toBe('REQUEST_REJECTED');
  }
  expect(await healthOf(client, primary)).toMatchObject({ state: 'CLOSED' });
});

test('a call that names a model uses it in every state, and its success closes the circuit', async () => {
  const { owner, client, primary } = await tenant();
  first.handle(refuse(503));
  for (let count = 0; count < 4; count += 1) {
    expect(await chat(client, { modelId: primary })).toBe('OVERLOADED');
  }
  expect(await healthOf(client, primary)).toMatchObject({ state: 'CLOSED' });
  await openCircuit(fixture.database, { owner, modelId: primary });
  await expect.poll(() => healthOf(client, primary)).toMatchObject({ state: 'OPEN' });
  first.handle(respond('first'));
  expect(await chat(client, { modelId: primary })).toBe('first');
  await expect.poll(() => healthOf(client, primary)).toMatchObject({ state: 'CLOSED' });
});

/** Waits until the results of all earlier calls are stored: they are stored in their order. */
async function resultsStored(client: GraphqlClient): Promise<void> {
  const third = await startUpstream({ handler: refuse(402) });
  await using _third = third;
  const { id } = await register(client, { baseUrl: `${third.url}/v1`, displayName: randomUUID() });
  const other = await register(client, { baseUrl: `${second.url}/v1`, displayName: randomUUID() });
  const { id: routeId } = await createRoute(client, [id, other.id], { name: randomUUID() });
  await chat(client, { routeId });
  await expect.poll(() => credentialHealthOf(client, id)).toMatchObject({ state: 'OPEN' });
}

test('the short time limit of a route does not open the circuit of a slow model', async () => {
  const { client, primary, fallback, routeId } = await tenant();
  const { id: impatient } = await createRoute(client, [primary, fallback], {
    name: 'impatient',
    policy: { firstTokenTimeoutMs: 20 },
  });
  first.handle(() => {});
  for (let count = 0; count < 4; count += 1) {
    expect(await chat(client, { routeId: impatient })).toBe('second');
  }
  await resultsStored(client);
  first.handle(respond('first'));
  expect(await chat(client, { routeId })).toBe('first');
});

test('a key that replaced a rejected one is used at once, also while calls with the old one end', async () => {
  const { client, primary, routeId } = await tenant();
  const rejecting = Promise.withResolvers<void>();
  first.handle(async (exchange) => {
    await rejecting.promise;
    await refuse(401)(exchange);
  });
  const calls = callsOf(first);
  const answered = chat(client, { routeId });
  await expect.poll(calls).toBe(1);
  await client.data(SetCredential, { input: { id: primary, apiKey: 'sk-better-9876' } });
  rejecting.resolve();
  expect(await answered).toBe('second');
  await resultsStored(client);
  first.handle(respond('first'));
  expect(await chat(client, { routeId })).toBe('first');
});

describe('a test of a model permits another one', () => {
  const testing = async () => {
    const names = await tenant();
    const { owner, client, primary } = names;
    await openCircuit(fixture.database, { owner, modelId: primary, forMs: -1_000 });
    await expect.poll(() => healthOf(client, primary)).toMatchObject({ state: 'HALF_OPEN' });
    return names;
  };

  test('when it ended without a result', async () => {
    const { client, routeId } = await testing();
    first.handle(refuse(400));
    expect(await chat(client, { routeId })).toBe('REQUEST_REJECTED');
    first.handle(respond('first'));
    await expect.poll(() => chat(client, { routeId })).toBe('first');
  });

  test('when its response has begun', async () => {
    const { client, primary, routeId } = await testing();
    const ending = Promise.withResolvers<void>();
    first.handle(async (exchange) => {
      const [role = '', begin = '', ...rest] = answer(['long ', 'response']);
      exchange.head(200, sseHeaders);
      await exchange.write(role + begin);
      await ending.promise;
      exchange.end(rest.join(''));
    });
    const calls = callsOf(first);
    const long = chat(client, { routeId });
    await expect.poll(calls).toBe(1);
    first.handle(respond('first'));
    await expect.poll(() => chat(client, { routeId })).toBe('first');
    await expect.poll(() => healthOf(client, primary)).toMatchObject({ state: 'CLOSED' });
    ending.resolve();
    expect(await long).toBe('long response');
  });
});

test('calls that embed avoid a model that failed three times', async () => {
  const { client } = await tenant();
  const models = [];
  for (const { url } of [first, second]) {
    models.push((await register(client, { type: 'EMBEDDING', baseUrl: `${url}/v1` })).id);
  }
  const [primary = ''] = models;
  const { id: routeId } = await createRoute(client, models, { name: 'embed', type: 'EMBEDDING' });
  const vector =
    (value: number): Handler =>
    (exchange) => {
      exchange.head(200, { 'content-type': 'application/json' });
      exchange.end(JSON.stringify({ data: [{ index: 0, embedding: [value] }] }));
    };
  const embed = async () => {
    const { embed: result } = await client.data(EmbedByRoute, { input: { routeId, texts: ['x'] } });
    return result.__typename === 'EmbedPayload' ? result.embeddings : result;
  };
  first.handle(refuse(503));
  second.handle(vector(2));
  const calls = callsOf(first);
  for (let count = 0; count < 3; count += 1) expect(await embed()).toEqual([[2]]);
  expect(calls()).toBe(3);
  await expect.poll(async () => (await healthOf(client, primary))?.state).not.toBe('CLOSED');
  await moveCircuit(fixture.database, primary, { until: 60_000 });
  await expect.poll(async () => (await healthOf(client, primary))?.state).toBe('OPEN');
  expect(await embed()).toEqual([[2]]);
  expect(calls()).toBe(3);

  first.handle(vector(1));
  await moveCircuit(fixture.database, primary, { until: -70_000 });
  await expect.poll(embed).toEqual([[1]]);
  await expect.poll(async () => (await healthOf(client, primary))?.state).toBe('CLOSED');
});

test('the only attempt of a route counts for the stored key that it used', async () => {
  const client = await fixture.app.as(randomUUID());
  const baseUrl = `${first.url}/v1`;
  const { id: apiKeyId } = await storeApiKey(client, { name: 'only', baseUrl });
  const { id } = await register(client, { baseUrl, keys: [{ apiKeyId }] });
  const { id: routeId } = await createRoute(client, [id], { policy: { maxAttempts: 1 } });
  expect(await chat(client, { routeId })).toBe('first');
  const { model } = await client.data(SeeHealth, { id });
  expect(model?.keys[0]?.health.lastSuccessAt).not.toBeNull();
  expect(model?.credential.health.lastSuccessAt).toBeNull();
});
