import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { content, sseHeaders } from '../support/fake-openai.ts';
import { ChatStream, Who } from '../support/operations.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import type { Exchange } from '../support/upstream.ts';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await createChatFixture('openai', { overrides: { keepAliveMs: 1_000 } });
});
afterAll(() => fixture[Symbol.asyncDispose]());

const chat = (id: string, question?: string) => ({
  id,
  type: 'subscribe',
  payload: { query: ChatStream.toString(), variables: ask(fixture.modelId, question) },
});
const who = (id: string) => ({ id, type: 'subscribe', payload: { query: Who.toString() } });

function speakForEver(): void {
  fixture.upstream.handle(async (exchange) => {
    exchange.head(200, sseHeaders);
    await exchange.write(content('Because '));
  });
}

test('an ID can be used again immediately after its operation was completed', async () => {
  // The upstream is silent: results that were sent before the completion would have the same ID.
  fixture.upstream.handle(() => {});
  const socket = await fixture.client.openSocket();
  for (let round = 0; round < 50; round += 1) {
    socket.send(chat('same'));
    expect(await socket.next()).toMatchObject({
      id: 'same',
      type: 'next',
      payload: { data: { chat: { __typename: 'ChatStarted' } } },
    });
    socket.send({ id: 'same', type: 'complete' });
  }
  socket.send(who('same'));
  expect(await socket.next()).toMatchObject({ id: 'same', payload: { data: { viewer: {} } } });
  expect(await socket.next()).toEqual({ id: 'same', type: 'complete' });
  socket.terminate();
});

test.each([
  ['a word', 'same'],
  ['a name that objects have', '__proto__'],
  ['characters that JSON escapes', '"\\\u0000\n'],
  ['characters outside of ASCII', 'ü😀'],
  ['long', 'x'.repeat(500)],
  ['long in bytes only', '😀'.repeat(50)],
])('an ID of a running operation closes the socket with 4409: %s', async (_name, id) => {
  speakForEver();
  const socket = await fixture.client.openSocket();
  socket.send(chat(id));
  expect(await socket.next()).toMatchObject({ id, type: 'next' });
  socket.send(chat(id));
  expect((await socket.closed).code).toBe(4409);
});

test('an ID of an operation that ended or was rejected can be used again', async () => {
  const socket = await fixture.client.openSocket();
  for (let round = 0; round < 3; round += 1) {
    socket.send(who('1'));
    expect(await socket.next()).toMatchObject({ id: '1', type: 'next' });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
    socket.send({ id: '1', type: 'subscribe', payload: { query: '{ nonsense }' } });
    expect(await socket.next()).toMatchObject({ id: '1', type: 'error' });
  }
  socket.terminate();
});

test('completing an operation that does not run is not an error', async () => {
  const socket = await fixture.client.openSocket();
  for (const id of ['0', '1', 'never']) socket.send({ id, type: 'complete' });
  socket.send(who('1'));
  expect(await socket.next()).toMatchObject({ id: '1', type: 'next' });
  socket.terminate();
});

test('the server does not complete an operation that the client has completed', async () => {
  fixture.upstream.handle(() => {});
  const socket = await fixture.client.openSocket();
  for (let round = 0; round < 50; round += 1) {
    socket.send(chat(`left-${round}`));
    socket.send({ id: `left-${round}`, type: 'complete' });
  }
  socket.send(who('last'));
  for (;;) {
    const message = await socket.next();
    if (message['id'] === 'last') break;
    // At most a ChatStarted that was sent before.
    expect(message).toMatchObject({ type: 'next' });
  }
  expect(await socket.next()).toEqual({ id: 'last', type: 'complete' });
  socket.terminate();
});

/** Starts a chat whose request has reached the upstream. */
async function chatting(socket: RawSocket): Promise<Exchange> {
  const { promise, resolve } = Promise.withResolvers<Exchange>();
  const question = randomUUID();
  fixture.upstream.handle((exchange) => {
    // Requests of earlier tests, which were cancelled immediately, can arrive late.
    if (JSON.stringify(exchange.request.body).includes(question)) resolve(exchange);
  });
  socket.send(chat('1', question));
  return promise;
}

test('a client that does not respond is disconnected, and its chat ends', async () => {
  const socket = await fixture.client.openSocket();
  const exchange = await chatting(socket);
  // A client that does not read does not respond to pings.
  socket.pause();
  await exchange.closed;
  socket.resume();
  expect((await socket.closed).code).toBe(1006);
});

test('a client that responds stays connected', async () => {
  const socket = await fixture.client.openSocket();
  const exchange = await chatting(socket);
  const silent = await fixture.client.openSocket({ autoPong: false });
  await silent.closed;
  expect(exchange.isClosed()).toBe(false);
  socket.terminate();
});
