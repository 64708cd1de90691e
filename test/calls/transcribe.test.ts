import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { Transcribe } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let app: TestApp;
let client: GraphqlClient;
beforeAll(async () => {
  upstream = await startUpstream();
  app = await createTestApp();
  client = await app.as('acme');
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const sound = Buffer.from('RIFF0000WAVE canary sound');
const audio = { mediaType: 'audio/wav', base64: sound.toString('base64') };

async function transcribe(answer: unknown, input: object = {}, status = 200) {
  upstream.handle((exchange) => {
    exchange.head(status, { 'content-type': 'application/json' });
    exchange.end(JSON.stringify(answer));
  });
  const baseUrl = `${upstream.url}/v1`;
  const { id } = await register(client, {
    name: 'whisper-1',
    type: 'SPEECH',
    baseUrl,
    apiKey: 'sk-canary-0123456789',
  });
  const variables = { input: { modelId: id, audio, ...input } };
  return (await client.data(Transcribe, variables)).transcribe;
}

test('a recording is sent as a file and returned as text', async () => {
  const result = await transcribe({ text: 'Hello' }, { language: 'en', prompt: 'Greetings' });
  expect(result).toEqual({
    __typename: 'TranscribePayload',
    text: 'Hello',
    language: null,
    durationSeconds: null,
    segments: [],
  });
  const request = upstream.exchanges.at(-1)?.request;
  expect(request).toMatchObject({
    path: '/v1/audio/transcriptions',
    headers: {
      authorization: 'Bearer sk-canary-0123456789',
      'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
    },
  });
  const form = String(request?.body);
  expect(form).toContain('filename="audio.wav"');
  expect(form).toContain('canary sound');
  for (const [name, value] of [
    ['model', 'whisper-1'],
    ['language', 'en'],
    ['prompt', 'Greetings'],
    ['response_format', 'json'],
  ]) {
    expect(form).toMatch(new RegExp(`name="${name}"\r\n\r\n${value}\r\n`));
  }
});

test('with timestamps, when requested', async () => {
  const segments = [{ id: 0, start: 0, end: 1.5, text: 'Hello' }, { start: 'x' }, null];
  const answer = { text: 'Hello', language: 'english', duration: '1.5', segments };
  expect(await transcribe(answer, { timestamps: true })).toMatchObject({
    language: 'english',
    durationSeconds: 1.5,
    segments: [{ start: 0, end: 1.5, text: 'Hello' }],
  });
  expect(String(upstream.exchanges.at(-1)?.request.body)).toContain('verbose_json');
});

test.each([
  ['no text', {}, 200, 'PROTOCOL'],
  [
    'a rejected request',
    { error: { message: 'bad file', type: 'invalid_request_error' } },
    400,
    'REQUEST_REJECTED',
  ],
  ['an unknown model', { error: { code: 'model_not_found' } }, 404, 'MODEL_MISSING'],
])('%s is an error', async (_name, answer, status, reason) => {
  expect(await transcribe(answer, {}, status)).toMatchObject({
    __typename: 'UpstreamError',
    reason,
  });
});

test.each([
  ['base64 that is none', { audio: { ...audio, base64: '/etc/passwd' } }, ['audio', 'base64']],
  ['nothing', { audio: { ...audio, base64: '' } }, ['audio', 'base64']],
  ['too much', { audio: { ...audio, base64: 'A'.repeat(7_870_000) } }, ['audio', 'base64']],
  ['a film', { audio: { ...audio, mediaType: 'video/mp4' } }, ['audio', 'mediaType']],
  ['a language that is none', { language: 'English!' }, ['language']],
  ['a temperature out of range', { temperature: 1.5 }, ['temperature']],
])('%s is rejected with its path', async (_name, input, path) => {
  const before = upstream.exchanges.length;
  expect(await transcribe({ text: 'x' }, input)).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', ...path] }],
  });
  expect(upstream.exchanges.length).toBe(before);
});
