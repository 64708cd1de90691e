import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DocumentCache } from '../../src/transport/document-cache.ts';
import { parseBoundedJson } from '../../src/transport/parse-bounded-json.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ListModels } from '../support/operations.ts';

let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  app = await createTestApp();
  client = await app.as('acme');
});
afterAll(() => app[Symbol.asyncDispose]());

const mutation =
  'mutation { createModel(input: {remote: {name: "gpt", type: CHAT, baseUrl: "https://api.example.com"}}) { __typename } }';

function postAs(type: string | null, body: string): Promise<Response> {
  const { authorization = '' } = client.headers;
  const headers = { authorization, ...(type === null ? {} : { 'content-type': type }) };
  // With bytes as the body, fetch sets no media type.
  return fetch(`${app.origin}/graphql`, { method: 'POST', headers, body: Buffer.from(body) });
}

describe('a mutation as', () => {
  test.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(mutation)}`],
    ['a document', 'application/graphql', mutation],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x--'],
    ['plain text', 'text/plain', JSON.stringify({ query: mutation })],
    ['no content type', null, JSON.stringify({ query: mutation })],
    ['another kind of JSON', 'application/graphql+json', JSON.stringify({ query: mutation })],
    ['a type that begins like JSON', 'application/jsonx', JSON.stringify({ query: mutation })],
  ])('%s is rejected with 415 and not executed', async (_name, type, body) => {
    const response = await postAs(type, body);
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'The content type of a request must be application/json.',
          extensions: { code: 'INVALID_INPUT' },
        },
      ],
    });
    expect((await client.data(ListModels, {})).models.totalCount).toBe(0);
  });
});

test.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json ;x=y'])(
  'the content type %s is accepted',
  async (type) => {
    const response = await postAs(type, JSON.stringify({ query: '{ viewer { tenantId } }' }));
    expect(await response.json()).toEqual({ data: { viewer: { tenantId: 'acme' } } });
  },
);

test.each(['variables={', 'extensions=x'])(
  'a GET request with %s is a bad request',
  async (rest) => {
    const response = await fetch(`${app.origin}/graphql?query={viewer{tenantId}}&${rest}`);
    expect(response.status).toBe(400);
    expect((await response.json()).errors[0].extensions).toEqual({ code: 'INVALID_INPUT' });
  },
);

const query = 'query ($x: JSON) { __typename }';
const rejected: [string, string][] = [
  ['more values than are allowed', JSON.stringify({ query, variables: { x: Array(50_000) } })],
  ['more fields than are allowed', `{"query":"","variables":{"x":1${',"x":1'.repeat(50_000)}}}`],
  ['arrays in each other', `{"query":"","variables":{"x":${'['.repeat(100_000)}}}`],
  ['objects in each other', `{"query":"","variables":{"x":${'{"a":'.repeat(100_000)}}}`],
];

describe.each(rejected)('a request with %s', (_name, body) => {
  test('is rejected with 413 over HTTP', async () => {
    const response = await client.post({}, { body });
    expect(response.status).toBe(413);
    expect((await response.json()).errors).toEqual([
      {
        message: expect.stringMatching(/too (many values|deeply)/),
        extensions: { code: 'LIMIT_EXCEEDED' },
      },
    ]);
  });

  test('closes a socket with 4400', async () => {
    const socket = await client.openSocket();
    socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
    expect((await socket.closed).code).toBe(4400);
  });
});

describe('a body that is too large is rejected with the limit', () => {
  const tooLarge = {
    message: 'The body of the request is too large: it can have at most 8000000 bytes.',
    extensions: { code: 'LIMIT_EXCEEDED' },
  };

  test('when it has a content length', async () => {
    const response = await client.post({ query: 'x'.repeat(8_000_000) });
    expect(response.status).toBe(413);
    expect((await response.json()).errors).toEqual([tooLarge]);
  });

  test('when it is sent in chunks, before its end', async () => {
    const { host, port } = new URL(app.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const size = 4_000_001;
    for (let sent = 0; sent < 2; sent += 1) {
      socket.write(`${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`);
    }
    const [data] = await once(socket, 'data');
    socket.destroy();
    expect(String(data)).toMatch(/^HTTP\/1\.1 413 /);
    expect(String(data)).toContain(tooLarge.message);
  });
});

test('a body that is sent in chunks is read', async () => {
  const { host, port } = new URL(app.origin);
  const socket = connect(Number(port), '127.0.0.1');
  const chunks = ['{"query":', '"{ __typename', ' }"}'].map(
    (chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`,
  );
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.join('')}0\r\n\r\n`,
  );
  const [data] = await once(socket, 'data');
  socket.destroy();
  expect(String(data)).toContain('{"data":{"__typename":"Query"}}');
});

describe('bounded JSON', () => {
  test.each([
    '{"a":"\\"","b":"\\\\","c":"[[,{","d":["\\\\\\"",{"e":null}]}',
    '["\\u0022",",",":","\\"]",-1.5e3,true]',
    '"\\\\\\\\"',
    '{}',
    `["${'\\\\'.repeat(1_000)}",","]`,
    `"${',[{'.repeat(100_000)}"`,
  ])('reads %.40s like JSON.parse', (text) => {
    expect(parseBoundedJson(text)).toEqual(JSON.parse(text));
  });

  test.each(['', '{', '"', '"\\"', '[1,]', '{"a":1}}', ']]]', '"\\', 'NaN'])(
    'rejects %s like JSON.parse',
    (text) => {
      expect(() => parseBoundedJson(text)).toThrow(SyntaxError);
    },
  );

  test('counts values up to the limit, but not the content of strings', () => {
    const list = (length: number) => JSON.stringify(Array(length).fill('a,b'));
    expect(parseBoundedJson(list(49_999))).toHaveLength(49_999);
    expect(() => parseBoundedJson(list(50_000))).toThrow('too many values');
  });

  test('counts levels up to the limit', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseBoundedJson(nested(500))).toHaveLength(1);
    expect(() => parseBoundedJson(nested(501))).toThrow('too deeply');
  });
});

test('an operation that is too large has the status 400 when the media type allows it', async () => {
  const body = { query: `{ ${'a: viewer { tenantId } '.repeat(51)} }` };
  const accept = 'application/graphql-response+json';
  const response = await client.post(body, { headers: { ...client.headers, accept } });
  expect(response.status).toBe(400);
  expect((await response.json()).errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
});

test('a document of more than half a million characters is too large', async () => {
  const text = (length: number) => `{ model(id: "${'x'.repeat(length)}") { id } }`;
  expect(await (await client.post({ query: text(490_000) })).json()).toEqual({
    data: { model: null },
  });
  const { errors } = await (await client.post({ query: text(500_000) })).json();
  expect(errors[0].extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
});

describe('the cache of documents', () => {
  test('removes the least recently used documents', () => {
    const cache = new DocumentCache<number>();
    const text = (index: number) => `${index} `.padEnd(10_000, 'x');
    for (let index = 0; index < 50; index += 1) cache.set(text(index), index);
    expect(cache.get(text(0))).toBe(0);
    cache.set(text(50), 50);
    expect([0, 1, 2, 50].map((index) => cache.get(text(index)))).toEqual([0, undefined, 2, 50]);
  });

  test('does not cache large documents', () => {
    const cache = new DocumentCache<number>();
    cache.set('x'.repeat(10_001), 1);
    expect(cache.get('x'.repeat(10_001))).toBeUndefined();
  });
});
