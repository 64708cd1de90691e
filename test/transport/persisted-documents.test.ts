import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient, GraphqlResult } from '../support/graphql-client.ts';

const viewer = 'query Me { viewer { tenantId } }';
const changes = 'subscription { modelChanges { __typename } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const automatic = (sha256Hash: unknown) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});

/** A manifest in the format of the client preset (SHA-1 or SHA-256) and of Relay (MD5). */
const documents = new Map([
  ['0cc175b9c0f1b6a831c399e269772661', viewer],
  [sha256(changes), changes],
]);

let also: TestApp;
let only: TestApp;

beforeAll(async () => {
  also = await createTestApp({ persistedDocuments: { documents, only: false } });
  only = await createTestApp({ persistedDocuments: { documents, only: true } });
});
afterAll(async () => {
  await also[Symbol.asyncDispose]();
  await only[Symbol.asyncDispose]();
});

type Send = (client: GraphqlClient, operation: object) => Promise<string>;

async function overSocket(client: GraphqlClient, operation: object): Promise<string> {
  const socket = await client.openSocket();
  socket.send({ id: '1', type: 'subscribe', payload: operation });
  const { payload } = (await socket.next()) as { payload: unknown };
  socket.terminate();
  return JSON.stringify(payload);
}

const post = async (client: GraphqlClient, operation: object, accept: string) =>
  (await client.post(operation, { headers: { ...client.headers, accept } })).text();

const transports: readonly (readonly [string, Send])[] = [
  ['HTTP', (client, operation) => post(client, operation, 'application/json')],
  ['SSE', (client, operation) => post(client, operation, 'text/event-stream')],
  ['WebSocket', overSocket],
];

const unknown = 'ffffffffffffffffffffffffffffffff';

describe.each(transports)('over %s', (_name, send) => {
  test.each([
    ['a documentId', { documentId: '0cc175b9c0f1b6a831c399e269772661' }],
    [
      'a documentId with the prefix of the specification',
      { documentId: `sha256:${sha256(viewer)}` },
    ],
    ['the hash of an automatic persisted query', automatic(sha256(viewer))],
    ['the hash with the query', { query: viewer, ...automatic(sha256(viewer)) }],
  ])('%s identifies a document', async (_case, operation) => {
    for (const app of [also, only]) {
      expect(await send(await app.as('acme'), operation)).toContain('"tenantId":"acme"');
    }
  });

  test.each([
    ['an unknown documentId', { documentId: unknown }, 'NOT_FOUND'],
    ['a path', { documentId: '../../etc/passwd' }, 'NOT_FOUND'],
    ['a name of every object', { documentId: '__proto__' }, 'NOT_FOUND'],
    ['an id that is not a string', { documentId: 1 }, 'INVALID_INPUT'],
    ['an id and another text', { documentId: sha256(viewer), query: '{ a }' }, 'INVALID_INPUT'],
    ['an unknown hash', automatic(unknown), 'PersistedQueryNotFound'],
    ['a hash that is not a string', automatic(7), 'INVALID_INPUT'],
    [
      'the hash of another query',
      { query: '{ a }', ...automatic(sha256(viewer)) },
      'INVALID_INPUT',
    ],
    ['nothing', {}, 'INVALID_INPUT'],
  ])('%s is rejected', async (_case, operation, code) => {
    for (const app of [also, only]) {
      expect(await send(await app.as('acme'), operation)).toContain(code);
    }
  });

  test('another document is accepted, unless only persisted documents are', async () => {
    const text = { query: '{ viewer { subject } }' };
    for (const operation of [text, { ...text, ...automatic(sha256(text.query)) }]) {
      expect(await send(await also.as('acme'), operation)).toContain('"subject":"user"');
      const refused = await send(await only.as('acme'), operation);
      expect(refused).toContain('FORBIDDEN');
      expect(refused).toContain('PERSISTED_DOCUMENTS=only');
    }
  });
});

test('a GET request can have a documentId', async () => {
  const { headers } = await only.as('acme');
  const query = '?documentId=0cc175b9c0f1b6a831c399e269772661';
  const response = await fetch(`${only.origin}/graphql${query}`, { headers });
  const { data } = (await response.json()) as GraphqlResult<object>;
  expect(data).toEqual({ viewer: { tenantId: 'acme' } });
});

test('a subscription can be persisted', async () => {
  const socket = await (await only.as('acme')).openSocket();
  socket.send({ id: '1', type: 'subscribe', payload: { documentId: sha256(changes) } });
  socket.send({ id: '2', type: 'subscribe', payload: { query: changes } });
  // The error arrives first only when the subscription is running.
  expect(await socket.next()).toMatchObject({ id: '2', type: 'error' });
  socket.terminate();
});
