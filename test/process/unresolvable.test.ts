import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/chat-fixture.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { OllamaAvailable } from '../support/ollama-operations.ts';
import { ChatWhole, Embed, TestConnection, Who } from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { createLastingDatabase, type LastingDatabase } from '../support/test-database.ts';

/** The system's resolver never resolves names under .invalid (RFC 6761, section 6.4). */
const unknown = 'https://unknown.invalid/v1';

let place: LastingDatabase;

beforeAll(async () => {
  place = await createLastingDatabase();
});
afterAll(() => place[Symbol.asyncDispose]());

const start = (environment: Record<string, string> = {}) =>
  new ServerProcess('src/main.ts', { ...place.environment, ...environment });

async function developer(server: ServerProcess): Promise<GraphqlClient> {
  const origin = await server.origin();
  const [, token = ''] = await server.printed(/Development token: (\S+)/);
  return new GraphqlClient(origin, token);
}

const isAlive = async (client: GraphqlClient) =>
  (await fetch(`${client.origin}/livez`)).status === 200;

test('calls of a model whose host does not resolve fail, and the server keeps running', {
  timeout: 60_000,
}, async () => {
  await using server = start();
  const client = await developer(server);

  const input = { model: remoteModel({ baseUrl: unknown }) };
  const { testConnection } = await client.data(TestConnection, { input });
  expect(testConnection).toMatchObject({
    ok: false,
    steps: [
      { name: 'ADDRESS', ok: true },
      { name: 'CONNECTION', error: { code: 'UPSTREAM' } },
    ],
  });

  const { id } = await register(client, { baseUrl: unknown });
  expect(await client.data(ChatWhole, ask(id))).toMatchObject({
    chat: { __typename: 'UpstreamError', code: 'UPSTREAM', retryable: true },
  });

  const vectors = await register(client, { baseUrl: unknown, type: 'EMBEDDING' });
  expect(
    await client.data(Embed, { input: { modelId: vectors.id, texts: ['canary'] } }),
  ).toMatchObject({ embed: { code: 'UPSTREAM', reason: 'UNAVAILABLE' } });

  expect(await isAlive(client)).toBe(true);
  expect(server.output).not.toContain('unexpected error');
});

test('an Ollama whose host does not resolve is unavailable, and the server keeps running', {
  timeout: 60_000,
}, async () => {
  await using server = start({ OLLAMA_BASE_URL: 'http://unknown.invalid:11434' });
  const client = await developer(server);
  const { ollama } = await client.data(OllamaAvailable, {});
  expect(ollama).toMatchObject({ available: false, error: expect.stringContaining('resolve') });
  expect(await isAlive(client)).toBe(true);
});

test('a token whose issuer does not resolve cannot be verified, and the server keeps running', {
  timeout: 60_000,
}, async () => {
  await using server = start({ JWT_JWKS_URL: 'https://issuer.invalid/jwks' });
  const origin = await server.origin();
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .sign(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const client = new GraphqlClient(origin, token);
  const response = await client.post({ query: Who.toString() });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'AUTH_UNAVAILABLE' } }],
  });
  expect(await isAlive(client)).toBe(true);
  await server.printed(/"issuer":"https:\/\/issuer\.invalid\/jwks"/);
});
