import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  OllamaAvailable,
  OllamaDetails,
  OllamaModels,
  OllamaRunning,
} from '../support/ollama-operations.ts';
import { bytes, cut, half, html, scriptedOllama, silent } from '../support/scripted-ollama.ts';
import { type Handler, startUpstream, type Upstream } from '../support/upstream.ts';

let ollama: Upstream;
let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  ollama = await startUpstream({ handler: scriptedOllama() });
  app = await createTestApp({ ollamaUrl: ollama.url, overrides: { ollamaTimeoutMs: 500 } });
  client = await app.as('acme', { scopes: ['models:read'] });
});
beforeEach(() => ollama.handle(scriptedOllama()));
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await ollama[Symbol.asyncDispose]();
});

describe('the list of models', () => {
  const unknown = { sizeBytes: null, digest: null, modifiedAt: null };
  const named = (name: string) => ({ ...unknown, name, family: null });
  const cases: [string, string, object[]][] = [
    ['without models', '{"models":[]}', []],
    ['that Go has never made', '{"models":null}', []],
    ['with names only', '{"models":[{"name":"a:latest"}]}', [named('a:latest')]],
    ['with the other name', '{"models":[{"model":"b:latest"}]}', [named('b:latest')]],
    [
      'with entries that are not models',
      '{"models":[null,1,"x",[],{},{"name":""},{"name":7},{"name":"a:latest"}]}',
      [named('a:latest')],
    ],
    [
      'with values of other types',
      '{"models":[{"name":"a:latest","size":"big","digest":5,"modified_at":12,"details":"gguf"}]}',
      [named('a:latest')],
    ],
    [
      'with impossible values',
      '{"models":[{"name":"a:latest","size":-1,"modified_at":"yesterday","details":{"family":null}},{"name":"b:latest","size":1e999,"modified_at":""}]}',
      [named('a:latest'), named('b:latest')],
    ],
    [
      'with a time before the epoch',
      '{"models":[{"name":"a:latest","modified_at":"0001-01-01T00:00:00Z"}]}',
      [{ ...named('a:latest'), modifiedAt: '0001-01-01T00:00:00.000Z' }],
    ],
    [
      'with more bytes than a JSON number can represent',
      '{"models":[{"name":"a:latest","size":9007199254740991},{"name":"b:latest","size":18014398509481984}]}',
      [
        { ...named('a:latest'), sizeBytes: 9_007_199_254_740_991 },
        { ...named('b:latest'), sizeBytes: '18014398509481984' },
      ],
    ],
  ];
  test.each(cases)('%s is shown without its invalid values', async (_name, body, models) => {
    ollama.handle(scriptedOllama({ '/api/tags': bytes(body) }));
    expect((await client.data(OllamaModels, {})).ollama.models).toEqual(models);
  });
});

describe('a model in memory', () => {
  const inYears = (years: number) =>
    new Date(Date.now() + years * 365 * 86_400_000).toISOString().replace(/Z$/, '987654+00:00');
  const running = async (fields: string) => {
    ollama.handle(
      scriptedOllama({ '/api/ps': bytes(`{"models":[{"name":"tiny:latest"${fields}}]}`) }),
    );
    return (await client.data(OllamaRunning, {})).ollama.running;
  };
  test.each([
    ['without a limit', inYears(292)],
    ['until the maximum of Go', '2318-02-11T11:33:42.775807-02:00'],
    ['until the zero time of Go', '0001-01-01T00:00:00Z'],
    ['until a year that JavaScript cannot represent', '292277026596-12-04T15:30:08Z'],
    ['until a text that is not a time', 'soon'],
  ])('has no expiry: %s', async (_name, expires) => {
    expect(await running(`,"expires_at":"${expires}"`)).toEqual([
      { name: 'tiny:latest', sizeBytes: 0, vramBytes: 0, contextLength: null, expiresAt: null },
    ]);
  });
  test.each([
    ['with null values', ',"expires_at":null,"context_length":null'],
    ['with an invalid context length', ',"context_length":99999999999,"expires_at":false'],
    ['with a context length that is a text', ',"context_length":"4096","size_vram":{}'],
  ])('%s is shown', async (_name, fields) => {
    expect(await running(fields)).toMatchObject([
      { vramBytes: 0, contextLength: null, expiresAt: null },
    ]);
  });
  test('has the expiry that Ollama reports', async () => {
    expect(await running(`,"expires_at":"${inYears(1)}"`)).toEqual([
      expect.objectContaining({ expiresAt: expect.stringMatching(/^20/) }),
    ]);
  });
});

describe('details', () => {
  const nothing = {
    name: 'tiny:latest',
    capabilities: [],
    contextLength: null,
    embeddingLength: null,
    family: null,
    parameterSize: null,
    quantization: null,
    license: null,
    template: null,
  };
  test.each([
    ['nothing', '{}'],
    ['a list', '[]'],
    ['nothing but null', '{"capabilities":null,"model_info":null,"details":null,"license":null}'],
    ['other kinds', '{"capabilities":"completion","model_info":[],"details":7,"template":{}}'],
    ['an architecture it says nothing of', '{"model_info":{"general.architecture":"llama"}}'],
    ['another architecture', '{"model_info":{"general.architecture":"x","y.context_length":5}}'],
    ['no architecture', '{"model_info":{"llama.context_length":5}}'],
    [
      'invalid lengths',
      '{"model_info":{"general.architecture":"x","x.context_length":"5","x.embedding_length":-5}}',
    ],
    ['unknown capabilities', '{"capabilities":["insert","audio",7,null]}'],
  ])('with %s are shown without their invalid values', async (_name, body) => {
    ollama.handle(scriptedOllama({ '/api/show': bytes(body) }));
    expect((await client.data(OllamaDetails, { name: 'tiny' })).ollama.model).toEqual(nothing);
  });
});

describe('Ollama is available, but its response is', () => {
  const answers: [string, Handler][] = [
    ['an error', bytes('{"error":"open /root/.ollama/models: permission denied"}', 500)],
    ['a page of another server', html],
    ['HTTP 403', bytes('', 403)],
    ['HTTP 401', bytes('{"error":"unauthorized"}', 401)],
    ['HTTP 404', bytes('404 page not found', 404, 'text/plain')],
    ['the start of a response', half('{"models":[{"name":"tiny:latest"}]}')],
    ['the start of a response, without an error', bytes('{"models":[{"name":"tiny:la')],
    ['empty', bytes('')],
    ['not an object', bytes('null')],
    ['a list of other objects', bytes('{"data":[{"id":"gpt"}]}')],
    ['an object instead of a list', bytes('{"models":{"tiny":{}}}')],
    ['a broken connection', cut],
    ['missing', silent],
    ['without an end', endless],
    ['a redirect', (exchange) => redirect(exchange)],
  ];

  test.each(answers)(
    '%s: OLLAMA_UNAVAILABLE, without the text of the response',
    async (_name, handler) => {
      ollama.handle(scriptedOllama({ '/api/tags': handler, '/api/ps': handler }));
      for (const { data, errors } of [
        await client.execute(OllamaModels, {}),
        await client.execute(OllamaRunning, {}),
      ]) {
        expect(data).toBeNull();
        expect(errors?.[0]?.extensions).toEqual({ code: 'OLLAMA_UNAVAILABLE' });
        expect(errors?.[0]?.message).toMatch(/Ollama/);
        expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|permission denied|nginx/);
      }
      expect((await client.data(OllamaAvailable, {})).ollama.available).toBe(true);
    },
  );

  test.each(answers.filter(([name]) => name !== 'HTTP 404' && !/list/.test(name)))(
    '%s for one model: the other fields are returned',
    async (_name, handler) => {
      ollama.handle(scriptedOllama({ '/api/show': handler }));
      const { data, errors } = await client.execute(OllamaDetails, { name: 'tiny' });
      expect(data?.ollama).toEqual({ available: true, model: null });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({
        path: ['ollama', 'model'],
        extensions: { code: 'OLLAMA_UNAVAILABLE' },
      });
    },
  );
});

/** Spaces without an end, which are valid JSON. */
async function endless(exchange: Parameters<Handler>[0]): Promise<void> {
  exchange.head(200, { 'content-type': 'application/json; charset=utf-8' });
  const spaces = ' '.repeat(1_000_000);
  for (let sent = 0; sent < 20 && !exchange.isClosed(); sent += 1) await exchange.write(spaces);
  exchange.end('{}');
}

function redirect(exchange: Parameters<Handler>[0]): void {
  exchange.head(302, { location: '/api/version' });
  exchange.end();
}
