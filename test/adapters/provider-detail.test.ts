import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModelCalls } from '../../src/adapters/create-model-calls.ts';
import type { CallTarget } from '../../src/adapters/model-call.ts';
import { toDetail } from '../../src/adapters/provider-detail.ts';
import { UpstreamError } from '../../src/errors.ts';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { line, ndjsonHeaders } from '../support/fake-ollama.ts';
import { sseHeaders } from '../support/fake-openai.ts';

const apiKey = 'sk-proj-Qx7+Lm2/Zt9=Rk4Vb8Ny';
const token = 'tok-5f9c2ab8d713e604';
const sent = {
  apiKey,
  headers: { 'X-Auth': `Token ${token}`, 'X-Format': 'text/json' },
  baseUrl: 'https://llm.secret-host.example/v1',
};
const encoded = (prefix: string) => Buffer.from(`${prefix}${apiKey}`).toString('base64');

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

const answerWith = (status: number, type: string, body: string) =>
  fixture.upstream.handle((exchange) => {
    exchange.head(status, { 'content-type': type });
    exchange.end(body);
  });

describe('the detail of an error does not contain', () => {
  test.each([
    ['the key', apiKey],
    ['the key in capitals', apiKey.toUpperCase()],
    ['the key in a URL', encodeURIComponent(apiKey)],
    ['the key in base64', encoded('')],
    ['the key in URL-safe base64', Buffer.from(apiKey).toString('base64url')],
    ['the key after a user name in base64', encoded('user:')],
    ['the key after another user name in base64', encoded('users:')],
    ['the key after a third user name in base64', encoded('userid:')],
    ['the key in hexadecimal', Buffer.from(apiKey).toString('hex')],
    ['the reversed key', [...apiKey].reverse().join('')],
    ['the start of the key', apiKey.slice(0, 12)],
    ['the middle of the key', apiKey.slice(8, 18)],
    ['the last four characters of the key', apiKey.slice(-4)],
    ['a masked key', `${apiKey.slice(0, 7)}************${apiKey.slice(-4)}`],
    ['a key that is masked but for three characters', `***${apiKey.slice(-3)}`],
    ['a key with dots in the place of its middle', `${apiKey.slice(0, 5)}...${apiKey.slice(-2)}`],
    ['a key with invisible characters in it', [...apiKey].join('\u200b')],
    ['a key with control characters in it', [...apiKey].join('\u0000')],
    ['a header value', `Token ${token}`],
    ['the token of a header value', token],
    ['a part of the token of a header value', token.slice(4, 14)],
    ['the host of the endpoint', 'llm.secret-host.example'],
  ])('%s', (_name, quoted) => {
    const detail = toDetail(`Rejected "${quoted}", see (${quoted}) or key=${quoted}.`, sent);
    expect(detail).toMatch(/^Rejected "[^"]*\[redacted\][^"]*", see/);
    const bare = detail?.replaceAll('[redacted]', '') ?? '';
    expect(bare.replace(/[^a-z\d]/gi, '')).toMatch(/^Rejectedsee(or|orkey)$/);
  });
});

test('words that only look like a secret are not redacted', () => {
  const words =
    'Unrecognized request argument supplied: top_k. Use application/json, max 4096 tokens.';
  expect(toDetail(words, sent)).toBe(words);
  expect(toDetail('API keys begin with sk-.', sent)).toBe('API keys begin with sk-.');
});

test('a detail is one line of at most 300 characters', () => {
  expect(toDetail('one\r\n\ttwo\u2028three\u0007', sent)).toBe('one two three');
  const long = toDetail('😀'.repeat(1_000), sent) ?? '';
  expect(long.length).toBeLessThanOrEqual(300);
  expect(long.isWellFormed()).toBe(true);
  expect(long.endsWith('…')).toBe(true);
  expect(toDetail(`${'a'.repeat(3_990)} ${apiKey}`, sent)).not.toContain('sk-');
  expect(toDetail(' \n ', sent)).toBeNull();
});

test('the detail of an error page is its title', () => {
  const page =
    '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>x</body></html>';
  expect(toDetail(page, sent)).toBe('502 Bad Gateway');
  expect(toDetail('<html><body><p>internal notes</p></body></html>', sent)).toBeNull();
  expect(toDetail('<Error><Code>AccessDenied</Code></Error>', sent)).toBeNull();
});

test('hostile texts are scrubbed in linear time', () => {
  const start = performance.now();
  for (const text of ['<'.repeat(5e6), 'sk-'.repeat(2e6), '*'.repeat(5e6), ' <a'.repeat(2e6)]) {
    toDetail(text, sent);
  }
  expect(performance.now() - start).toBeLessThan(2_000);
});

describe('the detail of a rejected chat', () => {
  test.each([
    ['OpenAI', '{"error":{"message":"Unknown field: top_k","type":"invalid_request_error"}}'],
    ['a plain message', '{"object":"error","message":"Unknown field: top_k"}'],
    ['xAI', '{"code":"400","error":"Unknown field: top_k"}'],
    ['a list of one error', '[{"error":{"code":400,"message":"Unknown field: top_k"}}]'],
    ['a text', 'Unknown field: top_k'],
  ])('is the message of %s', async (_name, body) => {
    answerWith(400, 'application/json', body);
    const { error } = await listen(fixture.adapter('generic'));
    expect(error).toMatchObject({ reason: 'REQUEST_REJECTED', detail: 'Unknown field: top_k' });
  });

  test.each([
    [
      '{"detail":[{"loc":["body","temperature"],"msg":"Input should be less than 2","input":"x"}]}',
      'temperature: Input should be less than 2',
    ],
    ['{"status":400,"title":"Bad Request","detail":"No such field"}', 'Bad Request; No such field'],
    [
      '{"error":{"message":"Provider returned error","metadata":{"raw":"{\\"message\\":\\"too hot\\"}"}}}',
      'Provider returned error; too hot',
    ],
    ['{"error":{"code":"invalid_parameter"}}', 'invalid_parameter'],
    ['{}', null],
    ['', null],
  ])('is found in %s', async (body, detail) => {
    answerWith(400, 'application/json', body);
    const { error } = await listen(fixture.adapter('generic'));
    expect(error?.detail).toBe(detail);
  });

  test('contains no secret, from OpenAI-compatible servers and from Ollama', async () => {
    const body = JSON.stringify({ error: { message: `Wrong key ${apiKey} for 127.0.0.1` } });
    answerWith(401, 'application/json', body);
    const refused = await listen(fixture.adapter('openai', { apiKey }));
    expect(refused.error?.detail).toBe('Wrong key [redacted] for [redacted]');
    fixture.upstream.handle((exchange) => {
      exchange.head(200, sseHeaders);
      exchange.end(`data: ${body}\n\n`);
    });
    const failed = await listen(fixture.adapter('openai', { apiKey }));
    expect(failed.error?.detail).toBe('Wrong key [redacted] for [redacted]');
    answerWith(400, 'application/json', '{"error":"model does not support thinking"}');
    const local = await listen(fixture.adapter(null));
    expect(local.error?.detail).toBe('model does not support thinking');
    fixture.upstream.handle((exchange) => {
      exchange.head(200, ndjsonHeaders);
      exchange.end(line({ error: 'unexpected EOF' }));
    });
    const broken = await listen(fixture.adapter(null));
    expect(broken.error?.detail).toBe('unexpected EOF');
  });

  test('is the message of the model runner of Ollama', async () => {
    const runner = JSON.stringify({ error: { code: 400, message: 'request exceeds the context' } });
    answerWith(400, 'application/json', JSON.stringify({ error: runner }));
    const { error } = await listen(fixture.adapter(null));
    expect(error?.detail).toBe('request exceeds the context');
  });

  test('is null when the provider could not be reached', async () => {
    fixture.upstream.handle((exchange) => exchange.destroy());
    const { error } = await listen(fixture.adapter('generic'));
    expect(error).toMatchObject({ reason: 'UNAVAILABLE', detail: null });
  });

  test('is not logged', async () => {
    answerWith(400, 'application/json', '{"error":{"message":"Unknown field: top_k"}}');
    await listen(fixture.adapter('generic'));
    expect(JSON.stringify(fixture.refusals)).not.toContain('Unknown field');
  });
});

test('embed, rerank, transcribe and the probe report the detail', async () => {
  const calls = createModelCalls(fixture.callOptions);
  const target: CallTarget = {
    protocol: 'openai',
    name: 'model',
    baseUrl: `${fixture.upstream.url}/v1`,
    apiKey,
    apiKeyHeader: 'authorization',
    headers: {},
    extraParameters: null,
    providerId: 'generic',
    timeoutMs: 10_000,
  };
  const { signal } = new AbortController();
  const embedding = { texts: ['x'], dimensions: null, truncate: false, purpose: 'QUERY' as const };
  const speech = { bytes: new Uint8Array(4), mediaType: 'audio/wav', language: null, prompt: null };
  answerWith(403, 'application/json', `{"error":{"message":"Not for ${apiKey.slice(0, 9)}***"}}`);
  const failures = await Promise.allSettled([
    calls.embed(target, embedding, signal),
    calls.embed({ ...target, protocol: 'ollama' }, embedding, signal),
    calls.rerank(target, { query: 'x', documents: ['y'], topN: null }, signal),
    calls.transcribe(target, { ...speech, temperature: null, timestamps: false }, signal),
    calls.probe(target, signal),
  ]);
  const details = failures.map((one) => {
    const error: unknown = one.status === 'rejected' ? one.reason : null;
    return error instanceof UpstreamError ? error.detail : null;
  });
  const detail = 'Not for [redacted]';
  expect(details).toEqual([detail, null, detail, detail, detail]);
});
