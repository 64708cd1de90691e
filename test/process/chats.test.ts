import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import type { ChatEventsSubscription } from '../gql/graphql.ts';
import { nextEvent, readAll } from '../support/chat-fixture.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { delivered } from '../support/delivered.ts';
import { chunk, content, done, sseHeaders } from '../support/fake-openai.ts';
import { GraphqlClient, type Stream } from '../support/graphql-client.ts';
import { CancelChat, ChatEvents, ChatStream, FindChat, StartChat } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import {
  createLastingDatabase,
  createTestDatabase,
  type TestDatabase,
} from '../support/test-database.ts';
import { type Exchange, startUpstream, type Upstream } from '../support/upstream.ts';

const { id: keyId, key } = testKey('test');
const environment = {
  JWT_SECRET: new TextDecoder().decode(testSecret),
  ENCRYPTION_KEYS: `${keyId}:${Buffer.from(key).toString('base64')}`,
  EGRESS_ALLOW: '127.0.0.1',
};

/** A client of a server in a separate process. */
async function clientOf(server: ServerProcess): Promise<GraphqlClient> {
  const issuer = { ...testConfig().jwt, secret: testSecret };
  const claims = { tenantId: 'acme', subject: 'user', scopes, ttlSeconds: 600 };
  return new GraphqlClient(await server.origin(), await issueToken(issuer, claims));
}

test('the completion of a killed server is INTERRUPTED after a restart', {
  timeout: 120_000,
}, async () => {
  await using place = await createLastingDatabase();
  await using upstream = await startUpstream();
  const serve = () => new ServerProcess('src/main.ts', { ...environment, ...place.environment });
  let id = '';
  {
    await using server = serve();
    const client = await clientOf(server);
    const { id: modelId } = await register(client, { baseUrl: `${upstream.url}/v1` });
    upstream.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(content('Because '));
    });
    const messages = [{ role: 'USER' as const, content: 'Why?' }];
    const { startChat } = await client.data(StartChat, { input: { modelId, messages } });
    if (startChat.__typename !== 'StartChatPayload') throw new Error(JSON.stringify(startChat));
    ({ id } = startChat.completion);
    // Its second event is written with the first batch.
    const find = async () => (await client.data(FindChat, { id })).chatCompletion?.lastSeq;
    await expect.poll(find).toBe(2);
    // Events are on disk after at most a quarter of a second.
    const said = performance.now();
    await expect.poll(() => performance.now() - said).toBeGreaterThan(500);
    server.signal('SIGKILL');
    await server.exited;
  }
  await using server = serve();
  const client = await clientOf(server);
  const find = async () => (await client.data(FindChat, { id })).chatCompletion;
  await expect.poll(find, { timeout: 30_000, interval: 200 }).toMatchObject({
    status: 'INTERRUPTED',
    message: { content: 'Because ' },
  });
});

// PGlite has one process.
const severalProcesses = inject('databaseTemplate').kind === 'postgres';
if (severalProcesses)
  describe('two processes on one database', () => {
    let place: TestDatabase;
    let upstream: Upstream;
    let near: TestApp;
    let client: GraphqlClient;
    let modelId: string;
    let observer: Client;

    beforeAll(async () => {
      place = await createTestDatabase();
      upstream = await startUpstream();
      near = await createTestApp({ overrides: { database: place.location } });
      client = await near.as('acme');
      modelId = (await register(client, { baseUrl: `${upstream.url}/v1` })).id;
      observer = new Client(place.location.kind === 'postgres' ? place.location.url : '');
      await observer.connect();
    });
    afterAll(async () => {
      await observer.end();
      await near[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    });

    /** Starts another process of the same installation, with a client. */
    async function startFar(): Promise<{ server: ServerProcess; far: GraphqlClient }> {
      if (place.location.kind !== 'postgres')
        throw new Error('Only PostgreSQL supports several processes.');
      const { url } = place.location;
      const server = new ServerProcess('src/main.ts', { ...environment, DATABASE_URL: url });
      return { server, far: await clientOf(server) };
    }

    const input = (more: object = {}) => ({
      modelId,
      messages: [{ role: 'USER' as const, content: 'Why?' }],
      ...more,
    });

    function scripted() {
      const called = Promise.withResolvers<Exchange>();
      let calls = 0;
      upstream.handle((exchange) => {
        calls += 1;
        exchange.head(200, sseHeaders);
        called.resolve(exchange);
      });
      return {
        calls: () => calls,
        exchange: called.promise,
        say: async (text: string) => (await called.promise).write(content(text)),
        finish: async () => {
          const exchange = await called.promise;
          await exchange.write(chunk({ finishReason: 'stop' }) + done);
          exchange.end();
        },
      };
    }

    async function start(as: GraphqlClient, more: object = {}): Promise<string> {
      const { startChat } = await as.data(StartChat, { input: input(more) });
      if (startChat.__typename !== 'StartChatPayload') throw new Error(JSON.stringify(startChat));
      return startChat.completion.id;
    }

    async function next(stream: Stream<ChatEventsSubscription>) {
      const { value } = await stream.next();
      if (value?.data == null) throw new Error(`no event: ${JSON.stringify(value)}`);
      return value.data.chatEvents;
    }

    test('a client of the other process gets each event of a completion', {
      timeout: 60_000,
    }, async () => {
      const { server, far } = await startFar();
      await using _server = server;
      const script = scripted();
      const id = await start(far);
      const stream = await client.subscribe('sse', ChatEvents, { id });
      expect(await next(stream)).toMatchObject({ __typename: 'ChatStarted', seq: 1 });
      await script.say('Because ');
      expect(await next(stream)).toMatchObject({ text: 'Because ', seq: 2 });
      await script.say('it scatters.');
      expect(await next(stream)).toMatchObject({ text: 'it scatters.', seq: 3 });
      await script.finish();
      expect(await next(stream)).toMatchObject({
        __typename: 'ChatCompleted',
        seq: 4,
        completion: { message: { content: 'Because it scatters.' } },
      });
      expect((await stream.next()).done).toBe(true);
    });

    test('a client of the other process cancels a completion, which ends its upstream request', {
      timeout: 60_000,
    }, async () => {
      const { server, far } = await startFar();
      await using _server = server;
      const script = scripted();
      const id = await start(far);
      await script.say('Because ');
      const exchange = await script.exchange;
      const asked = performance.now();
      const { cancelChat } = await client.data(CancelChat, { id });
      expect(cancelChat).toMatchObject({ completion: { status: 'CANCELLED' } });
      await exchange.closed;
      expect(performance.now() - asked).toBeLessThan(1_000);
    });

    /** Starts a chat with a request ID in which a client of each process takes part. */
    async function shared(far: GraphqlClient) {
      const script = scripted();
      const requestId = randomUUID();
      const first = await far.subscribe('websocket', ChatStream, { input: input({ requestId }) });
      const { completionId } = await nextEvent(first);
      const second = await client.subscribe('websocket', ChatStream, {
        input: input({ requestId }),
      });
      expect(await nextEvent(second)).toMatchObject({ __typename: 'ChatStarted', completionId });
      await script.say('Because ');
      expect(await nextEvent(second)).toMatchObject({ text: 'Because ' });
      return { script, first, second };
    }

    test('a client that unsubscribes at another process is counted as a participant', {
      timeout: 60_000,
    }, async () => {
      const { server, far } = await startFar();
      await using _server = server;
      const { script, first, second } = await shared(far);
      await second.leave();
      await expect
        .poll(async () => {
          const { rows } = await observer.query(
            `select from chat_completion where status = 'IN_PROGRESS' and attached = '{}' and not was_left`,
          );
          return rows.length;
        })
        .toBe(1);
      await script.say('it scatters.');
      await script.finish();
      expect((await readAll(first)).at(-1)).toMatchObject({
        __typename: 'ChatCompleted',
        completion: { message: { content: 'Because it scatters.' } },
      });
      expect(script.calls()).toBe(1);
    });

    test('when the clients of all processes have unsubscribed, the chat is cancelled', {
      timeout: 60_000,
    }, async () => {
      const { server, far } = await startFar();
      await using _server = server;
      const { script, first, second } = await shared(far);
      await first.leave();
      await script.say('it ');
      expect(await nextEvent(second)).toMatchObject({ text: 'it ' });
      const exchange = await script.exchange;
      // Longer than the query whether other clients take part.
      const left = performance.now();
      await expect.poll(() => performance.now() - left).toBeGreaterThan(800);
      expect(exchange.isClosed()).toBe(false);
      await second.leave();
      await exchange.closed;
      expect(script.calls()).toBe(1);
    });

    test('the completion of a killed process ends, and its events are stored', {
      timeout: 60_000,
    }, async () => {
      const { server, far } = await startFar();
      await using _server = server;
      const script = scripted();
      const requestId = randomUUID();
      const id = await start(far, { requestId });
      const stream = await client.subscribe('sse', ChatEvents, { id });
      await next(stream);
      await script.say('Because ');
      expect(await next(stream)).toMatchObject({ text: 'Because ' });
      server.signal('SIGKILL');
      await server.exited;
      const killed = performance.now();
      const end = await next(stream);
      expect(end).toMatchObject({
        __typename: 'ChatInterrupted',
        completion: {
          status: 'INTERRUPTED',
          message: { content: 'Because ' },
          lastSeq: end.seq,
        },
      });
      expect(end.seq).toBeGreaterThan(2);
      // Two leases of ten seconds.
      expect(performance.now() - killed).toBeLessThan(20_000);
      expect((await stream.next()).done).toBe(true);
      const { chatCompletion } = await client.data(FindChat, { id });
      expect(chatCompletion).toMatchObject({
        status: 'INTERRUPTED',
        message: { content: 'Because ' },
      });
      const again = await readAll(
        await client.subscribe('sse', ChatStream, { input: input({ requestId }) }),
      );
      expect(again.at(-1)).toMatchObject({ __typename: 'ChatInterrupted', completionId: id });
      expect(script.calls()).toBe(1);
    });

    test('a hundred completions of a killed process end, with all events that were shown', {
      timeout: 90_000,
    }, async () => {
      const { server, far } = await startFar();
      await using _server = server;
      upstream.handle(async (exchange) => {
        exchange.head(200, sseHeaders);
        for (let index = 0; !exchange.isClosed(); index += 1) {
          await exchange.write(content(`${index} `));
          // Fifty tokens per second, like a typical model.
          await delay(20);
        }
      });
      const ids = await Promise.all(Array.from({ length: 100 }, () => start(far)));
      let heard = 0;
      const enough = Promise.withResolvers<void>();
      const readers = ids.map(async (id) => {
        const stream = await client.subscribe('sse', ChatEvents, { id });
        const events = [];
        for await (const { data } of stream) {
          if (data == null) continue;
          events.push(delivered(data.chatEvents));
          heard += 1;
          if (heard === 400) enough.resolve();
        }
        return events;
      });
      await enough.promise;
      server.signal('SIGKILL');
      for (const events of await Promise.all(readers)) {
        const shown = events.map((event) => ('text' in event ? event.text : '')).join('');
        const end = events.at(-1);
        expect(end).toMatchObject({
          __typename: 'ChatInterrupted',
          completion: { status: 'INTERRUPTED', message: { content: shown }, lastSeq: end?.seq },
        });
        expect(events.filter(({ __typename }) => __typename === 'ChatInterrupted')).toHaveLength(1);
      }
    });

    test('a process that continues after its lease expired shows no more events', {
      timeout: 60_000,
    }, async () => {
      const { server, far } = await startFar();
      await using _server = server;
      const script = scripted();
      const id = await start(far);
      const stream = await client.subscribe('sse', ChatEvents, { id });
      await next(stream);
      await script.say('Because ');
      await next(stream);
      server.signal('SIGSTOP');
      const end = await next(stream);
      expect(end).toMatchObject({ __typename: 'ChatInterrupted' });
      server.signal('SIGCONT');
      await script.say('too late');
      await (await script.exchange).closed;
      const { chatCompletion } = await client.data(FindChat, { id });
      expect(chatCompletion).toMatchObject({
        status: 'INTERRUPTED',
        lastSeq: end.seq,
        message: { content: 'Because ' },
      });
    });
  });
