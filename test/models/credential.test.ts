import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SetModelCredentialInput } from '../gql/graphql.ts';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { ChatWhole, ClearCredential, CreateModel, SetCredential } from '../support/operations.ts';

let fixture: ChatFixture;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function createModel(): Promise<string> {
  const baseUrl = `${fixture.upstream.url}/v1`;
  const { createModel: created } = await fixture.client.data(CreateModel, {
    input: { remote: { name: 'gpt', type: 'CHAT', baseUrl, apiKey: 'sk-first-0123456789' } },
  });
  if (created.__typename !== 'ModelPayload') throw new Error(JSON.stringify(created));
  return created.model.id;
}

async function set(id: string, secrets: Omit<SetModelCredentialInput, 'id'>) {
  const { setModelCredential } = await fixture.client.data(SetCredential, {
    input: { id, ...secrets },
  });
  return setModelCredential;
}

/** The headers of a call of the model. */
async function headersOf(modelId: string) {
  const { client, upstream } = fixture;
  upstream.handle((exchange) => sendStream(exchange, answer(['x'])));
  await client.data(ChatWhole, ask(modelId));
  return upstream.exchanges.at(-1)?.request.headers;
}

test('a new credential is sent with the next call, and an absent field does not change', async () => {
  const id = await createModel();
  expect(await set(id, { headers: [{ name: 'X-Team', value: 'blue' }] })).toMatchObject({
    model: { version: 2, credential: { configured: true, hint: '6789', headerNames: ['X-Team'] } },
  });
  expect(await headersOf(id)).toMatchObject({
    authorization: 'Bearer sk-first-0123456789',
    'x-team': 'blue',
  });
  expect(await set(id, { apiKey: 'sk-second-012345wxyz' })).toMatchObject({
    model: { credential: { hint: 'wxyz', headerNames: ['X-Team'] } },
  });
  expect(await headersOf(id)).toMatchObject({
    authorization: 'Bearer sk-second-012345wxyz',
    'x-team': 'blue',
  });
});

test('null deletes one secret, clearCredential both', async () => {
  const id = await createModel();
  await set(id, { headers: [{ name: 'X-Team', value: 'blue' }] });
  expect(await set(id, { apiKey: null })).toMatchObject({
    model: { credential: { configured: true, hint: null, headerNames: ['X-Team'] } },
  });
  expect(await headersOf(id)).not.toHaveProperty('authorization');
  for (let repeated = 0; repeated < 2; repeated += 1) {
    const { clearModelCredential } = await fixture.client.data(ClearCredential, { input: { id } });
    expect(clearModelCredential).toMatchObject({
      model: {
        credential: {
          configured: false,
          hint: null,
          readable: true,
          headerNames: [],
          updatedAt: null,
        },
      },
    });
  }
  expect(await headersOf(id)).not.toHaveProperty('x-team');
});

test.each<[string, Omit<SetModelCredentialInput, 'id'>, string[]]>([
  ['a key with a line break', { apiKey: 'sk\ncanary' }, ['apiKey']],
  ['a reserved header', { headers: [{ name: 'Host', value: 'canary' }] }, ['headers', '0', 'name']],
])('%s is rejected, without its value in the error', async (_name, secrets, path) => {
  const result = await set(await createModel(), secrets);
  expect(result).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', ...path] }],
  });
  expect(JSON.stringify(result)).not.toContain('canary');
});

test('the credential of another tenant cannot be set or deleted', async () => {
  const id = await createModel();
  const stranger = await fixture.app.as('globex');
  const setting = await stranger.data(SetCredential, {
    input: { id, apiKey: 'sk-evil-0123456789' },
  });
  expect(setting.setModelCredential).toMatchObject({ __typename: 'NotFoundError' });
  const clearing = await stranger.data(ClearCredential, { input: { id } });
  expect(clearing.clearModelCredential).toMatchObject({ __typename: 'NotFoundError' });
  expect(await headersOf(id)).toMatchObject({ authorization: 'Bearer sk-first-0123456789' });
});

test('a token with models:read only cannot set credentials', async () => {
  const reader = await fixture.app.as('acme', { scopes: ['models:read', 'models:use'] });
  const { errors } = await reader.execute(SetCredential, {
    input: { id: await createModel(), apiKey: null },
  });
  expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
});
