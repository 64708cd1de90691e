import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { Housekeeping } from '../../src/services/housekeeping.ts';
import type { ChatEventsSubscription, ChatInput } from '../gql/graphql.ts';
import { FindAttempts } from '../support/attempt-operations.ts';
import {
  type ChatFixture,
  createChatFixture,
  nextEvent,
  readAll,
} from '../support/chat-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { type Delivered, delivered } from '../support/delivered.ts';
import { answer, chunk, content, done, sendStream, sseHeaders } from '../support/fake-openai.ts';
import { type GraphqlClient, type Stream, transports } from '../support/graphql-client.ts';
import {
  CancelChat,
  ChatEvents,
  ChatStream,
  ChatWhole,
  FindChat,
  FindCompletion,
  StartChat,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { createLastingDatabase, type TestDatabase } from '../support/test-database.ts';
import type { Exchange } from '../support/upstream.ts';

let place: TestDatabase;
let fixture: ChatFixture;
let client: GraphqlClient;

beforeAll(async () => {
  place = await createLastingDatabase();
  fixture = await createChatFixture('openai', {
    overrides: { database: place.location, chatGraceMs: 300 },
  });
  ({ client } = fixture);
}, 60_000);
afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

const input = (more: Partial<ChatInput> = {}): ChatInput => ({
  modelId: fixture.modelId,
  messages: [{ role: 'USER', content: 'Why is the sky blue?' }],
  ...more,
});

async function start(more: Partial<ChatInput> = {}, as = client) {
  const { startChat } = await as.data(StartChat, { input: input(more) });
  if (startChat.__typename !== 'StartChatPayload') throw new Error(JSON.stringify(startChat));
  return startChat.completion;
}

type Events = Delivered<ChatEventsSubscription['chatEvents']>[];

async function read(stream: Stream<ChatEventsSubscription>): Promise<Events> {
  const events: Events = [];
  for await (const { data, errors } of stream) {
    if (data == null) throw new Error(JSON.stringify(errors));
    events.push(delivered(data.chatEvents));
  }
  return events;
}

const follow = (id: string, after = 0, transport: (typeof transports)[number] = 'sse') =>
  client.subscribe(transport, ChatEvents, { id, after });
const textOf = (events: readonly { __typename?: string; text?: string }[]) =>
  events.map((event) => ('text' in event ? event.text : '')).join('');
const status = async (id: string) => (await client.data(FindChat, { id })).chatCompletion?.status;

/** An upstream that sends a text when the test calls `say`. */
function scripted() {
  const called = Promise.withResolvers<Exchange>();
  let calls = 0;
  fixture.upstream.handle((exchange) => {
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

describe('a chat that is started', () => {
  test.each(transports)('continues without clients, and is followed over %s', async (transport) => {
    const upstream = scripted();
    const { id, status: first, lastSeq } = await start();
    expect({ first, lastSeq }).toEqual({ first: 'IN_PROGRESS', lastSeq: 1 });
    await upstream.say('Because ');
    const live = await follow(id, 0, transport);
    expect((await live.next()).value?.data?.chatEvents).toMatchObject({
      __typename: 'ChatStarted',
    });
    expect((await live.next()).value?.data?.chatEvents).toMatchObject({ text: 'Because ' });
    await live.leave();
    await upstream.say('it ');
    await upstream.say('scatters.');
    const late = await follow(id, 2, transport);
    await upstream.finish();
    const events = await read(late);
    expect(textOf(events)).toBe('it scatters.');
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatCompleted',
      completion: { status: 'COMPLETED', message: { content: 'Because it scatters.' } },
    });
  });

  test('can be read again after every number, without gaps, and always with its end', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `${index}👩‍🚀 `);
    fixture.upstream.handle((exchange) => sendStream(exchange, answer(texts)));
    const { id } = await start();
    const all = await read(await follow(id));
    const { seq: last } = all.at(-1) ?? { seq: 0 };
    await expect.poll(() => status(id)).toBe('COMPLETED');
    for (let after = 0; after < last; after += 1) {
      const events = await read(await follow(id, after));
      expect(textOf(events)).toBe(texts.slice(Math.max(0, after - 1)).join(''));
      expect(events.filter(({ __typename }) => __typename === 'ChatCompleted')).toHaveLength(1);
      expect(events.every(({ seq }) => seq > after)).toBe(true);
    }
    for (const after of [last, last + 1, 2_000_000_000]) {
      expect(await read(await follow(id, after))).toMatchObject([
        { __typename: 'ChatCompleted', seq: last },
      ]);
    }
    expect((await client.data(FindChat, { id })).chatCompletion).toMatchObject({
      lastSeq: last,
      message: { content: texts.join('') },
    });
  });

  test('stores all characters, also split surrogate pairs, and replaces those that cannot be stored', async () => {
    const texts = ['?', " '\\ $1 ", 'a\0b', '\ud83d', '\ude00', '\ud83d', ' <b>&\n', '\u2028'];
    fixture.upstream.handle((exchange) => sendStream(exchange, answer(texts)));
    const { id } = await start();
    await expect.poll(() => status(id)).toBe('COMPLETED');
    const text = textOf(await read(await follow(id)));
    expect(text).toBe(texts.join('').toWellFormed().replace('\0', '\uFFFD'));
  });

  test('stores its tool calls', async () => {
    const call = { index: 0, id: 'call_1', function: { name: 'sum', arguments: '{"a":1}' } };
    fixture.upstream.handle((exchange) =>
      sendStream(exchange, [
        chunk({ delta: { reasoning_content: 'Hm' } }),
        chunk({ delta: { tool_calls: [call] } }),
        chunk({ finishReason: 'tool_calls' }),
        done,
      ]),
    );
    const { id } = await start();
    await expect.poll(() => status(id)).toBe('COMPLETED');
    expect(await read(await follow(id))).toMatchObject([
      { __typename: 'ChatStarted', seq: 1 },
      { __typename: 'ThinkingDelta', seq: 2, text: 'Hm' },
      { __typename: 'ToolCallDelta', seq: 3, callId: 'call_1', argumentsDelta: '{"a":1}' },
      { __typename: 'ToolCallReady', seq: 4, toolCall: { id: 'call_1', arguments: { a: 1 } } },
      { __typename: 'ChatCompleted', seq: 5, completion: { message: { reasoning: 'Hm' } } },
    ]);
  });

  test('is ended by cancelChat, with its upstream request; a second call has no effect', async () => {
    const upstream = scripted();
    const { id } = await start();
    await upstream.say('Because ');
    const exchange = await upstream.exchange;
    const live = await follow(id, 1);
    expect((await live.next()).value?.data?.chatEvents).toMatchObject({ text: 'Because ' });
    const { cancelChat } = await client.data(CancelChat, { id });
    expect(cancelChat).toMatchObject({
      completion: {
        status: 'CANCELLED',
        message: { content: 'Because ' },
        usage: { completionTokens: 1, estimated: true },
      },
    });
    await exchange.closed;
    expect((await read(live)).at(-1)).toMatchObject({ __typename: 'ChatCancelled' });
    const again = await client.data(CancelChat, { id });
    expect(again.cancelChat).toMatchObject({ completion: { status: 'CANCELLED' } });
  });

  test('cannot be cancelled or read by another tenant', async () => {
    const upstream = scripted();
    const { id } = await start();
    const stranger = await fixture.app.as('globex');
    expect((await stranger.data(CancelChat, { id })).cancelChat).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await stranger.data(FindChat, { id })).chatCompletion).toBeNull();
    const { value } = await (await stranger.subscribe('sse', ChatEvents, { id })).next();
    expect(value?.data?.chatEvents).toMatchObject({ __typename: 'NotFoundError' });
    await upstream.finish();
    await expect.poll(() => status(id)).toBe('COMPLETED');
  });
});

describe('a request id', () => {
  test('identifies one completion: fifty concurrent requests call the provider once', async () => {
    const upstream = scripted();
    const requestId = randomUUID();
    const started = await Promise.all(Array.from({ length: 50 }, () => start({ requestId })));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(started[0]).toMatchObject({ requestId });
    await upstream.finish();
    expect(upstream.calls()).toBe(1);
  });

  test.each(transports)(
    'joins the completion over %s, from the first event on, also after the end',
    async (transport) => {
      const upstream = scripted();
      const requestId = randomUUID();
      const { id } = await start({ requestId });
      await upstream.say('Because.');
      const other = await fixture.app.as('acme');
      const joined = await other.subscribe(transport, ChatStream, { input: input({ requestId }) });
      expect(await nextEvent(joined)).toMatchObject({
        __typename: 'ChatStarted',
        completionId: id,
      });
      expect(await nextEvent(joined)).toMatchObject({ text: 'Because.' });
      await upstream.finish();
      expect((await readAll(joined)).at(-1)).toMatchObject({ __typename: 'ChatCompleted' });
      await expect.poll(() => status(id)).toBe('COMPLETED');
      const again = await readAll(
        await client.subscribe(transport, ChatStream, { input: input({ requestId }) }),
      );
      expect(again.map(({ __typename }) => __typename)).toEqual([
        'ChatStarted',
        'ContentDelta',
        'ChatCompleted',
      ]);
      const { chat } = await client.data(ChatWhole, { input: input({ requestId }) });
      expect(chat).toMatchObject({ completion: { id, message: { content: 'Because.' } } });
      expect(upstream.calls()).toBe(1);
    },
  );

  test.each([
    ['another question', { messages: [{ role: 'USER', content: 'Why is grass green?' }] }],
    ['another temperature', { options: { temperature: 1 } }],
    ['another tool', { tools: [{ name: 'a', parameters: {} }] }],
  ] as [string, Partial<ChatInput>][])('is rejected for %s', async (_name, more) => {
    fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
    const requestId = randomUUID();
    const { id } = await start({ requestId });
    await expect.poll(() => status(id)).toBe('COMPLETED');
    const { startChat } = await client.data(StartChat, { input: input({ requestId, ...more }) });
    expect(startChat).toMatchObject({ code: 'REQUEST_ID_REUSED' });
    const stream = await client.subscribe('sse', ChatStream, {
      input: input({ requestId, ...more }),
    });
    const { value } = await stream.next();
    expect(value?.data?.chat).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  test('is separate in each tenant', async () => {
    fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
    const requestId = randomUUID();
    const { id } = await start({ requestId });
    const stranger = await fixture.app.as('globex');
    const model = await register(stranger, { baseUrl: `${fixture.upstream.url}/v1` });
    const theirs = await start({ requestId, modelId: model.id }, stranger);
    expect(theirs.id).not.toBe(id);
    await expect.poll(() => status(id)).toBe('COMPLETED');
    const theirStatus = async () =>
      (await stranger.data(FindChat, { id: theirs.id })).chatCompletion?.status;
    await expect.poll(theirStatus).toBe('COMPLETED');
  });
});

describe('a lost connection', () => {
  /** Starts a chat over a socket, which the test then terminates without a close frame. */
  async function lose(more: Partial<ChatInput>) {
    const socket = await client.openSocket();
    const payload = { query: ChatStream.toString(), variables: { input: input(more) } };
    socket.send({ id: '1', type: 'subscribe', payload });
    const { payload: first } = (await socket.next()) as {
      payload: { data: { chat: { completionId: string } } };
    };
    return { id: first.data.chat.completionId, socket };
  }

  test('cancels a chat without a request ID', async () => {
    const upstream = scripted();
    const { id, socket } = await lose({});
    const exchange = await upstream.exchange;
    socket.terminate();
    await exchange.closed;
    await expect.poll(() => status(id)).toBe('CANCELLED');
  });

  test('does not cancel a chat to which the client reconnects, and the provider is called once', async () => {
    const upstream = scripted();
    const requestId = randomUUID();
    const { id, socket } = await lose({ requestId });
    await upstream.say('Because ');
    socket.terminate();
    await upstream.say('it ');
    const again = await client.subscribe('websocket', ChatStream, { input: input({ requestId }) });
    await upstream.say('scatters.');
    await upstream.finish();
    const events = await readAll(again);
    expect(events[0]).toMatchObject({ __typename: 'ChatStarted', completionId: id });
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatCompleted',
      completion: { message: { content: 'Because it scatters.' } },
    });
    expect(upstream.calls()).toBe(1);
  });

  test('cancels a chat to which no client reconnects in time', async () => {
    const upstream = scripted();
    const { id, socket } = await lose({ requestId: randomUUID() });
    const exchange = await upstream.exchange;
    socket.terminate();
    await exchange.closed;
    await expect.poll(() => status(id)).toBe('CANCELLED');
  });

  test('differs from unsubscribing, which cancels the chat immediately', async () => {
    const upstream = scripted();
    const { id, socket } = await lose({ requestId: randomUUID() });
    const exchange = await upstream.exchange;
    socket.send({ id: '1', type: 'complete' });
    await exchange.closed;
    await expect.poll(() => status(id)).toBe('CANCELLED');
    socket.terminate();
  });

  test('of one of two clients does not cancel the chat', async () => {
    const upstream = scripted();
    const requestId = randomUUID();
    const { socket } = await lose({ requestId });
    const other = await client.subscribe('sse', ChatStream, { input: input({ requestId }) });
    await nextEvent(other);
    socket.send({ id: '1', type: 'complete' });
    await upstream.say('Because.');
    expect(await nextEvent(other)).toMatchObject({ text: 'Because.' });
    await upstream.finish();
    expect((await readAll(other)).at(-1)).toMatchObject({ __typename: 'ChatCompleted' });
    socket.terminate();
  });
});

test('the text is deleted after a time, the numbers are not', async () => {
  await using kept = await createLastingDatabase();
  let id = '';
  let failedId = '';
  let retriedId = '';
  {
    await using own = await createChatFixture('openai', { overrides: { database: kept.location } });
    own.upstream.handle((exchange) => sendStream(exchange, answer(['Because.'])));
    const ask = { ...input({ requestId: 'one' }), modelId: own.modelId };
    const { chat } = await own.client.data(ChatWhole, { input: ask });
    if (chat.__typename !== 'ChatPayload') throw new Error(JSON.stringify(chat));
    ({ id } = chat.completion);
    own.upstream.handle((exchange) => {
      exchange.head(400, { 'content-type': 'application/json' });
      exchange.end('{"error":{"message":"Unknown field: top_k"}}');
    });
    const refused = await own.client.data(ChatWhole, { input: { ...ask, requestId: 'two' } });
    if (refused.chat.__typename !== 'UpstreamError') throw new Error(JSON.stringify(refused));
    expect(refused.chat.detail).toBe('Unknown field: top_k');
    failedId = refused.chat.failedCompletion?.id ?? '';
    own.upstream.handle((exchange) => {
      exchange.head(503, { 'content-type': 'application/json', 'retry-after-ms': '1' });
      exchange.end('{"error":{"message":"Too busy"}}');
    });
    const { id: modelId } = await register(own.client, {
      baseUrl: `${own.upstream.url}/v1`,
      parameters: { maxRetries: 1 },
    });
    const retried = await own.client.data(ChatWhole, { input: { ...input(), modelId } });
    if (retried.chat.__typename !== 'UpstreamError') throw new Error(JSON.stringify(retried));
    retriedId = retried.chat.failedCompletion?.id ?? '';
    await own.upstream[Symbol.asyncDispose]();
  }
  {
    await using database = await Database.open(kept.location);
    const later = () => new Date(Date.now() + 86_400_001);
    const silent = () => {};
    const log = { error: silent, warn: silent, info: silent, debug: silent };
    const retention = { auditRetentionMs: 86_400_000, chatRetentionMs: 86_400_000 };
    await using housekeeping = new Housekeeping({ database, now: later, log, ...retention });
    await housekeeping.clean();
    const rows = await database.asPlatform((em) => em.execute('select * from chat_event'));
    expect(rows).toEqual([]);
  }
  await using app = await createTestApp({ overrides: { database: kept.location } });
  const reader = await app.as('acme');
  const { chatCompletion } = await reader.data(FindChat, { id });
  expect(chatCompletion).toMatchObject({
    status: 'COMPLETED',
    requestId: null,
    message: null,
    usage: { totalTokens: 10, estimated: false },
  });
  const { node } = await reader.data(FindCompletion, { id: failedId });
  expect(node).toMatchObject({ error: { reason: 'REQUEST_REJECTED', detail: null } });
  const { chatCompletion: retried } = await reader.data(FindAttempts, { id: retriedId });
  const attempt = { error: { reason: 'OVERLOADED', detail: null } };
  expect(retried).toMatchObject({ attempts: [attempt, attempt] });
  for (const after of [0, 1]) {
    const { value } = await (await reader.subscribe('sse', ChatEvents, { id, after })).next();
    expect(value?.data?.chatEvents).toMatchObject({
      __typename: 'NotResumableError',
      code: 'NOT_RESUMABLE',
    });
  }
  const [end] = await read(await reader.subscribe('sse', ChatEvents, { id, after: 2 }));
  expect(end).toMatchObject({ __typename: 'ChatCompleted', completion: { message: null } });
}, 60_000);
