import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatTarget } from '../../src/adapters/chat-adapter.ts';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { generateRequest } from '../support/chat-request.ts';
import {
  lastResponseLine,
  line,
  messageLine,
  ndjsonHeaders,
  responseLine,
} from '../support/fake-ollama.ts';
import {
  content,
  done,
  errorBody,
  sseHeaders,
  textChunk,
  usageChunk,
} from '../support/fake-openai.ts';

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

type Provider = string | null;

/** Generates once with an upstream that sends these bytes. */
async function generate(
  provider: Provider,
  bytes: string,
  { request = generateRequest(), target = {} as Partial<ChatTarget>, size = 1_000_000 } = {},
) {
  fixture.upstream.handle(async (exchange) => {
    exchange.head(200, provider === null ? ndjsonHeaders : sseHeaders);
    const all = Buffer.from(bytes);
    for (let at = 0; at < all.length; at += size) await exchange.write(all.subarray(at, at + size));
    exchange.end();
  });
  const adapter = fixture.adapter(provider, target);
  const outcome = await listen(adapter, request);
  const sent = fixture.upstream.exchanges.at(-1)?.request;
  return {
    outcome,
    path: sent?.path,
    body: sent?.body as Record<string, unknown>,
    warnings: adapter.prepare(request).warnings,
  };
}

const openAiEnd =
  textChunk('', 'stop') +
  usageChunk({ prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }) +
  done;
const openAiBytes = textChunk('n): ') + textChunk('return n ☕') + openAiEnd;
const ollamaBytes =
  responseLine({ response: 'n): ' }) +
  responseLine({ response: 'return n ☕' }) +
  lastResponseLine();

const everything = {
  temperature: 0,
  topP: 0.5,
  maxCompletionTokens: 100,
  frequencyPenalty: -1,
  presencePenalty: -0.5,
  seed: 0,
  stop: ['END'],
};

test('an OpenAI-compatible server receives the prompt, the suffix and the options', async () => {
  const request = generateRequest({ suffix: '\nfib(3)', options: everything });
  const { path, body, warnings } = await generate('openai', openAiBytes, { request });
  expect(path).toBe('/v1/completions');
  expect(body).toEqual({
    model: 'model',
    prompt: 'def fib(',
    suffix: '\nfib(3)',
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0,
    top_p: 0.5,
    max_tokens: 100,
    frequency_penalty: -1,
    presence_penalty: -0.5,
    seed: 0,
    stop: ['END'],
  });
  expect(warnings).toEqual([]);
});

test('Ollama receives the prompt, the suffix and the options', async () => {
  const options = { ...everything, contextWindow: 2_048, keepAlive: '10' };
  const request = generateRequest({ suffix: '\nfib(3)', options });
  const { path, body, warnings } = await generate(null, ollamaBytes, { request });
  expect(path).toBe('/api/generate');
  expect(body).toEqual({
    model: 'model',
    prompt: 'def fib(',
    suffix: '\nfib(3)',
    stream: true,
    keep_alive: 10,
    options: {
      temperature: 0,
      top_p: 0.5,
      num_predict: 100,
      frequency_penalty: -1,
      presence_penalty: -0.5,
      seed: 0,
      stop: ['END'],
      num_ctx: 2_048,
    },
  });
  expect(warnings).toEqual([]);
});

test('an option that is not set is not sent', async () => {
  expect((await generate('generic', openAiBytes)).body).toEqual({
    model: 'model',
    prompt: 'def fib(',
    stream: true,
    stream_options: { include_usage: true },
  });
  expect((await generate(null, ollamaBytes)).body).toEqual({
    model: 'model',
    prompt: 'def fib(',
    stream: true,
    options: {},
  });
});

test('Ollama receives an image, and raw prompts without a template', async () => {
  const images = [{ mediaType: 'image/png', bytes: Buffer.from('image') }];
  const withImage = await generate(null, ollamaBytes, { request: generateRequest({ images }) });
  expect(withImage.body).toMatchObject({ images: ['aW1hZ2U='] });
  const raw = await generate(null, ollamaBytes, { request: generateRequest({ isRaw: true }) });
  expect(raw.body).toMatchObject({ raw: true });
});

test.each([
  ['mistral', '/v1/fim/completions'],
  ['deepseek', '/v1/beta/completions'],
  ['vllm', '/v1/completions'],
])('%s receives a prompt at %s', async (provider, expected) => {
  const { path, outcome } = await generate(provider, openAiBytes);
  expect(path).toBe(expected);
  expect(outcome.content).toBe('n): return n ☕');
});

test('Mistral receives only the fields that it supports, and its deltas are read as text', async () => {
  const bytes = content('n): ') + content('return n') + openAiEnd;
  const request = generateRequest({ suffix: 'x', options: everything });
  const { body, outcome, warnings } = await generate('mistral', bytes, { request });
  expect(body).toEqual({
    model: 'model',
    prompt: 'def fib(',
    suffix: 'x',
    stream: true,
    temperature: 0,
    top_p: 0.5,
    max_tokens: 100,
    random_seed: 0,
    stop: ['END'],
  });
  expect(warnings).toEqual([
    'frequencyPenalty was ignored: the model does not accept it.',
    'presencePenalty was ignored: the model does not accept it.',
  ]);
  expect(outcome.content).toBe('n): return n');
});

describe.each([
  ['an OpenAI-compatible server', 'openai', openAiBytes],
  ['Ollama', null, ollamaBytes],
] as const)('a raw completion of %s', (_vendor, provider, bytes) => {
  test.each([1, 7, 1_000_000])('is read in chunks of %i bytes', async (size) => {
    const { outcome } = await generate(provider, bytes, { size });
    expect(outcome).toMatchObject({
      content: 'n): return n ☕',
      thinking: '',
      error: null,
      finish: {
        finishReason: 'STOP',
        rawFinishReason: 'stop',
        usage: { promptTokens: 9, completionTokens: 3, totalTokens: 12 },
      },
    });
    expect(outcome.parts.at(-1)?.type).toBe('finish');
  });

  test('that is truncated has no finish part', async () => {
    const { outcome } = await generate(provider, bytes.slice(0, bytes.indexOf('\n') + 1));
    expect(outcome).toMatchObject({ content: 'n): ', finish: null, error: null });
  });

  test.each([{ isRaw: true }, { suffix: 'x' }])('returns tags as text with %o', async (more) => {
    const text = '<think>a</think>b';
    const whole =
      provider === null
        ? responseLine({ response: text }) + lastResponseLine()
        : textChunk(text) + openAiEnd;
    const { outcome } = await generate(provider, whole, {
      request: generateRequest(more),
    });
    expect(outcome).toMatchObject({ content: text, thinking: '' });
  });

  test('warns when thinking cannot be controlled', async () => {
    const request = generateRequest({ isRaw: true, options: { thinking: { enabled: false } } });
    const { body, warnings } = await generate(provider, bytes, { request });
    expect(body).not.toHaveProperty('think');
    expect(warnings).toEqual(['thinking was ignored: a raw completion has no setting for it.']);
  });
});

test('a templated completion of Ollama can think', async () => {
  const request = generateRequest({ options: { thinking: { enabled: true } } });
  const bytes =
    responseLine({ thinking: 'Hm.' }) + responseLine({ response: 'n' }) + lastResponseLine();
  const { body, outcome } = await generate(null, bytes, {
    request,
    target: { capabilities: ['COMPLETION', 'THINKING'] },
  });
  expect(body).toMatchObject({ think: true });
  expect(outcome).toMatchObject({ thinking: 'Hm.', content: 'n' });
});

test('an error within a raw completion of Ollama is reported', async () => {
  const bytes = responseLine({ response: 'n' }) + line({ error: 'unexpected EOF' });
  const { outcome } = await generate(null, bytes);
  expect(outcome).toMatchObject({ content: 'n', error: { reason: 'UNAVAILABLE' } });
});

test('a chat response is still read from messages', async () => {
  const { outcome } = await generate(null, messageLine({ content: 'a' }) + lastResponseLine());
  expect(outcome).toMatchObject({ content: 'a', finish: { finishReason: 'STOP' } });
});

test.each([
  ['Ollama', null, '{"error":"registry.ollama.ai/library/tiny:latest does not support insert"}'],
  [
    'vLLM',
    'vllm',
    '{"object":"error","message":"suffix is not currently supported","type":"BadRequestError","param":null,"code":400}',
  ],
  [
    'OpenAI',
    'openai',
    errorBody('Unrecognized request argument supplied: suffix', 'invalid_request_error', null),
  ],
])('a suffix that %s rejects is a specific error', async (_vendor, provider, body) => {
  fixture.upstream.handle((exchange) => {
    exchange.head(400, { 'content-type': 'application/json' });
    exchange.end(body);
  });
  const { error } = await listen(fixture.adapter(provider), generateRequest({ suffix: 'x' }));
  expect(error).toMatchObject({
    reason: 'UNSUPPORTED',
    message:
      'The model does not support a suffix. Leave out the suffix, or use a model that can fill in the middle.',
    retryable: false,
    upstreamStatus: 400,
  });
});
