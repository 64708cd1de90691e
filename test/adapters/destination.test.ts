import { expect, test } from 'vitest';
import { createChatAdapterFactory } from '../../src/adapters/create-chat-adapter.ts';
import { commonDialect } from '../../src/adapters/dialect.ts';
import { createGuardedFetch } from '../../src/egress/guarded-fetch.ts';
import { chatRequest } from '../support/chat-request.ts';
import { startUpstream } from '../support/upstream.ts';

const unresolved = { openai: 'UPSTREAM', ollama: 'OLLAMA_UNAVAILABLE' };

test.each([
  ['a private address is not allowed', 'http://10.0.0.1/v1', null],
  [
    'a host name that resolves to a private address is unreachable',
    'http://rebound.example.com/v1',
    unresolved,
  ],
])('a call fails: %s', async (_name, address, codes) => {
  await using upstream = await startUpstream();
  await using guarded = createGuardedFetch({
    allow: [],
    lookup: (_host, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  });
  const baseUrl = address.replace('/v1', `:${new URL(upstream.url).port}/v1`);
  const createAdapter = createChatAdapterFactory({
    remoteFetch: guarded.fetch,
    ollamaFetch: guarded.fetch,
    ollamaBaseUrl: baseUrl.replace('/v1', ''),
    refusals: { note: () => {} },
  });
  for (const protocol of ['openai', 'ollama'] as const) {
    const adapter = createAdapter({
      providerId: null,
      protocol,
      name: 'x',
      dialect: commonDialect,
      capabilities: [],
      apiKeyHeader: 'authorization',
      baseUrl,
      apiKey: null,
      headers: {},
      extraParameters: null,
      timeouts: { firstTokenMs: 10_000, idleMs: 10_000 },
    });
    const parts = adapter.prepare(chatRequest()).stream({ signal: new AbortController().signal });
    await expect(parts[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: codes?.[protocol] ?? 'DESTINATION_NOT_ALLOWED',
      reason: 'UNAVAILABLE',
      retryable: codes !== null,
      upstreamStatus: null,
    });
  }
  expect(upstream.exchanges).toHaveLength(0);
});
