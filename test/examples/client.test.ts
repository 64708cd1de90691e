import { createServer } from 'node:net';
import type { Client, ClientOptions } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { breakAfter } from '../support/attempt-fixture.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { createRoute } from '../support/created-route.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { SetDefault } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

interface Event {
  readonly __typename: string;
  readonly text?: string;
  readonly code?: string;
}

/** The example has no types. */
interface Helper {
  createModelyardClient(options: {
    url: string;
    token: () => string | Promise<string>;
    client?: Partial<ClientOptions>;
  }): Client;
  chat(client: Client, input: object): AsyncIterable<Event>;
}

const path = '../../examples/modelyard-client.js';
const { createModelyardClient, chat } = (await import(path)) as Helper;

const messages = [{ role: 'USER', content: 'Why is the sky blue?' }];
const words = ['one ', 'two ', 'three ', 'four ', 'five'];

let app: TestApp;
let provider: Upstream;
let token: string;

beforeEach(async () => {
  provider = await startUpstream();
  provider.handle((exchange) => sendStream(exchange, answer(words)));
  app = await createTestApp();
  const client = await app.as('acme');
  token = client.token ?? '';
  const { id } = await register(client, { baseUrl: `${provider.url}/v1`, apiKey: 'sk-0123456789' });
  await client.data(SetDefault, { input: { id } });
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

async function textOf(client: Client, onEvent: (event: Event) => void = () => {}) {
  let text = '';
  for await (const event of chat(client, { messages })) {
    text += event.text ?? '';
    onEvent(event);
  }
  await client.dispose();
  return text;
}

describe('the client of the examples', () => {
  test('continues a response after a lost connection, without repeating text', async () => {
    await using proxy = await startCuttableProxy(app.origin);
    const { promise: wasCut, resolve: cut } = Promise.withResolvers<void>();
    provider.handle(async (exchange) => {
      exchange.head(200, { 'content-type': 'text/event-stream' });
      const parts = answer(words);
      for (const part of parts.slice(0, 3)) await exchange.write(part);
      await wasCut;
      for (const part of parts.slice(3)) await exchange.write(part);
      exchange.end();
    });
    const client = createModelyardClient({ url: `${proxy.origin}/graphql`, token: () => token });
    let isCut = false;
    client.on('connected', () => {
      if (isCut) cut();
    });
    const text = await textOf(client, (event) => {
      if (isCut || event.text === undefined) return;
      isCut = true;
      proxy.cut();
    });
    expect(text).toBe(words.join(''));
    expect(proxy.connections).toBe(2);
    expect(provider.exchanges).toHaveLength(1);
  });

  test('discards the text of a failed model once, also after a lost connection', async () => {
    await using proxy = await startCuttableProxy(app.origin);
    await using other = await startUpstream();
    const { promise: wasCut, resolve: cut } = Promise.withResolvers<void>();
    provider.handle((exchange) => breakAfter(exchange, 'half'));
    other.handle(async (exchange) => {
      exchange.head(200, { 'content-type': 'text/event-stream' });
      const parts = answer(words);
      for (const part of parts.slice(0, 3)) await exchange.write(part);
      await wasCut;
      for (const part of parts.slice(3)) await exchange.write(part);
      exchange.end();
    });
    const owner = await app.as('acme');
    const models = [
      await register(owner, { name: 'a', baseUrl: `${provider.url}/v1` }),
      await register(owner, { name: 'b', baseUrl: `${other.url}/v1` }),
    ];
    const targets = models.map(({ id: modelId }, priority) => ({ modelId, priority }));
    const { id: routeId } = await createRoute(owner, [], { targets });
    const client = createModelyardClient({ url: `${proxy.origin}/graphql`, token: () => token });
    let isCut = false;
    client.on('connected', () => {
      if (isCut) cut();
    });
    let text = '';
    let restarts = 0;
    for await (const event of chat(client, { messages, routeId, acceptsRestart: true })) {
      text += event.text ?? '';
      if (event.__typename === 'ChatRestarted') {
        text = '';
        restarts += 1;
      }
      if (isCut || restarts === 0 || text === '') continue;
      isCut = true;
      proxy.cut();
    }
    await client.dispose();
    expect(text).toBe(words.join(''));
    expect(restarts).toBe(1);
    expect(proxy.connections).toBe(2);
  });

  test('repeats a connection that was refused', async () => {
    const { port } = new URL(app.origin);
    const free = await freePort();
    const url = () => `ws://127.0.0.1:${refused ? free : port}/graphql`;
    let refused = true;
    const client = createModelyardClient({
      url: url(),
      token: () => token,
      client: { url, on: { error: () => (refused = false) } },
    });
    expect(await textOf(client)).toBe(words.join(''));
    expect(refused).toBe(false);
  });

  test('renews a token that has expired', async () => {
    const { token: expired } = await app.as('acme', { ttlSeconds: -61 });
    const tokens = [expired ?? '', token];
    const client = createModelyardClient({
      url: `${app.origin}/graphql`,
      token: async () => tokens.shift() ?? '',
    });
    expect(await textOf(client)).toBe(words.join(''));
    expect(tokens).toEqual([]);
  });

  test.each([
    ['a wrong token', async () => 'a.b.c', 'The token is invalid', 1],
    [
      'an expired token that is not renewed',
      async () => (await app.as('acme', { ttlSeconds: -61 })).token ?? '',
      'The token has expired',
      2,
    ],
  ])('stops at once on %s', async (_name, issue, message, times) => {
    const value = await issue();
    let asked = 0;
    const client = createModelyardClient({
      url: `${app.origin}/graphql`,
      token: () => {
        asked += 1;
        return value;
      },
    });
    await expect(textOf(client)).rejects.toThrow(message);
    expect(asked).toBe(times);
  });

  test('yields the error of a rejected chat', async () => {
    const client = createModelyardClient({ url: `${app.origin}/graphql`, token: () => token });
    const events: Event[] = [];
    for await (const event of chat(client, { messages: [] })) events.push(event);
    expect(events).toMatchObject([{ __typename: 'InvalidInputError', code: 'INVALID_INPUT' }]);
    await client.dispose();
  });
});

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
