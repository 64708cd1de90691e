import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { Client } from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { createAppWithDatabase } from '../support/app-with-database.ts';
import { ask, nextEvent, readAll } from '../support/chat-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { answer, content, sendStream, sseHeaders } from '../support/fake-openai.ts';
import { throughProxy } from '../support/on-server.ts';
import {
  ChatStream,
  ChatWhole,
  ListChats,
  ModelChanges,
  SeeModel,
  SetCredential,
  SetDefault,
  StartChat,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const path = '/v1/chat/completions';

/** The row of a model in the database. */
const rowOf = (modelId: string) => Buffer.from(modelId, 'base64').toString().split(':')[1] ?? '';
/** A chat with the default model. */
const askDefault = { input: { messages: [{ role: 'USER' as const, content: 'Why?' }] } };

/** An app with a remote model that was used once, so that the app has cached it. */
async function createWarmApp(stack: AsyncDisposableStack) {
  const { app, database } = stack.use(await createAppWithDatabase());
  const upstream = stack.use(await startUpstream());
  const client = await app.as('acme');
  const { id: modelId } = await register(client, { baseUrl: `${upstream.url}/v1` });
  await client.data(SetDefault, { input: { id: modelId } });
  upstream.handle((exchange) => sendStream(exchange, answer(['warm'])));
  for (const input of [ask(modelId), askDefault]) {
    await client.data(ChatWhole, input);
    await upstream.nextExchange(path);
  }
  upstream.handle(async (exchange) => {
    exchange.head(200, sseHeaders);
    await exchange.write(content('out of date'));
  });
  return { app, client, database, upstream, modelId };
}

/** Resolves when all requests without a response have been closed. */
async function allClosed({ exchanges }: Upstream, answered: number): Promise<void> {
  for (const { closed } of exchanges.slice(answered)) await closed;
}

describe('a change that the process has not read yet', () => {
  test('is detected before any event is shown: the chat starts again with the new model', async () => {
    await using stack = new AsyncDisposableStack();
    const { client, database, upstream, modelId } = await createWarmApp(stack);
    const other = stack.use(await startUpstream());
    other.handle((exchange) => sendStream(exchange, answer(['new'])));
    await database.asPlatform((em) =>
      em.execute('update model set base_url = ?, version = version + 1 where id = ?', [
        `${other.url}/v1`,
        rowOf(modelId),
      ]),
    );
    const events = await readAll(await client.subscribe('websocket', ChatStream, ask(modelId)));
    expect(events).toMatchObject([
      { __typename: 'ChatStarted', seq: 1 },
      { text: 'new', seq: 2 },
      { __typename: 'ChatCompleted' },
    ]);
    await allClosed(upstream, 2);
    expect(other.exchanges).toHaveLength(1);
    const { chatCompletions } = await client.data(ListChats, {});
    expect(chatCompletions.nodes).toHaveLength(3);
  });

  test('that deletes the model rejects the chat, and ends the provider request', async () => {
    await using stack = new AsyncDisposableStack();
    const { client, database, upstream, modelId } = await createWarmApp(stack);
    await database.asPlatform((em) =>
      em.execute('update model set deleted_at = now(), version = version + 1 where id = ?', [
        rowOf(modelId),
      ]),
    );
    const { chat } = await client.data(ChatWhole, ask(modelId));
    expect(chat).toMatchObject({ __typename: 'NotFoundError' });
    await allClosed(upstream, 2);
    const { chatCompletions } = await client.data(ListChats, {});
    expect(chatCompletions.nodes).toHaveLength(2);
  });

  test('of the default model is detected too', async () => {
    await using stack = new AsyncDisposableStack();
    const { client, database, upstream } = await createWarmApp(stack);
    const other = stack.use(await startUpstream());
    other.handle((exchange) => sendStream(exchange, answer(['new'])));
    const { id } = await register(client, { baseUrl: `${other.url}/v1` });
    upstream.handle((exchange) => sendStream(exchange, answer(['warm'])));
    await client.data(ChatWhole, askDefault);
    upstream.handle((exchange) => exchange.head(200, sseHeaders));
    await database.asPlatform((em) =>
      em.execute('update default_model set model_id = ?', [rowOf(id)]),
    );
    const { chat } = await client.data(ChatWhole, askDefault);
    expect(chat).toMatchObject({ completion: { message: { content: 'new' } } });
    await allClosed(upstream, 3);
  });
});

test('a chat that starts after a credential was replaced uses the new one', async () => {
  await using stack = new AsyncDisposableStack();
  const { client, upstream, modelId } = await createWarmApp(stack);
  upstream.handle(async (exchange) => {
    const { authorization } = exchange.request.headers;
    await sendStream(exchange, answer([String(authorization)]));
  });
  for (let number = 0; number < 10; number += 1) {
    const apiKey = `key-${number}-of-the-provider`;
    await client.data(SetCredential, { input: { id: modelId, apiKey } });
    const { chat } = await client.data(ChatWhole, ask(modelId));
    expect(chat).toMatchObject({ completion: { message: { content: `Bearer ${apiKey}` } } });
  }
});

test('twenty concurrent chats with one request ID call the provider once', async () => {
  await using stack = new AsyncDisposableStack();
  const { client, upstream, modelId } = await createWarmApp(stack);
  const before = upstream.exchanges.length;
  upstream.handle((exchange) => sendStream(exchange, answer(['once'])));
  const input = { ...ask(modelId).input, requestId: randomUUID() };
  const chats = await Promise.all(
    Array.from({ length: 20 }, () => client.data(ChatWhole, { input })),
  );
  const ids = chats.map(({ chat }) => ('completion' in chat ? chat.completion.id : chat));
  expect(new Set(ids).size).toBe(1);
  expect(upstream.exchanges.length - before).toBe(1);
});

// The embedded database has one connection, so no other transaction can lock a row.
describe.runIf(inject('databaseTemplate').kind === 'postgres')('while a model is locked', () => {
  async function createLocked(stack: AsyncDisposableStack) {
    const { location } = stack.use(await createTestDatabase());
    if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
    const app = stack.use(await createTestApp({ overrides: { database: location } }));
    const upstream = stack.use(await startUpstream());
    const client = await app.as('acme');
    const baseUrl = `${upstream.url}/v1`;
    const { id: modelId } = await register(client, { baseUrl });
    const other = await app.as('globex');
    const { id: otherId } = await register(other, { baseUrl });
    upstream.handle((exchange) => sendStream(exchange, answer(['warm'])));
    await client.data(ChatWhole, ask(modelId));
    await upstream.nextExchange(path);
    const holder = new Client(location.url);
    await holder.connect();
    stack.defer(() => holder.end());
    await holder.query('begin');
    await holder.query('select from model where id = $1 for update', [rowOf(modelId)]);
    return { client, upstream, modelId, other, otherId, holder };
  }

  test('the provider is called, and nothing is shown until the start is stored', async () => {
    await using stack = new AsyncDisposableStack();
    const { client, upstream, modelId, other, otherId, holder } = await createLocked(stack);
    upstream.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(content('early'));
    });
    const stream = await client.subscribe('websocket', ChatStream, ask(modelId));
    let shown = 0;
    const first = nextEvent(stream).then((event) => {
      shown += 1;
      return event;
    });
    await upstream.nextExchange(path);
    // Another tenant's start is stored meanwhile.
    upstream.handle((exchange) => sendStream(exchange, answer(['other'])));
    const { chat } = await other.data(ChatWhole, ask(otherId));
    expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
    expect(shown).toBe(0);
    await holder.query('rollback');
    expect(await first).toMatchObject({ __typename: 'ChatStarted' });
    expect(await nextEvent(stream)).toMatchObject({ text: 'early', seq: 2 });
    await stream.leave();
  });

  test('for too long, the chat is rejected and the provider request ends', async () => {
    await using stack = new AsyncDisposableStack();
    const { client, upstream, modelId } = await createLocked(stack);
    upstream.handle((exchange) => exchange.head(200, sseHeaders));
    const { errors } = await client.execute(ChatWhole, ask(modelId));
    expect(errors?.[0]?.extensions?.['code']).toBe('OVERLOADED');
    await (await upstream.nextExchange(path)).closed;
  });

  test('a chat with a request ID is stored before the provider is called', async () => {
    await using stack = new AsyncDisposableStack();
    const { client, upstream, modelId, holder } = await createLocked(stack);
    const before = upstream.exchanges.length;
    const input = { ...ask(modelId).input, requestId: randomUUID() };
    const started = client.data(StartChat, { input });
    await client.data(SeeModel, { id: modelId });
    await client.data(ListChats, {});
    expect(upstream.exchanges.length).toBe(before);
    await holder.query('rollback');
    expect(await started).toMatchObject({ startChat: { __typename: 'StartChatPayload' } });
    await upstream.nextExchange(path);
  });
});

describe.runIf(inject('databaseTemplate').kind === 'postgres')('on PostgreSQL', () => {
  test('an unresponsive database rejects a chat and ends its provider request; the next chat sends none', {
    timeout: 30_000,
  }, async () => {
    await using stack = new AsyncDisposableStack();
    const { location } = stack.use(await createTestDatabase());
    if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
    const proxy = stack.use(await startCuttableProxy(location.url));
    const url = throughProxy(location.url, proxy.origin);
    const app = stack.use(
      await createTestApp({ overrides: { database: { kind: 'postgres', url } } }),
    );
    const upstream = stack.use(await startUpstream());
    const client = await app.as('acme');
    const changes = await client.subscribe('sse', ModelChanges, { after: null });
    const { id: modelId } = await register(client, { baseUrl: `${upstream.url}/v1` });
    // The notification of the new model must not remove it from the memory of the process later.
    await changes.next();
    await changes.leave();
    upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
    await client.data(ChatWhole, ask(modelId));
    await upstream.nextExchange(path);
    proxy.freeze();
    upstream.handle((exchange) => exchange.head(200, sseHeaders));
    const codeOf = async () => {
      const { errors } = await client.execute(ChatWhole, ask(modelId));
      return errors?.[0]?.extensions?.['code'];
    };
    expect(await codeOf()).toBe('OVERLOADED');
    await (await upstream.nextExchange(path)).closed;
    const calls = upstream.exchanges.length;
    expect(await codeOf()).toBe('OVERLOADED');
    expect(upstream.exchanges.length).toBe(calls);
    proxy.thaw();
    upstream.handle((exchange) => sendStream(exchange, answer(['back'])));
    await expect.poll(codeOf, { timeout: 10_000 }).toBeUndefined();
    const { chatCompletions } = await client.data(ListChats, {});
    expect(chatCompletions.nodes.filter(({ status }) => status === 'IN_PROGRESS')).toEqual([]);
  });

  test('300 chats that start at once are all started while a core is busy', {
    timeout: 120_000,
  }, async () => {
    await using stack = new AsyncDisposableStack();
    const { app, client } = await createWarmApp(stack);
    const provider = stack.use(new ServerProcess('test/bench/programs/upstream.ts', {}));
    const [providerUrl] = await provider.printed(/http:\/\/127\.0\.0\.1:\d+/);
    const { id: modelId } = await register(client, { baseUrl: `${providerUrl}/v1` });
    stack.use(new ServerProcess('test/torture/busy-loop.ts', {}));
    const token = client.token ?? '';
    const sockets = Array.from({ length: 2 }, () =>
      stack.adopt(
        createClient({
          url: `${app.origin.replace('http', 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          connectionParams: { authorization: `Bearer ${token}` },
          lazyCloseTimeout: 1_000,
        }),
        (socket) => socket.dispose(),
      ),
    );
    const query = 'subscription ($input: ChatInput!) { chat(input: $input) { __typename } }';
    const first = await Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        const socket = sockets[index % sockets.length] as (typeof sockets)[number];
        const types: unknown[] = [];
        const events = socket.iterate<{ chat: { __typename: string } }>({
          query,
          variables: { ...ask(modelId, '1/0') },
        });
        for await (const { data, errors } of events) types.push(data?.chat.__typename ?? errors);
        return types[0];
      }),
    );
    expect(new Set(first)).toEqual(new Set(['ChatStarted']));
  });
});
