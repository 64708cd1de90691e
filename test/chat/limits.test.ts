import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ask,
  type ChatFixture,
  createChatFixture,
  nextEvent,
  readAll,
} from '../support/chat-fixture.ts';
import {
  answer,
  chunk,
  content,
  done,
  errorBody,
  sendStream,
  sseHeaders,
} from '../support/fake-openai.ts';
import { ChatStream, ChatWhole } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import type { Exchange } from '../support/upstream.ts';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

const modelWith = async (parameters: object) =>
  (await register(fixture.client, { baseUrl: `${fixture.upstream.url}/v1`, parameters })).id;

function refuse(exchange: Exchange, status: number, headers: Record<string, string> = {}) {
  exchange.head(status, { 'content-type': 'application/json', ...headers });
  exchange.end(errorBody('Not now', 'server_error', null));
}

/** Returns the number of upstream calls and the result of the chat. */
async function attempts(modelId: string, handlers: ((exchange: Exchange) => unknown)[]) {
  let calls = 0;
  fixture.upstream.handle(async (exchange) => {
    calls += 1;
    await handlers[Math.min(calls, handlers.length) - 1]?.(exchange);
  });
  const { chat } = await fixture.client.data(ChatWhole, ask(modelId));
  return { calls, chat };
}

describe('a retry', () => {
  test('is not made by default', async () => {
    const { calls, chat } = await attempts(await modelWith({}), [(e) => refuse(e, 503)]);
    expect(calls).toBe(1);
    expect(chat).toMatchObject({ __typename: 'UpstreamError', reason: 'OVERLOADED' });
  });

  test.each([
    ['is busy', (e: Exchange) => refuse(e, 503, { 'retry-after-ms': '1' })],
    ['limits the rate', (e: Exchange) => refuse(e, 429, { 'retry-after': '0' })],
    ['cuts the connection', (e: Exchange) => e.destroy()],
  ])('succeeds when the upstream %s', async (_name, fail) => {
    const id = await modelWith({ maxRetries: 2 });
    const { calls, chat } = await attempts(id, [fail, fail, (e) => sendStream(e, answer(['Hi']))]);
    expect(calls).toBe(3);
    expect(chat).toMatchObject({ completion: { status: 'COMPLETED', message: { content: 'Hi' } } });
  });

  test('is made at most maxRetries times', async () => {
    const id = await modelWith({ maxRetries: 2 });
    const { calls, chat } = await attempts(id, [(e) => refuse(e, 503, { 'retry-after-ms': '1' })]);
    expect(calls).toBe(3);
    expect(chat).toMatchObject({ __typename: 'UpstreamError', reason: 'OVERLOADED' });
  });

  test.each([
    ['a rejected key', (e: Exchange) => refuse(e, 401)],
    ['a wrong request', (e: Exchange) => refuse(e, 400)],
    ['a wait of an hour', (e: Exchange) => refuse(e, 429, { 'retry-after': '3600' })],
  ])('is not made after %s', async (_name, fail) => {
    const { calls } = await attempts(await modelWith({ maxRetries: 5 }), [fail]);
    expect(calls).toBe(1);
  });

  test('is never made after the first token', async () => {
    const { calls, chat } = await attempts(await modelWith({ maxRetries: 5 }), [
      async (exchange) => {
        exchange.head(200, sseHeaders);
        await exchange.write(content('Hi'));
        await exchange.write('data: {"error":{"message":"x","type":"server_error"}}\n\n');
        exchange.end();
      },
    ]);
    expect(calls).toBe(1);
    expect(chat).toMatchObject({
      __typename: 'UpstreamError',
      failedCompletion: { status: 'FAILED', message: { content: 'Hi' } },
    });
  });

  test('is cancelled when the client unsubscribes', async () => {
    const id = await modelWith({ maxRetries: 5 });
    const refused = fixture.upstream.nextExchange('/v1/chat/completions');
    fixture.upstream.handle((exchange) => refuse(exchange, 503, { 'retry-after': '50' }));
    const stream = await fixture.client.subscribe('sse', ChatStream, ask(id));
    await nextEvent(stream);
    await refused;
    const before = fixture.upstream.exchanges.length;
    await stream.leave();
    expect(fixture.upstream.exchanges.length).toBe(before);
  });
});

describe('a limit of one concurrent call', () => {
  test('starts the next call when one has ended', async () => {
    const id = await modelWith({ maxConcurrency: 1 });
    let running = 0;
    let most = 0;
    fixture.upstream.handle(async (exchange) => {
      running += 1;
      most = Math.max(most, running);
      exchange.head(200, sseHeaders);
      await exchange.write(content('a'));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      await exchange.write(chunk({ finishReason: 'stop' }));
      exchange.end(done);
    });
    const chats = await Promise.all(
      Array.from({ length: 8 }, () => fixture.client.data(ChatWhole, ask(id))),
    );
    expect(chats.every(({ chat }) => chat.__typename === 'ChatPayload')).toBe(true);
    expect(most).toBe(1);
  });

  test('skips a waiting call whose client unsubscribes', async () => {
    const id = await modelWith({ maxConcurrency: 1 });
    const held = new Promise<Exchange>((resolve) => fixture.upstream.handle(resolve));
    const first = await fixture.client.subscribe('websocket', ChatStream, ask(id));
    await nextEvent(first);
    await held;
    const second = await fixture.client.subscribe('websocket', ChatStream, ask(id));
    await nextEvent(second);
    const third = await fixture.client.subscribe('websocket', ChatStream, ask(id));
    await nextEvent(third);
    await second.leave();
    fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
    await first.leave();
    await (await held).closed;
    expect((await readAll(third)).at(-1)).toMatchObject({ __typename: 'ChatCompleted' });
  });
});
