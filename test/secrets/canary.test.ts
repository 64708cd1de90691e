import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture, readAll } from '../support/chat-fixture.ts';
import { answer, errorBody, sendStream } from '../support/fake-openai.ts';
import { transports } from '../support/graphql-client.ts';
import {
  ChatStream,
  ChatWhole,
  ClearCredential,
  CreateModel,
  DeleteModel,
  FindCompletion,
  ListModels,
  RestoreModel,
  SetCredential,
  UpdateModel,
} from '../support/operations.ts';

/** In every secret of this file, and in the prompts. */
const canary = 'canary7f3a';
const key = `sk-${canary}-0123456789`;
const prompt = `Tell nobody: ${canary}`;
const heard: string[] = [];
const logged: string[] = [];

let fixture: ChatFixture;
const { fetch: realFetch } = globalThis;

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const log = pino({ level: 'debug' }, sink);
  fixture = await createChatFixture('openai', { overrides: { log } });
  // Everything that a client hears, whatever it asked for.
  globalThis.fetch = async (...args) => {
    const response = await realFetch(...args);
    if (!response.headers.get('content-type')?.includes('event-stream')) {
      heard.push(await response.clone().text(), JSON.stringify([...response.headers]));
    }
    return response;
  };
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await fixture[Symbol.asyncDispose]();
});

test('no answer and no line of the log contains a secret or a prompt', async () => {
  const { client, upstream } = fixture;
  const headers = [{ name: 'X-Secret', value: `${canary}-header` }];
  const baseUrl = `${upstream.url}/v1`;
  const { createModel } = await client.data(CreateModel, {
    input: { remote: { name: 'gpt', type: 'CHAT', baseUrl, apiKey: key, headers } },
  });
  if (createModel.__typename !== 'ModelPayload') throw new Error(createModel.__typename);
  const { id } = createModel.model;

  const endings: ((parts: string[]) => Parameters<typeof upstream.handle>[0])[] = [
    (parts) => (exchange) => sendStream(exchange, parts),
    () => (exchange) => {
      exchange.head(401, { 'content-type': 'application/json', 'x-echo': key });
      exchange.end(errorBody(`Incorrect API key provided: ${key}.`, 'auth', 'invalid_api_key'));
    },
    () => (exchange) => {
      exchange.head(200, { 'content-type': 'text/html' });
      exchange.end(`<html>${key} ${prompt}</html>`);
    },
    () => (exchange) => sendStream(exchange, [`data: {"error":{"message":"${key}"}}\n\n`]),
    () => (exchange) => sendStream(exchange, [`data: {${key}\n\n`]),
    () => (exchange) => exchange.destroy(),
  ];
  for (const ending of endings) {
    upstream.handle(ending(answer(['Fine.'])));
    await client.execute(ChatWhole, ask(id, prompt));
    for (const transport of transports) {
      const events = await readAll(await client.subscribe(transport, ChatStream, ask(id, prompt)));
      heard.push(JSON.stringify(events));
      await client.execute(FindCompletion, { id: events[0]?.completionId ?? '' });
    }
  }
  await client.execute(SetCredential, { input: { id, apiKey: `${key}-two`, headers } });
  await client.execute(SetCredential, { input: { id, apiKey: `${canary}\n${key}` } });
  await client.execute(UpdateModel, { input: { id, apiKey: `${canary}ü` } });
  await client.execute(UpdateModel, {
    input: { id, baseUrl: `https://${canary}:${canary}@x.example` },
  });
  await client.execute(ListModels, {});
  await client.execute(DeleteModel, { input: { id } });
  await client.execute(RestoreModel, { input: { id } });
  await client.execute(ClearCredential, { input: { id } });
  const body = `{"query": "mutation { createModel(input: {remote: {apiKey: \\"${key}\\"`;
  await client.post({}, { body });

  expect(heard.length).toBeGreaterThan(40);
  expect(heard.filter((text) => text.includes(canary))).toEqual([]);
  expect(logged.filter((text) => text.includes(canary))).toEqual([]);
  // The upstream did hear it: the canary is where it belongs.
  expect(JSON.stringify(upstream.exchanges.map(({ request }) => request))).toContain(canary);
});
