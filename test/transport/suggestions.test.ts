import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';

let production: TestApp;
let development: TestApp;

beforeAll(async () => {
  production = await createTestApp({ production: true });
  development = await createTestApp();
});
afterAll(async () => {
  await production[Symbol.asyncDispose]();
  await development[Symbol.asyncDispose]();
});

const model = { name: 'gpt', type: 'CHAT' };
const create = 'mutation ($model: CreateModelInput!) { createModel(input: $model) { __typename } }';
const watch = 'subscription ($input: ChatInput!) { chat(input: $input) { __typename } }';

const mistakes: [string, { query: string; variables?: object }][] = [
  ['a field', { query: '{ viewr { tenantId } }' }],
  ['a field of a type', { query: '{ viewer { tenantID } }' }],
  ['an argument', { query: '{ models(fist: 1) { totalCount } }' }],
  ['a type', { query: '{ node(id: "x") { ... on Modell { id } } }' }],
  ['a fragment', { query: '{ node(id: "x") { ...F } } fragment F on Modell { id }' }],
  [
    'the type of a variable',
    { query: 'query ($f: ModelFiltr) { models(filter: $f) { totalCount } }' },
  ],
  ['an enum value', { query: '{ providers(type: CHATT) { name } }' }],
  ['an input field', { query: '{ models(filter: {serch: "x"}) { totalCount } }' }],
  [
    'an enum value in a variable',
    { query: create, variables: { model: { remote: { ...model, type: 'CHATT' } } } },
  ],
  ['an input field in a variable', { query: create, variables: { model: { remotes: model } } }],
  ['an input field of a subscription', { query: watch, variables: { input: { message: [] } } }],
];

async function post(client: GraphqlClient, operation: object, accept: string): Promise<string> {
  return (await client.post(operation, { headers: { ...client.headers, accept } })).text();
}

async function overSocket(client: GraphqlClient, operation: object): Promise<string> {
  const socket = await client.openSocket();
  socket.send({ id: '1', type: 'subscribe', payload: operation });
  const answer = JSON.stringify(await socket.next());
  socket.terminate();
  return answer;
}

async function everywhere(client: GraphqlClient, operation: object): Promise<string[]> {
  return [
    await post(client, operation, 'application/json'),
    await post(client, operation, 'text/event-stream'),
    await overSocket(client, operation),
  ];
}

const suggestion = 'Did you mean';

describe.each(mistakes)('a mistake in %s', (_name, operation) => {
  test('causes no suggestion for a caller without a token in production', async () => {
    for (const text of await everywhere(production.anonymous(), operation)) {
      expect(text).toContain('INVALID_INPUT');
      expect(text).not.toContain(suggestion);
    }
  });

  test('causes a suggestion for a caller with a token, also after a caller without', async () => {
    for (const text of await everywhere(await production.as('acme'), operation)) {
      expect(text).toContain(suggestion);
    }
    expect(await post(production.anonymous(), operation, 'application/json')).not.toContain(
      suggestion,
    );
  });

  test('causes a suggestion for all callers in development', async () => {
    for (const text of await everywhere(development.anonymous(), operation)) {
      expect(text).toContain(suggestion);
    }
  });
});
