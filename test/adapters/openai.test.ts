import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture, readAll } from '../support/chat-fixture.ts';
import {
  answer,
  chunk,
  content,
  done,
  errorBody,
  sseHeaders,
  usageChunk,
} from '../support/fake-openai.ts';
import { ChatStream } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import type { Handler } from '../support/upstream.ts';

let fixture: ChatFixture;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function chatWith(handler: Handler) {
  fixture.upstream.handle(handler);
  const stream = await fixture.client.subscribe('sse', ChatStream, ask(fixture.modelId));
  return readAll(stream);
}

/** The last event of a chat whose upstream streams these bytes. */
async function endOf(parts: readonly string[]) {
  const events = await chatWith(async (exchange) => {
    exchange.head(200, sseHeaders);
    for (const part of parts) await exchange.write(part);
    exchange.end();
  });
  return events.at(-1);
}

async function endOfRefusal(status: number, body: string, headers: Record<string, string> = {}) {
  const events = await chatWith((exchange) => {
    exchange.head(status, { 'content-type': 'application/json', ...headers });
    exchange.end(body);
  });
  return events.at(-1);
}

test('usage with details is read from a chunk without choices', async () => {
  expect(await endOf(answer(['a', 'b']))).toMatchObject({
    completion: {
      usage: {
        promptTokens: 9,
        completionTokens: 2,
        totalTokens: 11,
        cachedPromptTokens: 4,
        reasoningTokens: 2,
      },
    },
  });
});

test('the last usage is used when every chunk has one', async () => {
  const usage = (n: number) => ({ prompt_tokens: 1, completion_tokens: n, total_tokens: 1 + n });
  const end = await endOf([
    chunk({ delta: { content: 'a' }, usage: usage(1) }),
    chunk({ delta: { content: 'b' }, usage: usage(2) }),
    chunk({ finishReason: 'stop' }),
    done,
  ]);
  expect(end).toMatchObject({
    completion: { usage: { completionTokens: 2 }, message: { content: 'ab' } },
  });
});

test('values that are not counts are omitted', async () => {
  const usage = { prompt_tokens: -1, completion_tokens: 1e12, total_tokens: 'many' };
  expect(await endOf([chunk({ finishReason: 'stop' }), usageChunk(usage), done])).toMatchObject({
    __typename: 'ChatCompleted',
    completion: { usage: null },
  });
});

test.each([
  ['stop', 'STOP'],
  ['length', 'LENGTH'],
  ['model_length', 'LENGTH'],
  ['content_filter', 'CONTENT_FILTER'],
  ['insufficient_system_resource', 'OTHER'],
  ['constructor', 'OTHER'],
])('the finish reason %s becomes %s', async (raw, finishReason) => {
  expect(await endOf([content('a'), chunk({ finishReason: raw }), done])).toMatchObject({
    completion: { finishReason, rawFinishReason: raw },
  });
});

test('chunks without choices, comments, CRLF and unknown fields are ignored', async () => {
  const end = await endOf([
    ': OPENROUTER PROCESSING\n\n',
    chunk({ choices: [] }),
    'data:{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}],"obfuscation":"xyz"}\r\n\r\n',
    chunk({ delta: { content: 'b', refusal: null, annotations: [] } }),
    chunk({ delta: { content: null }, finishReason: 'stop' }),
    done,
  ]);
  expect(end).toMatchObject({
    __typename: 'ChatCompleted',
    completion: { message: { content: 'ab' } },
  });
});

test('reasoning in two fields at once is returned once', async () => {
  const end = await endOf([
    chunk({ delta: { reasoning_content: 'a' } }),
    chunk({ delta: { reasoning: 'b' } }),
    chunk({ delta: { reasoning_content: 'c', reasoning: 'c' } }),
    content('d'),
    chunk({ finishReason: 'stop' }),
    done,
  ]);
  expect(end).toMatchObject({ completion: { message: { reasoning: 'abc', content: 'd' } } });
});

test('a stream without [DONE] is complete after a finish reason', async () => {
  expect(await endOf([content('a'), chunk({ finishReason: 'stop' })])).toMatchObject({
    __typename: 'ChatCompleted',
  });
});

test('[DONE] without a finish reason ends the response', async () => {
  const usage = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
  expect(await endOf([content('a'), usageChunk(usage), done])).toMatchObject({
    __typename: 'ChatCompleted',
    completion: { finishReason: 'OTHER', rawFinishReason: null, usage: { completionTokens: 3 } },
  });
  expect(await endOf([content('a')])).toMatchObject({ __typename: 'ChatInterrupted' });
});

test('after a chunk that is not JSON, [DONE] without a finish reason is an error', async () => {
  expect(await endOf([content('a'), 'data: {"choices":[{\n\n', done])).toMatchObject({
    __typename: 'ChatFailed',
    error: { reason: 'PROTOCOL' },
    completion: { message: { content: 'a' } },
  });
});

test.each([
  ['an HTML page', 'text/html', '<html>Sign in</html>', 'PROTOCOL'],
  ['a whole answer', 'application/json', '{"choices":[{"message":{"content":"a"}}]}', 'PROTOCOL'],
  [
    'an error',
    'application/json',
    '{"error":{"message":"no","code":"insufficient_quota"}}',
    'QUOTA_EXHAUSTED',
  ],
  [
    'an error in words',
    'application/json; charset=utf-8',
    '{"code":"x","error":"no model"}',
    'UNAVAILABLE',
  ],
])(
  '%s with a successful status is an error, not an empty response',
  async (_name, type, body, reason) => {
    const events = await chatWith((exchange) => {
      exchange.head(200, { 'content-type': type });
      exchange.end(body);
    });
    expect(events.at(-1)).toMatchObject({ __typename: 'ChatFailed', error: { reason } });
  },
);

test.each([
  [400, 'context_length_exceeded', 'CONTEXT_LENGTH', false],
  [400, 'unsupported_parameter', 'UNSUPPORTED', false],
  [400, 'content_filter', 'CONTENT_FILTER', false],
  [401, 'invalid_api_key', 'CREDENTIAL_REJECTED', false],
  [404, 'model_not_found', 'MODEL_MISSING', false],
  [429, 'insufficient_quota', 'QUOTA_EXHAUSTED', false],
  [429, 'rate_limit_exceeded', 'RATE_LIMITED', true],
  [529, null, 'OVERLOADED', true],
] as const)('%i with the code %s means %s', async (status, code, reason, retryable) => {
  const body = errorBody('Something about sk-canary-0123456789', 'invalid_request_error', code);
  const end = await endOfRefusal(status, body);
  expect(end).toMatchObject({
    __typename: 'ChatFailed',
    error: { reason, retryable, upstreamStatus: status },
  });
  expect(JSON.stringify(end)).not.toContain('canary');
});

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1_500],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  [{ 'retry-after': '99999999999' }, 2_147_483_647],
  [{ 'retry-after': 'soon' }, null],
])('%j is a retry delay of %s ms', async (headers, retryAfterMs) => {
  expect(await endOfRefusal(429, '{}', headers as Record<string, string>)).toMatchObject({
    error: { reason: 'RATE_LIMITED', retryAfterMs },
  });
});

test('a failed call is not retried by the SDK', async () => {
  const before = fixture.upstream.exchanges.length;
  await endOfRefusal(503, '{}');
  expect(fixture.upstream.exchanges.length).toBe(before + 1);
});

test('a response with a finish reason is complete when the provider does not close the stream', async () => {
  const { id } = await register(fixture.client, {
    baseUrl: `${fixture.upstream.url}/v1`,
    parameters: { idleTimeoutMs: 1_000 },
  });
  const closed = Promise.withResolvers<void>();
  fixture.upstream.handle(async (exchange) => {
    exchange.head(200, sseHeaders);
    await exchange.write(content('Hi') + chunk({ finishReason: 'stop' }));
    await exchange.closed;
    closed.resolve();
  });
  const events = await readAll(await fixture.client.subscribe('sse', ChatStream, ask(id)));
  expect(events.at(-1)).toMatchObject({
    __typename: 'ChatCompleted',
    completion: { finishReason: 'STOP' },
  });
  await closed.promise;
});
