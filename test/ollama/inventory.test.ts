import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  OllamaAvailable,
  OllamaDetails,
  OllamaManyWays,
  OllamaModels,
  OllamaRunning,
  SeeOllama,
} from '../support/ollama-operations.ts';
import { bytes, scriptedOllama } from '../support/scripted-ollama.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let ollama: Upstream;
let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  ollama = await startUpstream({ handler: scriptedOllama() });
  app = await createTestApp({ ollamaUrl: ollama.url, overrides: { ollamaTimeoutMs: 500 } });
  client = await app.as('acme', { scopes: ['models:read'] });
  await client.data(OllamaAvailable, {});
});
beforeEach(() => ollama.handle(scriptedOllama()));
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await ollama[Symbol.asyncDispose]();
});

/** The requests to Ollama during `work`, without those for its version. */
async function asked(work: () => Promise<unknown>): Promise<string[]> {
  const before = ollama.exchanges.length;
  await work();
  const paths = ollama.exchanges.slice(before).map(({ request }) => request.path);
  return paths.filter((path) => path !== '/api/version').sort();
}

const details = async (name: string) => (await client.data(OllamaDetails, { name })).ollama.model;

test('lists the installed models and those in memory', async () => {
  const seen = (await client.data(SeeOllama, {})).ollama;
  expect(seen).toEqual({
    available: true,
    version: '0.30.0',
    error: null,
    models: [
      {
        name: 'tiny:latest',
        sizeBytes: 4_661_224_676,
        digest: 'baf6a787fdffd633537aa2eb51cfd54cb93ff08e28040095462bb63daf552878',
        modifiedAt: '2026-11-01T11:00:00.123Z',
        family: 'llama',
        parameterSize: '1.2B',
        quantization: 'Q8_0',
      },
      {
        name: 'acme/Embed:v1',
        sizeBytes: 45_960_996,
        digest: '1b226e2802dbb772b5fc32a58f103ca1804ef7501331012de126ab22f67475ef',
        modifiedAt: '2026-10-01T00:00:00.000Z',
        family: 'bert',
        parameterSize: '23M',
        quantization: 'F16',
      },
    ],
    running: [
      {
        name: 'tiny:latest',
        sizeBytes: 5_137_025_024,
        vramBytes: 4_294_967_296,
        contextLength: 4096,
        expiresAt: '2026-11-01T12:05:00.500Z',
      },
    ],
  });
});

test.each(['tiny', 'TINY:Latest', 'library/tiny', 'registry.ollama.ai/library/tiny:latest'])(
  'finds a model by its name %s',
  async (name) => {
    expect(await details(name)).toEqual({
      name: 'tiny:latest',
      capabilities: ['COMPLETION', 'TOOLS', 'THINKING'],
      contextLength: 131_072,
      embeddingLength: 2048,
      family: 'llama',
      parameterSize: '1.2B',
      quantization: 'Q8_0',
      license: 'LLAMA 3.2 COMMUNITY LICENSE <...>',
      template: '{{ .Prompt }}',
    });
  },
);

test('reports the capabilities of an embedding model', async () => {
  expect(await details('ACME/embed:V1')).toMatchObject({
    name: 'acme/Embed:v1',
    capabilities: ['EMBEDDING'],
    contextLength: 512,
    embeddingLength: 384,
    license: null,
    template: null,
  });
});

test.each(['huge', 'tiny:v2', 'acme/tiny', 'embed:v1'])('does not find %s', async (name) => {
  expect(await details(name)).toBeNull();
});

test('a model that is deleted between two requests is not found', async () => {
  const missing = bytes(`{"error":"model 'tiny:latest' not found"}`, 404);
  ollama.handle(scriptedOllama({ '/api/show': missing }));
  expect(await details('tiny')).toBeNull();
});

test.each(['', ' ', 'a b', 'a/b/c/d', 'x:', 'x@sha256:00', '../../etc/passwd', 'tiny\u0000', 'é'])(
  '%j is not a valid name, and Ollama receives no request',
  async (name) => {
    const paths = await asked(async () => {
      const { data, errors } = await client.execute(OllamaDetails, { name });
      expect(data?.ollama).toEqual({ available: true, model: null });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({
        path: ['ollama', 'model'],
        extensions: { code: 'INVALID_INPUT' },
      });
      const faults = errors?.[0]?.extensions?.['fields'];
      expect(faults).toEqual(expect.arrayContaining([expect.objectContaining({ path: ['name'] })]));
    });
    expect(paths).toEqual([]);
  },
);

describe('Ollama receives', () => {
  test('no request for its availability', async () => {
    expect(await asked(() => client.data(OllamaAvailable, {}))).toEqual([]);
  });
  test('only the request for the selected list', async () => {
    expect(await asked(() => client.data(OllamaModels, {}))).toEqual(['/api/tags']);
    expect(await asked(() => client.data(OllamaRunning, {}))).toEqual(['/api/ps']);
  });
  test('one request for data that an operation needs twice', async () => {
    const paths = await asked(async () => {
      expect(await client.data(OllamaManyWays, {})).toMatchObject({
        one: { model: { name: 'tiny:latest' }, upper: { name: 'tiny:latest' } },
        other: { missing: null },
      });
    });
    expect(paths).toEqual(['/api/show', '/api/tags']);
  });
  test('a new request in the next operation', async () => {
    const paths = await asked(async () => {
      await client.data(OllamaModels, {});
      ollama.handle(scriptedOllama({ '/api/tags': bytes('{"models":[]}') }));
      expect((await client.data(OllamaModels, {})).ollama.models).toEqual([]);
    });
    expect(paths).toEqual(['/api/tags', '/api/tags']);
  });
});

describe('a viewer', () => {
  test('without the scope models:read is rejected, and Ollama receives no request', async () => {
    const stranger = await app.as('acme', { scopes: ['models:write', 'models:use'] });
    const paths = await asked(async () => {
      const { data, errors } = await stranger.execute(SeeOllama, {});
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    });
    expect(paths).toEqual([]);
  });
  test('without a token is rejected', async () => {
    const { errors } = await app.anonymous().execute(SeeOllama, {});
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
