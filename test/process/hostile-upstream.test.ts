import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import { ask, endOf, readAll } from '../support/chat-fixture.ts';
import { dialogues } from '../support/dialogues.ts';
import { ndjsonHeaders, ollamaWith } from '../support/fake-ollama.ts';
import { chunk, content, done, sseHeaders, usageChunk } from '../support/fake-openai.ts';
import { GraphqlClient, transports } from '../support/graphql-client.ts';
import { Chance, mutate } from '../support/mutate.ts';
import { ChatStream, ChatWhole, CreateModel, FindChat } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import { createLastingDatabase, type TestDatabase } from '../support/test-database.ts';
import { type Handler, startUpstream, type Upstream } from '../support/upstream.ts';

let database: TestDatabase;
let upstream: Upstream;
let server: ServerProcess;
let client: GraphqlClient;
/** A client of another tenant. */
let other: GraphqlClient;
let modelId: string;

/** A server in a separate process, because an upstream could crash it. */
beforeAll(async () => {
  database = await createLastingDatabase();
  upstream = await startUpstream();
  const { id, key } = testKey('test');
  const { location } = database;
  server = new ServerProcess('src/main.ts', {
    JWT_SECRET: new TextDecoder().decode(testSecret),
    ENCRYPTION_KEYS: `${id}:${Buffer.from(key).toString('base64')}`,
    EGRESS_ALLOW: '127.0.0.1',
    OLLAMA_BASE_URL: upstream.url,
    ...(location.kind === 'postgres' ? { DATABASE_URL: location.url } : {}),
    ...(location.kind === 'pglite' ? { DATA_DIR: location.dataDir } : {}),
  });
  const issuer = { ...testConfig().jwt, secret: testSecret };
  const origin = await server.origin();
  const as = async (tenantId: string) => {
    const claims = { tenantId, subject: 'user', scopes, ttlSeconds: 600 };
    return new GraphqlClient(origin, await issueToken(issuer, claims));
  };
  client = await as('acme');
  other = await as('globex');
  modelId = (await register(client, { baseUrl: `${upstream.url}/v1` })).id;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const toolCall = (fields: object) =>
  chunk({ delta: { tool_calls: [{ index: 0, id: 'call_1', ...fields }] } });
const end = chunk({ finishReason: 'tool_calls' }) + done;

/** Responses that a JSON parser accepts, and that a serializer or a database may reject. */
const answers: Readonly<Record<string, { bytes: string; status: string }>> = {
  'tool arguments nested 100,000 levels deep': {
    bytes: toolCall({ function: { name: 'sum', arguments: nested(100_000) } }) + end,
    status: 'COMPLETED',
  },
  'tool arguments nested 100,000 levels deep that are no string': {
    bytes:
      toolCall({ function: { name: 'sum', arguments: '?' } }).replace('"?"', nested(100_000)) + end,
    status: 'FAILED',
  },
  'metadata nested 8,000 levels deep': {
    bytes:
      toolCall({ function: { name: 'sum', arguments: '{}' }, extra_content: { google: '?' } }) //
        .replace('"?"', nested(8_000)) + end,
    status: 'FAILED',
  },
  'metadata with NUL and half of a character': {
    bytes:
      toolCall({
        function: { name: 'sum\0', arguments: '{"a":"\0"}\0\ud83d' },
        extra_content: { 'goo\0gle': ['\ud83d', '\0'] },
      }) + end,
    status: 'COMPLETED',
  },
  'text with NUL and half of a character': {
    bytes:
      chunk({ delta: { reasoning_content: 'Hm\0' } }) +
      content('a\0b\ud83d') +
      chunk({ finishReason: 'stop' }) +
      done,
    status: 'COMPLETED',
  },
  'a finish reason with NUL': {
    bytes: content('Hi') + chunk({ finishReason: 'sto\0p' }) + usageChunk(usage) + done,
    status: 'COMPLETED',
  },
  'a finish reason that is an object': {
    bytes: content('Hi') + chunk({ finishReason: '?' }).replace('"?"', '{"a":[1]}') + done,
    status: 'COMPLETED',
  },
  'counts that are no integers': {
    bytes:
      content('Hi') +
      chunk({ finishReason: 'stop' }) +
      usageChunk({ prompt_tokens: 1e300, completion_tokens: 'x', total_tokens: [] }) +
      done,
    status: 'COMPLETED',
  },
};

describe.each(Object.entries(answers))('%s', (_name, { bytes, status }) => {
  beforeAll(() =>
    upstream.handle((exchange) => {
      exchange.head(200, sseHeaders);
      exchange.end(bytes);
    }),
  );

  test.each(transports)('ends with the stored result, over %s', async (transport) => {
    const stream = await client.subscribe(transport, ChatStream, ask(modelId));
    const last = (await readAll(stream)).at(-1);
    if (last === undefined || !('completion' in last)) throw new Error(JSON.stringify(last));
    const { completion } = last;
    expect(completion).toMatchObject({ status });
    const { chatCompletion: stored } = await client.data(FindChat, { id: completion.id });
    expect(stored).toMatchObject({ status });
    expect(completion.message).toMatchObject(stored?.message ?? {});
  });

  test('ends with the stored result, over HTTP', async () => {
    const { chat } = await client.data(ChatWhole, ask(modelId));
    expect(endOf(chat)).toMatchObject({ status });
  });
});

describe('with random responses of an upstream', () => {
  const all = Object.values(dialogues);
  const chats = 150;
  const atOnce = 6;

  /** The response of the upstream to a chat whose message is a seed. */
  const answerSeed: Handler = async (exchange) => {
    const { messages } = exchange.request.body as { messages: { content: string }[] };
    const chance = new Chance(Number(messages[0]?.content));
    const isOllama = exchange.request.path === '/api/chat';
    const list = all.filter(({ provider }) => (provider === null) === isOllama);
    exchange.head(chance.pick([200, 200, 200, 400]), isOllama ? ndjsonHeaders : sseHeaders);
    await exchange.write(mutate(chance.pick(list).bytes, chance));
    if (chance.below(4) === 0) exchange.destroy();
    else exchange.end();
  };

  /** The result of a chat as sent and as stored. */
  async function end(id: string, seed: number) {
    const message = ask(id, `${seed}`);
    if (seed % 3 === 0) {
      const { chat } = await client.data(ChatWhole, message);
      return endOf(chat);
    }
    const transport = transports[seed % 2] ?? 'sse';
    const last = (await readAll(await client.subscribe(transport, ChatStream, message))).at(-1);
    if (last === undefined || !('completion' in last)) throw new Error(JSON.stringify(last));
    return last.completion;
  }

  test("another tenant's stream continues, and every chat ends with the stored result", {
    timeout: 60_000,
  }, async () => {
    await using steady = await startUpstream();
    const isOver = Promise.withResolvers<void>();
    let over = false;
    let sent = 0;
    steady.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      for (; !over && !exchange.isClosed(); sent += 1) {
        await exchange.write(content(`${sent} `));
        await Promise.race([delay(20), isOver.promise]);
      }
      exchange.end(chunk({ finishReason: 'stop' }) + done);
    });
    upstream.handle(ollamaWith(['tiny:latest'], answerSeed));
    const input = { local: { name: 'tiny:latest', type: 'CHAT' as const } };
    const { createModel } = await client.data(CreateModel, { input });
    if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
    expect(createModel.model.status).toBe('ACTIVE');
    upstream.handle((exchange) =>
      exchange.request.path.endsWith('/chat/completions')
        ? answerSeed(exchange)
        : ollamaWith(['tiny:latest'], answerSeed)(exchange),
    );
    const { id: steadyId } = await register(other, { baseUrl: `${steady.url}/v1` });
    const listening = other
      .subscribe('websocket', ChatStream, ask(steadyId))
      .then((stream) => readAll(stream));

    const seeds = Array.from({ length: chats }, (_, index) => index);
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
          const completion = await end(seed % 4 === 0 ? createModel.model.id : modelId, seed);
          expect(completion.status, `of ${seed}`).toMatch(/COMPLETED|FAILED|INTERRUPTED/);
          const { chatCompletion } = await client.data(FindChat, { id: completion.id });
          expect(chatCompletion?.status, `of ${seed}`).toBe(completion.status);
        }
      }),
    );
    over = true;
    isOver.resolve();
    const events = await listening;
    expect(events.at(-1)).toMatchObject({ __typename: 'ChatCompleted' });
    const texts = events.map((event) => (event.__typename === 'ContentDelta' ? event.text : ''));
    const numbers = Array.from({ length: sent }, (_, index) => `${index} `);
    expect(texts.join('')).toBe(numbers.join(''));
    const ready = await fetch(`${client.origin}/readyz`);
    expect(ready.status).toBe(200);
  });
});
