import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import { ask, readAll } from '../support/chat-fixture.ts';
import { chunk, content, done, sseHeaders, usageChunk } from '../support/fake-openai.ts';
import { GraphqlClient, transports } from '../support/graphql-client.ts';
import { ChatStream, ChatWhole, FindChat } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import { createLastingDatabase, type TestDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let database: TestDatabase;
let upstream: Upstream;
let server: ServerProcess;
let client: GraphqlClient;
let modelId: string;

beforeAll(async () => {
  database = await createLastingDatabase();
  upstream = await startUpstream();
  const { id, key } = testKey('test');
  const { location } = database;
  server = new ServerProcess('src/main.ts', {
    JWT_SECRET: new TextDecoder().decode(testSecret),
    ENCRYPTION_KEYS: `${id}:${Buffer.from(key).toString('base64')}`,
    EGRESS_ALLOW: '127.0.0.1',
    ...(location.kind === 'postgres' ? { DATABASE_URL: location.url } : {}),
    ...(location.kind === 'pglite' ? { DATA_DIR: location.dataDir } : {}),
  });
  const issuer = { ...testConfig().jwt, secret: testSecret };
  const claims = { tenantId: 'acme', subject: 'user', scopes, ttlSeconds: 600 };
  client = new GraphqlClient(await server.origin(), await issueToken(issuer, claims));
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

/** Answers that a JSON parser takes, and that a serializer or a database may not. */
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

  test.each(transports)('ends as it is stored, over %s', async (transport) => {
    const stream = await client.subscribe(transport, ChatStream, ask(modelId));
    const last = (await readAll(stream)).at(-1);
    if (last === undefined || !('completion' in last)) throw new Error(JSON.stringify(last));
    const { completion } = last;
    expect(completion).toMatchObject({ status });
    const { chatCompletion: stored } = await client.data(FindChat, { id: completion.id });
    expect(stored).toMatchObject({ status });
    expect(completion.message).toMatchObject(stored?.message ?? {});
  });

  test('ends as it is stored, over HTTP', async () => {
    const { chat } = await client.data(ChatWhole, ask(modelId));
    expect(chat).toMatchObject({ completion: { status } });
  });
});
