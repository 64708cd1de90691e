import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture, endOf } from '../support/chat-fixture.ts';
import { lastLine, messageLine, ndjsonHeaders } from '../support/fake-ollama.ts';
import { chunk, content, done, sendStream, usageChunk } from '../support/fake-openai.ts';
import { ChatWhole, FindChat, Usage } from '../support/operations.ts';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

const end = [chunk({ finishReason: 'stop' }), done];
const calling = (delta: object) => chunk({ delta: { tool_calls: [{ index: 0, ...delta }] } });

test.each<[string, string[], object | null]>([
  ['no usage', [content('Hi'), content(' you'), ...end], { completionTokens: 2, estimated: true }],
  [
    'a usage without valid counts',
    [content('Hi'), usageChunk({ prompt_tokens: -1, completion_tokens: 'x' }), ...end],
    { completionTokens: 1, estimated: true },
  ],
  [
    'a tool call only',
    [
      calling({ id: 'call_1', function: { name: 'sum', arguments: '{"a"' } }),
      calling({ function: { arguments: ':1}' } }),
      ...end,
    ],
    { completionTokens: 2, estimated: true },
  ],
  [
    'a usage',
    [content('Hi'), usageChunk({ prompt_tokens: 9, completion_tokens: 3 }), ...end],
    { completionTokens: 3, estimated: false },
  ],
  ['nothing', end, null],
])('a completed response with %s has a usage', async (_name, parts, expected) => {
  const { client, modelId, upstream } = fixture;
  upstream.handle((exchange) => sendStream(exchange, parts));
  const { id, status } = endOf((await client.data(ChatWhole, ask(modelId))).chat);
  expect(status).toBe('COMPLETED');
  const { chatCompletion } = await client.data(FindChat, { id });
  if (expected === null) expect(chatCompletion?.usage).toBeNull();
  else expect(chatCompletion?.usage).toMatchObject(expected);
});

test('the estimates are part of the usage of a tenant', async () => {
  const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const range = { from: from ?? '', to: to ?? '', groupBy: [] };
  const { usage } = await fixture.client.data(Usage, range);
  expect(usage).toMatchObject([{ calls: 5, completionTokens: 2 + 1 + 2 + 3 }]);
});

test('a response of Ollama without valid counts has an estimate, in the last event as later', async () => {
  await using local = await createChatFixture('ollama');
  const { client, modelId, upstream } = local;
  upstream.handle((exchange) => {
    exchange.head(200, ndjsonHeaders);
    exchange.end(
      messageLine({ content: 'Hi' }) + lastLine({ eval_count: -4, prompt_eval_count: 1e300 }),
    );
  });
  const ended = endOf((await client.data(ChatWhole, ask(modelId))).chat);
  expect(ended.usage).toEqual({ totalTokens: null });
  const { chatCompletion } = await client.data(FindChat, { id: ended.id });
  expect(chatCompletion?.usage).toMatchObject({ completionTokens: 1, estimated: true });
});
