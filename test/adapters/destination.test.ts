import { expect, test } from 'vitest';
import { createChatAdapterFactory } from '../../src/adapters/create-chat-adapter.ts';
import { commonDialect } from '../../src/adapters/dialect.ts';
import { createGuardedFetch } from '../../src/egress/guarded-fetch.ts';
import { chatRequest } from '../support/chat-request.ts';
import { startUpstream } from '../support/upstream.ts';

test.each([
  ['a private address', 'http://10.0.0.1/v1'],
  ['a name that resolves to one', 'http://rebound.example.com/v1'],
])('calling %s fails as not allowed, and not as unreachable', async (_name, address) => {
  await using upstream = await startUpstream();
  await using guarded = createGuardedFetch({
    allow: [],
    lookup: (_host, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  });
  const createAdapter = createChatAdapterFactory({
    remoteFetch: guarded.fetch,
    ollamaFetch: guarded.fetch,
    ollamaBaseUrl: upstream.url,
    refusals: { note: () => {} },
  });
  const baseUrl = address.replace('/v1', `:${new URL(upstream.url).port}/v1`);
  for (const source of ['REMOTE', 'LOCAL'] as const) {
    const adapter = createAdapter({
      source,
      name: 'x',
      dialect: commonDialect,
      capabilities: [],
      apiKeyHeader: 'authorization',
      baseUrl,
      apiKey: null,
      headers: {},
      timeouts: { firstTokenMs: 10_000, idleMs: 10_000 },
    });
    const parts = adapter.stream(chatRequest(), { signal: new AbortController().signal });
    await expect(parts[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'DESTINATION_NOT_ALLOWED',
      retryable: false,
      upstreamStatus: null,
    });
  }
  expect(upstream.exchanges).toHaveLength(0);
});
