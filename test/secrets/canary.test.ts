import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { createLog } from '../../src/log.ts';
import {
  CreateApiKey,
  DeleteApiKey,
  FindModelKeys,
  ListApiKeys,
  storeApiKey,
  UpdateApiKey,
} from '../support/api-key-operations.ts';
import { ask, type ChatFixture, createChatFixture, readAll } from '../support/chat-fixture.ts';
import { answer, errorBody, sendStream } from '../support/fake-openai.ts';
import { transports } from '../support/graphql-client.ts';
import {
  AuditEvents,
  ChatStream,
  ChatWhole,
  ClearCredential,
  CreateModel,
  DeleteModel,
  EncryptionStatus,
  FindCompletion,
  ListModels,
  RestoreModel,
  RotateKeys,
  SetCredential,
  UpdateModel,
} from '../support/operations.ts';

/** Part of every secret and every prompt of this file. */
const canary = 'canary7f3a';
const key = `sk-${canary}-0123456789`;
const prompt = `Tell nobody: ${canary}`;
const received: string[] = [];
const logged: string[] = [];

let fixture: ChatFixture;
let database: Database | null = null;
const { fetch: realFetch } = globalThis;
const { open } = Database;

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const log = createLog({ level: 'debug', destination: sink });
  // Captures the app's database, to read what it stores.
  Database.open = async (...args) => {
    database = await open(...args);
    return database;
  };
  fixture = await createChatFixture('openai', { overrides: { log } });
  // Records all responses that a client receives.
  globalThis.fetch = async (...args) => {
    const response = await realFetch(...args);
    if (!response.headers.get('content-type')?.includes('event-stream')) {
      received.push(await response.clone().text(), JSON.stringify([...response.headers]));
    }
    return response;
  };
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  Database.open = open;
  await fixture[Symbol.asyncDispose]();
});

/** All stored rows as text. */
async function dump(): Promise<string> {
  if (database === null) throw new Error('no database');
  return database.asPlatform(async (em) => {
    const tables = [
      'model',
      'api_key',
      'chat_completion',
      'chat_event',
      'audit_event',
      'idempotency_key',
      'call_record',
      'default_model',
    ];
    const rows = await Promise.all(tables.map((table) => em.execute(`select * from ${table}`)));
    expect(rows[0]?.length).toBeGreaterThan(1);
    expect(rows[1]?.length).toBeGreaterThan(0);
    return JSON.stringify(rows);
  });
}

test('no response and no log line contains a secret or a prompt', async () => {
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
      received.push(JSON.stringify(events));
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
  await client.execute(AuditEvents, {});
  await client.execute(SetCredential, { input: { id, apiKey: key } });
  await client.execute(CreateModel, {
    input: {
      remote: { name: 'gpt', type: 'CHAT', baseUrl, apiKey: key, headers, isBuiltin: true },
    },
  });
  const requestId = 'repeated';
  for (const apiKey of [key, `${key}-other`]) {
    const remote = { name: 'gpt', type: 'CHAT' as const, baseUrl, apiKey, requestId };
    await client.execute(CreateModel, { input: { remote } });
  }
  const stored = await storeApiKey(client, { name: 'stored', baseUrl, apiKey: key });
  const keys = [{ apiKeyId: stored.id }];
  await client.execute(UpdateModel, { input: { id, apiKey: null, keys } });
  for (const ending of endings) {
    upstream.handle(ending(answer(['Fine.'])));
    await client.execute(ChatWhole, ask(id, prompt));
  }
  for (const apiKey of [`${key}-two`, `${canary}\n${key}`]) {
    await client.execute(UpdateApiKey, { input: { id: stored.id, apiKey } });
  }
  await client.execute(CreateApiKey, {
    input: { name: 'other', baseUrl: `https://${canary}@x.example`, apiKey: `${canary}ü` },
  });
  await client.execute(DeleteApiKey, { input: { id: stored.id } });
  await client.execute(ListApiKeys, {});
  await client.execute(FindModelKeys, { id });
  await client.execute(AuditEvents, {});
  await client.execute(EncryptionStatus, {});
  await client.execute(RotateKeys, {});
  const body = `{"query": "mutation { createModel(input: {remote: {apiKey: \\"${key}\\"`;
  await client.post({}, { body });

  expect(received.length).toBeGreaterThan(40);
  expect(received.filter((text) => text.includes(canary))).toEqual([]);
  expect(logged.filter((text) => text.includes(canary))).toEqual([]);
  // The database contains no prompt and no secret in plaintext.
  expect(await dump()).not.toContain(canary);
  await client.execute(ClearCredential, { input: { id } });
  // The upstream received the canary, so the test did send it.
  expect(JSON.stringify(upstream.exchanges.map(({ request }) => request))).toContain(canary);
});
