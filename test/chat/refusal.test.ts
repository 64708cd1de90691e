import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatInput } from '../gql/graphql.ts';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { type GraphqlClient, transports } from '../support/graphql-client.ts';
import { ChatStream, ChatWhole, CreateModel } from '../support/operations.ts';

let fixture: ChatFixture;
let client: GraphqlClient;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
  client = fixture.client;
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function create(remote: Record<string, unknown>): Promise<string> {
  const input = { remote: { name: 'x', type: 'CHAT' as const, ...remote } };
  const { createModel } = await client.data(CreateModel, { input });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  return createModel.model.id;
}

/** Returns the only item of a rejected subscription, or the code of its GraphQL error. */
async function refusal(
  as: GraphqlClient,
  transport: (typeof transports)[number],
  input: ChatInput,
) {
  const stream = await as.subscribe(transport, ChatStream, { input });
  const first = await stream.next();
  expect((await stream.next()).done).toBe(true);
  await stream.leave();
  return first.value?.data?.chat ?? first.value?.errors?.[0]?.extensions;
}

describe.each(transports)('over %s, before anything starts', (transport) => {
  test.each<[string, (modelId: string) => Partial<ChatInput>, string[]]>([
    ['no messages', () => ({ messages: [] }), ['messages']],
    [
      'only a system message',
      () => ({ messages: [{ role: 'SYSTEM', content: 'Be kind.' }] }),
      ['messages'],
    ],
    ['nothing said', () => ({ messages: [{ role: 'USER', content: '' }] }), ['messages']],
    [
      'a message with NUL',
      () => ({ messages: [{ role: 'USER', content: 'a\0' }] }),
      ['messages', '0', 'content'],
    ],
    [
      'a temperature out of range',
      () => ({ options: { temperature: -1 } }),
      ['options', 'temperature'],
    ],
    ['too many stops', () => ({ options: { stop: Array(17).fill('x') } }), ['options', 'stop']],
    ['no room for an answer', () => ({ options: { maxTokens: 0 } }), ['options', 'maxTokens']],
  ])('%s is rejected, and the error has a path', async (_name, change, path) => {
    const { modelId, upstream } = fixture;
    const before = upstream.exchanges.length;
    const input = { ...ask(modelId).input, ...change(modelId) };
    expect(await refusal(client, transport, input)).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: ['input', ...path] }],
    });
    expect(upstream.exchanges.length).toBe(before);
  });

  test('a model that does not exist or belongs to another tenant is not found', async () => {
    const stranger = await fixture.app.as('globex');
    for (const [as, modelId] of [
      [client, 'garbage'],
      [stranger, fixture.modelId],
    ] as const) {
      expect(await refusal(as, transport, ask(modelId).input)).toMatchObject({
        __typename: 'NotFoundError',
        code: 'NOT_FOUND',
      });
    }
  });

  test('a model of another type is rejected', async () => {
    const modelId = await create({ type: 'EMBEDDING', baseUrl: `${fixture.upstream.url}/v1` });
    expect(await refusal(client, transport, ask(modelId).input)).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: ['input', 'modelId'] }],
    });
  });

  test('a provider that requires a key is not called without one', async () => {
    const modelId = await create({ provider: 'deepseek' });
    expect(await refusal(client, transport, ask(modelId).input)).toMatchObject({
      __typename: 'CredentialError',
      code: 'CREDENTIAL_MISSING',
    });
  });

  test('a token without the scope is rejected', async () => {
    const reader = await fixture.app.as('acme', { scopes: ['models:read', 'models:write'] });
    expect(await refusal(reader, transport, ask(fixture.modelId).input)).toEqual({
      code: 'FORBIDDEN',
    });
  });

  test('a caller without a token is rejected', async () => {
    const nobody = fixture.app.anonymous();
    expect(await refusal(nobody, transport, ask(fixture.modelId).input)).toEqual({
      code: 'UNAUTHENTICATED',
    });
  });
});

test('a mutation returns errors as data', async () => {
  const missing = await client.data(ChatWhole, ask('garbage'));
  expect(missing.chat).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
  const empty = await client.data(ChatWhole, { input: { modelId: fixture.modelId, messages: [] } });
  expect(empty.chat).toMatchObject({ __typename: 'InvalidInputError' });
  const modelId = await create({ provider: 'deepseek' });
  expect((await client.data(ChatWhole, ask(modelId))).chat).toMatchObject({
    __typename: 'CredentialError',
    code: 'CREDENTIAL_MISSING',
  });
});

test('when the upstream is unreachable, the mutation returns the failed completion', async () => {
  const modelId = await create({ baseUrl: 'http://127.0.0.1:9/v1' });
  const { chat } = await client.data(ChatWhole, ask(modelId));
  expect(chat).toMatchObject({
    __typename: 'UpstreamError',
    code: 'UPSTREAM',
    reason: 'UNAVAILABLE',
    retryable: true,
    failedCompletion: { status: 'FAILED', error: { reason: 'UNAVAILABLE' } },
  });
});
