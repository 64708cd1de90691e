import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelCalls } from '../../src/adapters/create-model-calls.ts';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { chunk, content, done, sendStream } from '../support/fake-openai.ts';

const apiKey = 'sk-proj-Qx7Lm2Zt9Rk4Vb8Ny';

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

const answerOf = (parts: readonly string[]) => {
  fixture.upstream.handle((exchange) => sendStream(exchange, parts));
  return listen(fixture.adapter('generic', { apiKey }));
};

test('a finish reason that repeats the key is redacted', async () => {
  const { content: text, finish } = await answerOf([
    content(`My key is ${apiKey}.`),
    chunk({ finishReason: `stop ${apiKey}` }),
    done,
  ]);
  expect(finish).toMatchObject({ finishReason: 'OTHER', rawFinishReason: '[redacted]' });
  expect(text).toBe(`My key is ${apiKey}.`);
});

test('other finish reasons stay', async () => {
  const { finish } = await answerOf([content('Hi'), chunk({ finishReason: 'eos' }), done]);
  expect(finish).toMatchObject({ finishReason: 'OTHER', rawFinishReason: 'eos' });
});

test('the ID of a tool call that repeats the key is replaced, in all of its parts', async () => {
  const call = (index: number, fields: object) =>
    chunk({ delta: { tool_calls: [{ index, ...fields }] } });
  const { parts, calls } = await answerOf([
    call(0, { id: `call_${apiKey}`, function: { name: 'sum', arguments: '{"a"' } }),
    call(0, { id: `call_${apiKey}`, function: { arguments: ':1}' } }),
    call(1, { id: 'call_2', function: { name: 'sum', arguments: '{}' } }),
    chunk({ finishReason: 'tool_calls' }),
    done,
  ]);
  expect(JSON.stringify(parts)).not.toContain(apiKey);
  expect(calls).toMatchObject([
    { id: expect.stringMatching(/^call_[0-9a-f-]{36}$/), rawArguments: '{"a":1}' },
    { id: 'call_2' },
  ]);
  const ids = parts.flatMap((part) => (part.type === 'tool-call-delta' ? [part.id] : []));
  expect(ids).toEqual([calls[0]?.id, calls[0]?.id, 'call_2']);
});

test('the language of a transcript that repeats the key is omitted', async () => {
  const target = {
    protocol: 'openai' as const,
    providerId: null,
    name: 'whisper',
    baseUrl: `${fixture.upstream.url}/v1`,
    apiKey,
    apiKeyHeader: 'authorization' as const,
    headers: {},
    extraParameters: null,
    timeoutMs: 10_000,
  };
  const request = { bytes: new Uint8Array(4), mediaType: 'audio/wav', language: null };
  const calls = createModelCalls(fixture.callOptions);
  const languageOf = async (language: string) => {
    fixture.upstream.handle((exchange) => {
      exchange.head(200, { 'content-type': 'application/json' });
      exchange.end(JSON.stringify({ text: 'Hi', language }));
    });
    const more = { prompt: null, temperature: null, timestamps: false };
    const { signal } = new AbortController();
    return (await calls.transcribe(target, { ...request, ...more }, signal)).language;
  };
  expect(await languageOf(apiKey)).toBeNull();
  expect(await languageOf('english')).toBe('english');
});
