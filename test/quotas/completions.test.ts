import { describe, expect, inject, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import { ask, createChatFixture } from '../support/chat-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { answer, content, sendStream, sseHeaders } from '../support/fake-openai.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { CancelChat, ChatStream, ChatWhole } from '../support/operations.ts';
import { EmbedWithQuota, StartWithQuota } from '../support/quota-operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { type Exchange, startUpstream, type Upstream } from '../support/upstream.ts';

/** Responses that begin and never end. @returns the number of requests. */
function neverEnd(upstream: Upstream): () => number {
  let calls = 0;
  upstream.handle(async (exchange) => {
    calls += 1;
    exchange.head(200, sseHeaders);
    await exchange.write(content('a'));
  });
  return () => calls;
}

async function start(client: GraphqlClient, modelId: string, more: object = {}) {
  const input = { ...ask(modelId).input, ...more };
  return (await client.data(StartWithQuota, { input })).startChat;
}

async function startOne(client: GraphqlClient, modelId: string, more: object = {}) {
  const started = await start(client, modelId, more);
  if (started.__typename !== 'StartChatPayload') throw new Error(JSON.stringify(started));
  return started.completion.id;
}

const refused = (quota: string, limit: number, things = 'running completions') => ({
  __typename: 'QuotaExceededError',
  code: 'LIMIT_EXCEEDED',
  message: `The ${quota.startsWith('TENANT') ? 'tenant' : 'subject'} has reached its limit of ${limit} ${things} (QUOTA_${quota}).`,
  quota,
  limit,
  retryAfterMs: 1_000,
});

describe('running completions of a process', () => {
  test('are limited for a subject and for its tenant, and others are unaffected', async () => {
    await using fixture = await createChatFixture('openai', {
      quotas: { SUBJECT_COMPLETIONS: 2, TENANT_COMPLETIONS: 3 },
    });
    const { app, upstream, modelId } = fixture;
    const ann = await app.as('acme', { subject: 'ann' });
    const bob = await app.as('acme', { subject: 'bob' });
    const other = await app.as('other');
    const calls = neverEnd(upstream);
    const running = [await startOne(ann, modelId), await startOne(ann, modelId)];
    expect(await start(ann, modelId)).toEqual(refused('SUBJECT_COMPLETIONS', 2));
    await startOne(bob, modelId);
    expect(await start(bob, modelId)).toEqual(refused('TENANT_COMPLETIONS', 3));
    const stream = await bob.subscribe('websocket', ChatStream, ask(modelId));
    expect((await stream.next()).value).toMatchObject({
      data: { chat: { __typename: 'QuotaExceededError', code: 'LIMIT_EXCEEDED' } },
    });
    expect((await stream.next()).done).toBe(true);
    const { id: otherModel } = await register(other, { baseUrl: `${upstream.url}/v1` });
    await startOne(other, otherModel);
    // The provider was called for the accepted ones only.
    await expect.poll(calls).toBe(4);
    await ann.data(CancelChat, { id: running[0] ?? '' });
    await startOne(ann, modelId);
    expect(await start(ann, modelId)).toEqual(refused('SUBJECT_COMPLETIONS', 2));
    expect(calls()).toBe(5);
  });

  test('that have ended or failed are not counted', async () => {
    await using fixture = await createChatFixture('openai', {
      quotas: { SUBJECT_COMPLETIONS: 1 },
    });
    const { client, upstream, modelId } = fixture;
    for (let round = 0; round < 3; round += 1) {
      upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
      expect((await client.data(ChatWhole, ask(modelId))).chat.__typename).toBe('ChatPayload');
      upstream.handle((exchange) => exchange.destroy());
      expect((await client.data(ChatWhole, ask(modelId))).chat.__typename).toBe('UpstreamError');
      const rejected = { input: { ...ask(modelId).input, messages: [] } };
      expect((await client.data(ChatWhole, rejected)).chat.__typename).toBe('InvalidInputError');
    }
  });

  test('with a request ID are found again while the quota is reached', async () => {
    await using fixture = await createChatFixture('openai', {
      quotas: { SUBJECT_COMPLETIONS: 1 },
    });
    const { client, upstream, modelId } = fixture;
    neverEnd(upstream);
    const id = await startOne(client, modelId, { requestId: 'once' });
    expect(await startOne(client, modelId, { requestId: 'once' })).toBe(id);
    expect(await start(client, modelId, { requestId: 'twice' })).toEqual(
      refused('SUBJECT_COMPLETIONS', 1),
    );
  });

  test('started at once are admitted up to the limit', async () => {
    await using fixture = await createChatFixture('openai', {
      quotas: { TENANT_COMPLETIONS: 5 },
    });
    const { client, upstream, modelId } = fixture;
    const calls = neverEnd(upstream);
    const started = await Promise.all(Array.from({ length: 20 }, () => start(client, modelId)));
    const accepted = started.filter(({ __typename }) => __typename === 'StartChatPayload');
    expect(accepted).toHaveLength(5);
    await expect.poll(calls).toBe(5);
  });
});

test('running calls without a completion are limited', async () => {
  await using upstream = await startUpstream();
  await using app = await createTestApp({ quotas: { SUBJECT_CALLS: 2 } });
  const client = await app.as('acme');
  const { id: modelId } = await register(client, {
    type: 'EMBEDDING',
    baseUrl: `${upstream.url}/v1`,
  });
  const held: Exchange[] = [];
  upstream.handle((exchange) => void held.push(exchange));
  const embed = () => client.data(EmbedWithQuota, { input: { modelId, texts: ['a'] } });
  const running = [embed(), embed()];
  await expect.poll(() => held.length).toBe(2);
  expect((await embed()).embed).toEqual({
    __typename: 'QuotaExceededError',
    code: 'LIMIT_EXCEEDED',
    quota: 'SUBJECT_CALLS',
    limit: 2,
    retryAfterMs: 1_000,
  });
  const respond = (exchange: Exchange) => {
    exchange.head(200, { 'content-type': 'application/json' });
    exchange.end(JSON.stringify({ data: [{ index: 0, embedding: [1, 2] }] }));
  };
  for (const exchange of held) respond(exchange);
  await Promise.all(running);
  upstream.handle(respond);
  expect((await embed()).embed).toMatchObject({ __typename: 'EmbedPayload', dimensions: 2 });
});

// PGlite has one process.
if (inject('databaseTemplate').kind === 'postgres') {
  test('completions of all processes are counted together', { timeout: 60_000 }, async () => {
    await using place = await createTestDatabase();
    if (place.location.kind !== 'postgres') throw new Error('The database is not PostgreSQL.');
    await using upstream = await startUpstream();
    const limits = { TENANT_COMPLETIONS: 3, SUBJECT_COMPLETIONS: 2 };
    await using near = await createTestApp({
      quotas: limits,
      overrides: { database: place.location },
    });
    const { id: keyId, key } = testKey('test');
    await using server = new ServerProcess('src/main.ts', {
      JWT_SECRET: new TextDecoder().decode(testSecret),
      ENCRYPTION_KEYS: `${keyId}:${Buffer.from(key).toString('base64')}`,
      EGRESS_ALLOW: '127.0.0.1',
      DATABASE_URL: place.location.url,
      QUOTA_TENANT_COMPLETIONS: '3',
      QUOTA_SUBJECT_COMPLETIONS: '2',
    });
    const origin = await server.origin();
    const farAs = async (subject: string, tenantId = 'acme') => {
      const issuer = { ...testConfig().jwt, secret: testSecret };
      const claims = { tenantId, subject, scopes, ttlSeconds: 600 };
      return new GraphqlClient(origin, await issueToken(issuer, claims));
    };
    const ann = await near.as('acme', { subject: 'ann' });
    const bob = await near.as('acme', { subject: 'bob' });
    const { id: modelId } = await register(ann, { baseUrl: `${upstream.url}/v1` });
    const calls = neverEnd(upstream);
    const running = [await startOne(ann, modelId), await startOne(ann, modelId)];
    const farAnn = await farAs('ann');
    expect(await start(farAnn, modelId)).toEqual(refused('SUBJECT_COMPLETIONS', 2));
    await startOne(await farAs('bob'), modelId);
    expect(await start(bob, modelId)).toEqual(refused('TENANT_COMPLETIONS', 3));
    for (let round = 0; round < 5; round += 1) {
      expect((await start(farAnn, modelId)).__typename).toBe('QuotaExceededError');
      expect((await start(bob, modelId)).__typename).toBe('QuotaExceededError');
    }
    // Another tenant can use the process that refuses.
    const other = await farAs('zoe', 'other');
    const { id: otherModel } = await register(other, { baseUrl: `${upstream.url}/v1` });
    await startOne(other, otherModel);
    await farAnn.data(CancelChat, { id: running[0] ?? '' });
    await startOne(farAnn, modelId);
    // Five starts were stored. At the first refusal of each process, a request to the provider can
    // have begun; while the tenant is full, none begins.
    expect(calls()).toBeGreaterThanOrEqual(5);
    expect(calls()).toBeLessThanOrEqual(7);
  });
}
