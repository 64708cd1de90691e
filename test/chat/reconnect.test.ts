import { randomUUID } from 'node:crypto';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ChatStreamSubscription } from '../gql/graphql.ts';
import { ask, type ChatFixture, createChatFixture, nextEvent } from '../support/chat-fixture.ts';
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts';
import { type Delivered, delivered } from '../support/delivered.ts';
import { chunk, content, done, sseHeaders } from '../support/fake-openai.ts';
import { ChatStream, ChatWhole } from '../support/operations.ts';
import type { Exchange } from '../support/upstream.ts';

let fixture: ChatFixture;
let proxy: CuttableProxy;
beforeAll(async () => {
  fixture = await createChatFixture('openai');
  proxy = await startCuttableProxy(fixture.app.origin);
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await fixture[Symbol.asyncDispose]();
});

type Event = Delivered<ChatStreamSubscription['chat']>;

/** Common clients with default options. Both send an operation again after a lost connection. */
const clients = {
  'graphql-ws': () => {
    const client = createWsClient({
      url: `${proxy.origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${fixture.client.token}` },
      retryAttempts: 10,
      retryWait: () => new Promise((resolve) => setImmediate(resolve)),
      shouldRetry: () => true,
    });
    return client;
  },
  'graphql-sse': () =>
    createSseClient({
      url: `${proxy.origin}/graphql`,
      headers: { authorization: `Bearer ${fixture.client.token}` },
      retryAttempts: 10,
      retry: () => new Promise((resolve) => setImmediate(resolve)),
    }),
};

test.each(Object.entries(clients))(
  '%s reconnects by itself after two lost connections, and the provider is called once',
  async (_name, create) => {
    const called = Promise.withResolvers<Exchange>();
    let calls = 0;
    fixture.upstream.handle((exchange) => {
      calls += 1;
      exchange.head(200, sseHeaders);
      called.resolve(exchange);
    });
    const { input } = ask(fixture.modelId);
    const variables = { input: { ...input, requestId: randomUUID() } };
    const client = create();
    const heard: Event[] = [];
    let wake = () => {};
    const ended = new Promise<void>((resolve, reject) => {
      client.subscribe<ChatStreamSubscription>(
        { query: ChatStream.toString(), variables },
        {
          next: ({ data }) => {
            heard.push(delivered(data?.chat));
            wake();
          },
          error: reject,
          complete: resolve,
        },
      );
    });
    const until = async (seen: () => boolean) => {
      while (!seen())
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    };
    const starts = () => heard.filter(({ __typename }) => __typename === 'ChatStarted').length;
    const lastText = () => heard.map((event) => ('text' in event ? event.text : '')).join('');
    const exchange = await called.promise;
    for (const [round, word] of ['Because ', 'it '].entries()) {
      await exchange.write(content(word));
      await until(() => lastText().endsWith(word));
      proxy.cut();
      await until(() => starts() === round + 2);
    }
    await exchange.write(content('scatters.') + chunk({ finishReason: 'stop' }) + done);
    exchange.end();
    await ended;
    expect(new Set(heard.map(({ completionId }) => completionId)).size).toBe(1);
    expect(heard.at(-1)).toMatchObject({
      __typename: 'ChatCompleted',
      completion: { message: { content: 'Because it scatters.' } },
    });
    // From its last ChatStarted on, a client has received every event once.
    const replayed = heard.slice(heard.findLastIndex(({ seq }) => seq === 1));
    expect(replayed.map((event) => ('text' in event ? event.text : '')).join('')).toBe(
      'Because it scatters.',
    );
    expect(calls).toBe(1);
    client.dispose();
  },
);

test('completing a mutation early over a socket ends the upstream request', async () => {
  const called = new Promise<Exchange>((resolve) => fixture.upstream.handle(resolve));
  const socket = await fixture.client.openSocket();
  const payload = { query: ChatWhole.toString(), variables: ask(fixture.modelId) };
  socket.send({ id: '1', type: 'subscribe', payload });
  const exchange = await called;
  socket.send({ id: '1', type: 'complete' });
  await exchange.closed;
  // The socket can still be used.
  socket.send({ id: '2', type: 'subscribe', payload: { query: '{ viewer { tenantId } }' } });
  for (;;) {
    const { id, type } = await socket.next();
    if (id === '2') {
      expect(type).toBe('next');
      break;
    }
  }
  socket.terminate();
});

test('a socket rejects operations above its limit, and the others continue', async () => {
  fixture.upstream.handle(() => {});
  const stream = await fixture.client.subscribe('websocket', ChatStream, ask(fixture.modelId));
  await nextEvent(stream);
  const socket = await fixture.client.openSocket();
  const payload = { query: 'subscription { modelChanges { __typename } }' };
  for (let index = 0; index <= 200; index += 1) {
    socket.send({ id: `${index}`, type: 'subscribe', payload });
  }
  const { id, type, payload: errors } = await socket.next();
  expect({ id, type, errors }).toMatchObject({
    id: '200',
    type: 'error',
    errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }],
  });
  socket.send({ id: '0', type: 'complete' });
  socket.send({ id: 'late', type: 'subscribe', payload: { query: '{ viewer { tenantId } }' } });
  expect(await socket.next()).toMatchObject({ id: 'late', type: 'next' });
  socket.terminate();
  await stream.leave();
});
