import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatInput, ModelType } from '../gql/graphql.ts';
import { type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  ChatWhole,
  CreateModel,
  DeleteModel,
  FindDefault,
  RestoreModel,
  SetDefault,
} from '../support/operations.ts';

let fixture: ChatFixture;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** A tenant without models. */
const newTenant = () => fixture.app.as(randomUUID());

async function create(
  client: GraphqlClient,
  name: string,
  isDefault?: boolean,
  type: ModelType = 'CHAT',
) {
  const remote = {
    name,
    type,
    baseUrl: `${fixture.upstream.url}/v1`,
    ...(isDefault === undefined ? {} : { isDefault }),
  };
  const { createModel } = await client.data(CreateModel, { input: { remote } });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  return createModel.model;
}

const defaultOf = async (client: GraphqlClient, type: ModelType = 'CHAT') =>
  (await client.data(FindDefault, { type })).defaultModel;

const messages = [{ role: 'USER' as const, content: 'Hello' }];

test('there is no default until one is set; then it is used', async () => {
  const client = await newTenant();
  await create(client, 'plain');
  expect(await defaultOf(client)).toBeNull();
  const without = await client.data(ChatWhole, { input: { messages } });
  expect(without.chat).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', 'modelId'] }],
  });
  const { isDefault } = await create(client, 'chosen', true);
  expect(isDefault).toBe(true);
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
  const { chat } = await client.data(ChatWhole, { input: { messages } });
  expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
  expect(fixture.upstream.exchanges.at(-1)?.request.body).toMatchObject({ model: 'chosen' });
});

test('a new default replaces that of the same type only', async () => {
  const client = await newTenant();
  const first = await create(client, 'first', true);
  const vector = await create(client, 'vector', true, 'EMBEDDING');
  const second = await create(client, 'second');
  const { setDefaultModel } = await client.data(SetDefault, { input: { id: second.id } });
  expect(setDefaultModel).toMatchObject({ model: { id: second.id, isDefault: true } });
  expect(await defaultOf(client)).toMatchObject({ id: second.id });
  expect(await defaultOf(client, 'EMBEDDING')).toMatchObject({ id: vector.id });
  const back = await client.data(SetDefault, { input: { id: first.id } });
  expect(back.setDefaultModel).toMatchObject({ model: { isDefault: true, version: 1 } });
});

test('of concurrent changes exactly one default remains, and none fails', async () => {
  const client = await newTenant();
  const models = await Promise.all(
    Array.from({ length: 8 }, (_, index) => create(client, `${index}`, true)),
  );
  const results = await Promise.all(
    models.map(({ id }) => client.data(SetDefault, { input: { id } })),
  );
  expect(
    results.every(({ setDefaultModel }) => setDefaultModel.__typename === 'ModelPayload'),
  ).toBe(true);
  expect(models.map(({ id }) => id)).toContain((await defaultOf(client))?.id);
});

test('a deleted model is not the default until it is restored', async () => {
  const client = await newTenant();
  const { id } = await create(client, 'gone', true);
  await client.data(DeleteModel, { input: { id } });
  expect(await defaultOf(client)).toBeNull();
  const { restoreModel } = await client.data(RestoreModel, { input: { id } });
  expect(restoreModel).toMatchObject({ model: { id, isDefault: true } });
  expect(await defaultOf(client)).toMatchObject({ id });
});

test('a model that is restored after a new default was set is not the default', async () => {
  const client = await newTenant();
  const { id } = await create(client, 'gone', true);
  await client.data(DeleteModel, { input: { id } });
  const other = await create(client, 'other', true);
  const { restoreModel } = await client.data(RestoreModel, { input: { id } });
  expect(restoreModel).toMatchObject({ model: { id, isDefault: false } });
  expect(await defaultOf(client)).toMatchObject({ id: other.id });
});

test('a restored model has its earlier state', async () => {
  const { client, modelId } = fixture;
  await client.data(DeleteModel, { input: { id: modelId } });
  const { restoreModel } = await client.data(RestoreModel, { input: { id: modelId } });
  expect(restoreModel).toMatchObject({
    model: { id: modelId, name: 'gpt-test', credential: { configured: true, readable: true } },
  });
  const again = await client.data(RestoreModel, { input: { id: modelId } });
  expect(again.restoreModel).toMatchObject({ __typename: 'NotFoundError' });
});

test("another tenant's model cannot be made the default or restored", async () => {
  const owner = await newTenant();
  const { id } = await create(owner, 'owned', true);
  const stranger = await newTenant();
  const choosing = await stranger.data(SetDefault, { input: { id } });
  expect(choosing.setDefaultModel).toMatchObject({ __typename: 'NotFoundError' });
  expect(await defaultOf(stranger)).toBeNull();
  await owner.data(DeleteModel, { input: { id } });
  const restoring = await stranger.data(RestoreModel, { input: { id } });
  expect(restoring.restoreModel).toMatchObject({ __typename: 'NotFoundError' });
});

test('a chat with an image uses the default for VISION, otherwise the one for CHAT', async () => {
  const client = await newTenant();
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
  const image = { url: 'https://example.com/a.png' };
  const seen = { messages: [{ role: 'USER' as const, content: 'What is it?', images: [image] }] };
  const usedModel = async (input: ChatInput) => {
    const { chat } = await client.data(ChatWhole, { input });
    expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
    const body = fixture.upstream.exchanges.at(-1)?.request.body as { model: string } | undefined;
    return body?.model;
  };
  const { chat } = await client.data(ChatWhole, { input: seen });
  expect(chat).toMatchObject({
    fields: [
      {
        path: ['input', 'modelId'],
        message: 'is needed, because there is no default of type VISION or CHAT',
      },
    ],
  });
  const reader = await create(client, 'reader', true);
  expect(await usedModel(seen)).toBe('reader');
  await create(client, 'viewer', true, 'VISION');
  expect(await usedModel(seen)).toBe('viewer');
  expect(await usedModel({ messages })).toBe('reader');
  expect(await usedModel({ ...seen, modelId: reader.id })).toBe('reader');
});
