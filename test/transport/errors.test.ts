import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient, GraphqlError } from '../support/graphql-client.ts';

let app: TestApp;
let client: GraphqlClient;

beforeAll(async () => {
  app = await createTestApp();
  client = await app.as('acme');
});
afterAll(() => app[Symbol.asyncDispose]());

test.each(['application/graphql-response+json', 'application/json', 'text/event-stream'])(
  'an error in a variable has its name, path and position, but not its value, with Accept: %s',
  async (accept) => {
    const headers = { ...client.headers, accept };
    const query =
      'mutation ($model: CreateModelInput!) { createModel(input: $model) { __typename } }';
    const remote = { name: 'gpt', type: 'CHAT', apiKey: { canary: 'sk-canary' } };
    const response = await client.post({ query, variables: { model: { remote } } }, { headers });
    const text = await response.text();
    expect(response.status).toBe(accept === 'application/graphql-response+json' ? 400 : 200);
    expect(text).toContain(
      JSON.stringify({
        message:
          'Variable "$model" has invalid value at .remote.apiKey: String cannot represent a non string value.',
        locations: [{ line: 1, column: 11 }],
        extensions: { code: 'INVALID_INPUT' },
      }),
    );
    expect(text).not.toContain('canary');
  },
);

test.each<[string, object, string]>([
  [
    'an unknown field',
    { name: 'gpt', type: 'CHAT', apiKey: 'sk-canary', displayname: 'x' },
    'not to include unknown field "displayname". Did you mean "displayName"?',
  ],
  ['a missing field', { name: 'gpt', apiKey: 'sk-canary' }, 'include required field "type".'],
  ['a list instead of a string', { name: ['sk-canary', 'b'], type: 'CHAT' }, 'a non string value.'],
])('the error for %s contains no value of other fields', async (_name, remote, message) => {
  for (const transport of ['http', 'websocket'] as const) {
    const query = 'mutation ($i: CreateModelInput!) { createModel(input: $i) { __typename } }';
    const operation = { query, variables: { i: { remote } } };
    const { errors } = await send(transport, operation);
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/^Variable "\$i" has invalid value at \.remote/),
        locations: [{ line: 1, column: 11 }],
        extensions: { code: 'INVALID_INPUT' },
      },
    ]);
    expect(errors[0]?.message.endsWith(message)).toBe(true);
    expect(JSON.stringify(errors)).not.toContain('canary');
  }
});

test('a message that contains a name of a megabyte is truncated', async () => {
  const variables = { i: { remote: { ['x'.repeat(1_000_000)]: 1 } } };
  const query = 'mutation ($i: CreateModelInput!) { createModel(input: $i) { __typename } }';
  const { errors } = await send('http', { query, variables });
  expect(errors.map(({ message }) => message.length <= 1_000)).toEqual([true, true, true]);
});

async function send(
  transport: 'http' | 'websocket',
  operation: object,
): Promise<{ errors: GraphqlError[] }> {
  if (transport === 'http') return (await client.post(operation)).json();
  const socket = await client.openSocket();
  socket.send({ id: '1', type: 'subscribe', payload: operation });
  const { type, payload } = await socket.next();
  socket.terminate();
  return (type === 'error' ? { errors: payload } : payload) as { errors: GraphqlError[] };
}
