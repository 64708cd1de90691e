import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SchemaAccess } from '../../src/config.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';

const cases: readonly (readonly [
  SchemaAccess,
  { anonymous: boolean; token: boolean; page: boolean },
])[] = [
  ['public', { anonymous: true, token: true, page: true }],
  ['token', { anonymous: false, token: true, page: false }],
  ['nobody', { anonymous: false, token: false, page: false }],
];

const introspection = { query: '{ __schema { queryType { name } } }' };
const mistake = { query: '{ viewr { tenantId } }' };

async function answer(client: GraphqlClient, operation: object): Promise<string> {
  return (await client.post(operation)).text();
}

describe.each(cases)('SCHEMA_ACCESS=%s', (schemaAccess, { anonymous, token, page }) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ production: true, schemaAccess });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  test.each([
    ['without a token', anonymous, () => app.anonymous()],
    ['with a token', token, () => app.as('acme')],
  ] as const)('introspection and suggestions %s: %s', async (_name, isAllowed, connect) => {
    const client = await connect();
    expect((await answer(client, introspection)).includes('"Query"')).toBe(isAllowed);
    expect((await answer(client, mistake)).includes('Did you mean')).toBe(isAllowed);
  });

  test(`GraphiQL: ${page}`, async () => {
    const response = await fetch(`${app.origin}/graphql`, { headers: { accept: 'text/html' } });
    expect((await response.text()).includes('<html')).toBe(page);
  });
});
