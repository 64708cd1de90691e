import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { line, messageLine, ndjsonHeaders } from '../support/fake-ollama.ts';
import { content, done, sseHeaders } from '../support/fake-openai.ts';

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function refuse(provider: string | null, status: number, body: string) {
  fixture.upstream.handle((exchange) => {
    exchange.head(status, { 'content-type': 'application/json' });
    exchange.end(body);
  });
  const { error } = await listen(fixture.adapter(provider));
  return error;
}

async function fail(provider: string | null, bytes: string) {
  fixture.upstream.handle((exchange) => {
    exchange.head(200, provider === null ? ndjsonHeaders : sseHeaders);
    exchange.end(bytes);
  });
  return listen(fixture.adapter(provider));
}

/** An error in the format of OpenAI. */
const openAi = (
  message: string,
  type: string | null = 'invalid_request_error',
  code: unknown = null,
) => JSON.stringify({ error: { message, type, param: null, code } });

describe('an error text for a prompt that is too long is recognised', () => {
  test.each([
    "This model's maximum context length is 1048565 tokens. However, you requested 1200000 tokens.",
    "This endpoint's maximum context length is 200000 tokens. However, you requested about 300000.",
    'prompt too long; exceeded max context length by 4096 tokens',
    'The total length of all messages is too long.',
    'prompt is too long: 210000 tokens > 200000 maximum',
    'Input is too long for requested model.',
    'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
    'Prompt exceeds max length',
    'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
    'Invalid request: Your request exceeded model token limit: 8192 (requested: 9000)',
    "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
    'Range of input length should be [1, 30720]',
    'Please reduce the length of the messages or completion.',
    'the request exceeds the available context size, try increasing it',
    'The decoder prompt (length 9000) is longer than the maximum model length of 4096.',
    'Input validation error: `inputs` must have less than 4096 tokens. Given: 5000',
    '`inputs` tokens + `max_new_tokens` must be <= 4097. Given: 5000 `inputs` tokens',
    "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
    'too many tokens: total number of tokens in the prompt cannot exceed 4081',
    'Total tokens of image and text exceed max message tokens',
  ])('%s', async (message) => {
    expect(await refuse('generic', 400, openAi(message))).toMatchObject({
      reason: 'CONTEXT_LENGTH',
      retryable: false,
      upstreamStatus: 400,
    });
    const { error } = await fail('generic', `data: ${openAi(message)}\n\n`);
    expect(error).toMatchObject({ reason: 'CONTEXT_LENGTH' });
    expect(await refuse(null, 400, JSON.stringify({ error: message }))).toMatchObject({
      reason: 'CONTEXT_LENGTH',
    });
  });

  test.each([
    openAi('x', 'too_many_prompt_tokens'),
    openAi('x', 'invalid_request_error', 'context_length_exceeded'),
    openAi('x', null, 'tokens_limit_reached'),
    '{"object":"error","message":"maximum context length is 4096 tokens","code":400}',
    '{"detail":"prompt is too long"}',
    '{"detail":[{"loc":["body"],"msg":"prompt is too long"}]}',
    '{"status":400,"title":"Bad Request","detail":"maximum context length is 4096 tokens"}',
    '{"code":"Client specified an invalid argument","error":"maximum prompt length is 131072"}',
    '[{"error":{"code":400,"message":"The input token count exceeds the maximum number of tokens","status":"INVALID_ARGUMENT"}}]',
    '{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\\"error\\":\\"prompt is too long\\"}"}}}',
    'Prompt is too long',
  ])('in the format %s', async (body) => {
    expect(await refuse('generic', 400, body)).toMatchObject({ reason: 'CONTEXT_LENGTH' });
  });

  test("within JSON of Ollama's model runner", async () => {
    const error =
      '{"error":{"code":400,"message":"request (9021 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":9021,"n_ctx":4096}}';
    expect(await refuse(null, 400, JSON.stringify({ error }))).toMatchObject({
      reason: 'CONTEXT_LENGTH',
    });
  });
});

describe('other errors are not reported as a prompt that is too long', () => {
  test.each([
    [400, 'max_tokens is too large: 100000. This model supports at most 4096 completion tokens.'],
    [400, 'Input image exceeds the maximum allowed size of 20 MB.'],
    [400, "Invalid 'tools[0].function.name': string too long. Expected at most 64 characters."],
    [400, 'Input parameter top_k exceeds the maximum of 100.'],
    [413, 'Payload too large'],
  ])('%i %s', async (status, message) => {
    expect(await refuse('generic', status, openAi(message))).toMatchObject({
      reason: 'REQUEST_REJECTED',
    });
  });

  test.each([
    [
      429,
      'Rate limit reached: the prompt exceeds the limit of 6000 tokens per minute.',
      'RATE_LIMITED',
    ],
    [401, 'No context length for this key.', 'CREDENTIAL_REJECTED'],
    [404, 'No model with this context length.', 'MODEL_MISSING'],
    [503, 'The context size of the server is exhausted.', 'OVERLOADED'],
  ])('%i %s', async (status, message, reason) => {
    expect(await refuse('generic', status, openAi(message))).toMatchObject({ reason });
  });

  test('an error code that is more specific than the text', async () => {
    const body = openAi(
      'Request too large: reduce the length of the messages',
      'tokens',
      'rate_limit_exceeded',
    );
    expect(await refuse('groq', 413, body)).toMatchObject({ reason: 'RATE_LIMITED' });
  });
});

describe('an error of the client that llama-server reports as a server error', () => {
  test.each([
    [
      'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
      'UNSUPPORTED',
    ],
    ['audio input is not supported', 'UNSUPPORTED'],
    [
      'input (5001 tokens) is too large to process. increase the physical batch size (current batch size: 512)',
      'CONTEXT_LENGTH',
    ],
  ])('%s', async (message, reason) => {
    const body = JSON.stringify({ error: { code: 500, message, type: 'server_error' } });
    expect(await refuse('llama-server', 500, body)).toMatchObject({
      reason,
      retryable: false,
      upstreamStatus: 500,
    });
  });

  test('is distinguished from an error of the server', async () => {
    const body = JSON.stringify({
      error: { code: 500, message: 'bad alloc', type: 'server_error' },
    });
    expect(await refuse('llama-server', 500, body)).toMatchObject({
      reason: 'UNAVAILABLE',
      retryable: true,
    });
  });
});

describe('an error within the stream', () => {
  const error = openAi('CUDA out of memory', 'server_error');
  test.each([
    ['in a field `error`', `error: ${error}\n\n`, 'UNAVAILABLE'],
    ['in a field `error`, in words', 'error: the instance is gone\n\n', 'UNAVAILABLE'],
    [
      'in a field `error`, of a long prompt',
      'error: maximum context length is 4096\n\n',
      'CONTEXT_LENGTH',
    ],
    [
      'in an event of the type error',
      'event: error\ndata: {"code":429,"message":"slow"}\n\n',
      'RATE_LIMITED',
    ],
    ['whose body ends before the event does', `error: ${error}`, 'UNAVAILABLE'],
  ])('%s is reported as an error, not as an interruption', async (_name, bytes, reason) => {
    const outcome = await fail('gpustack', content('Hi') + bytes + done);
    expect(outcome).toMatchObject({ content: 'Hi', finish: null, error: { reason } });
    expect(fixture.refusals.at(-1)).toMatchObject({ status: null });
  });

  test('of Ollama is reported as an error, not as an interruption', async () => {
    const outcome = await fail(null, messageLine({ content: 'Hi' }) + line({ error: { a: 1 } }));
    expect(outcome).toMatchObject({ content: 'Hi', error: { reason: 'UNAVAILABLE' } });
  });

  test('applies only to its own event', async () => {
    const outcome = await fail('gpustack', `event: ping\ndata: {}\n\n${content('Hi')}${done}`);
    expect(outcome).toMatchObject({ content: 'Hi', error: null });
  });
});

test.each([
  ['openai', openAi('You said "Tell nobody"', null, 'Tell nobody')],
  [null, JSON.stringify({ error: 'You said "Tell nobody"' })],
])('the text of an error from %s is not recorded', async (provider, body) => {
  await refuse(provider, 400, body);
  expect(fixture.refusals.at(-1)).toEqual({
    model: 'model',
    status: 400,
    reason: 'REQUEST_REJECTED',
  });
});
