import { getIntrospectionQuery, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measureDocument } from '../../src/transport/measure-document.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';

let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  app = await createTestApp();
  client = await app.as('acme');
});
afterAll(() => app[Symbol.asyncDispose]());

const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

const bomb = `query { ...b0 } ${times(24, (i) => `fragment b${i} on Query { a${i}: __typename ...b${i + 1} ...b${i + 1} }`)} fragment b24 on Query { __typename }`;
const chain = `query { ...f0 } ${times(1_000, (i) => `fragment f${i} on Query { ...f${i + 1} }`)} fragment f1000 on Query { __typename }`;

const tooLarge: [string, string][] = [
  ['an open nesting', '{ viewer '.repeat(50_000)],
  ['a closed nesting', `${'{ a '.repeat(5_000)} ${'}'.repeat(5_000)}`],
  ['a nesting just too deep', `${'{ a '.repeat(21)} ${'}'.repeat(21)}`],
  ['fragments that double each other', bomb],
  ['a chain of fragments', chain],
  ['a very long chain of fragments', chain.repeat(10)],
  ['too many aliases of one field', `{ ${times(51, (i) => `a${i}: viewer { tenantId }`)} }`],
  ['too many fields', `{ viewer { ${times(2_001, (i) => `a${i}: tenantId`)} } }`],
  ['too many directives', `{ viewer { tenantId ${'@skip(if: true) '.repeat(3_000)} } }`],
  ['too many operations', times(5_000, (i) => `query q${i} { viewer { tenantId } }`)],
  [
    'selections to compare',
    `{ ${`... on Query { ${times(100, (i) => `x${i}: viewer { tenantId }`)} }`.repeat(200)} }`,
  ],
];

describe.each(tooLarge)('%s', (_name, query) => {
  test('is rejected over HTTP', async () => {
    const { errors, data } = await (await client.post({ query })).json();
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message:
          'The operation is too large: it can have at most 500000 characters, 10000 tokens, 2000 fields, 50 root fields and 20 levels.',
        extensions: { code: 'LIMIT_EXCEEDED' },
      },
    ]);
  });

  test('is rejected over SSE', async () => {
    const headers = { ...client.headers, accept: 'text/event-stream' };
    const text = await (await client.post({ query }, { headers })).text();
    expect(text).toContain('LIMIT_EXCEEDED');
    expect(text).not.toContain('INTERNAL');
  });

  test('is rejected over WebSocket, and the socket can still be used', async () => {
    const socket = await client.openSocket();
    socket.send({ id: 'large', type: 'subscribe', payload: { query } });
    expect(JSON.stringify(await socket.next())).toContain('LIMIT_EXCEEDED');
    socket.send({ id: 'small', type: 'subscribe', payload: { query: '{ viewer { tenantId } }' } });
    expect(await socket.next()).toMatchObject({ id: 'small', type: 'next' });
    socket.terminate();
  });
});

test.each([
  ['the introspection of clients', getIntrospectionQuery()],
  ['as many aliases as are allowed', `{ ${times(50, (i) => `a${i}: viewer { tenantId }`)} }`],
  ['a large text', `{ model(id: """${'x\n'.repeat(200_000)}""") { id } }`],
])('%s is accepted', async (_name, query) => {
  const { errors, data } = await (await client.post({ query })).json();
  expect(errors).toBeUndefined();
  expect(data).toBeDefined();
});

test('errors of validation have an error code on every transport', async () => {
  const query = '{ nonsense }';
  for (const accept of [
    'application/json',
    'application/graphql-response+json',
    'text/event-stream',
  ]) {
    const response = await client.post({ query }, { headers: { ...client.headers, accept } });
    expect(await response.text()).toContain('"code":"INVALID_INPUT"');
    expect(response.status).toBe(accept === 'application/graphql-response+json' ? 400 : 200);
  }
});

test.each([
  ['{ a }', { depth: 1, fields: 1, rootFields: 1 }],
  ['{ a { b { c } } d }', { depth: 3, fields: 4, rootFields: 2 }],
  ['{ ...F ...F } fragment F on Q { a { b } }', { depth: 3, fields: 4, rootFields: 2 }],
  ['{ ... on Q { a } }', { depth: 2, fields: 1, rootFields: 1 }],
  ['{ ...F } fragment F on Q { a ...F }', { depth: 2, fields: 1, rootFields: 1 }],
  ['{ ...Missing }', { depth: 1, fields: 0, rootFields: 0 }],
  ['query A { a } query B { a b }', { depth: 1, fields: 2, rootFields: 2 }],
])('%s has the size %j', (text, size) => {
  expect(measureDocument(parse(text), 10)).toEqual(size);
});
