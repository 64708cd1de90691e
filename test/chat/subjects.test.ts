import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { answer, content, sendStream, sseHeaders } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  CancelChat,
  ChatEvents,
  ChatWhole,
  FindChat,
  FindCompletion,
  ListChats,
  StartChat,
} from '../support/operations.ts';

/** The response to ann, which no other subject may read. */
const secret = 'canary-answer';

let fixture: ChatFixture;
let ann: GraphqlClient;
/** Another subject of the tenant that may use its models. */
let bob: GraphqlClient;
/** A third subject that may also change models. */
let manager: GraphqlClient;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
  const use = ['models:use', 'models:read'] as const;
  ann = await fixture.app.as('acme', { subject: 'ann', scopes: use });
  bob = await fixture.app.as('acme', { subject: 'bob', scopes: [...use, 'platform:admin'] });
  manager = await fixture.app.as('acme', { subject: 'max', scopes: [...use, 'models:write'] });
});
afterAll(() => fixture[Symbol.asyncDispose]());

const input = (requestId: string) => {
  const { input } = ask(fixture.modelId);
  return { input: { ...input, requestId } };
};

async function finished(client: GraphqlClient): Promise<string> {
  fixture.upstream.handle((exchange) => sendStream(exchange, answer([secret])));
  const { chat } = await client.data(ChatWhole, ask(fixture.modelId));
  if (chat.__typename !== 'ChatPayload') throw new Error(JSON.stringify(chat));
  return chat.completion.id;
}

/** A completion that has sent the secret, and runs until it is cancelled. */
async function running(client: GraphqlClient, requestId: string): Promise<string> {
  const said = Promise.withResolvers<void>();
  fixture.upstream.handle(async (exchange) => {
    exchange.head(200, sseHeaders);
    await exchange.write(content(secret));
    said.resolve();
  });
  const { startChat } = await client.data(StartChat, input(requestId));
  if (startChat.__typename !== 'StartChatPayload') throw new Error(JSON.stringify(startChat));
  await said.promise;
  return startChat.completion.id;
}

const statusOf = async (client: GraphqlClient, id: string) =>
  (await client.data(FindChat, { id })).chatCompletion?.status;

async function eventsOf(client: GraphqlClient, id: string) {
  const results = [];
  const stream = await client.subscribe('sse', ChatEvents, { id, after: null });
  for await (const result of stream) results.push(result);
  return results;
}

const listed = async (client: GraphqlClient, filter = {}) =>
  (await client.data(ListChats, { filter })).chatCompletions.nodes.map(({ id }) => id);

describe('a completion of another subject', () => {
  let id: string;
  beforeAll(async () => {
    id = await finished(ann);
  });

  test('is not found, with the same error as for one that does not exist', async () => {
    const { errors } = await bob.execute(FindChat, { id });
    expect(errors).toBeUndefined();
    expect((await bob.data(FindChat, { id })).chatCompletion).toBeNull();
    expect((await bob.data(FindCompletion, { id })).node).toBeNull();
  });

  test('is not followed', async () => {
    const results = await eventsOf(bob, id);
    expect(results).toMatchObject([{ data: { chatEvents: { code: 'NOT_FOUND' } } }]);
    expect(JSON.stringify(results)).not.toContain(secret);
  });

  test('is not listed with any filter', async () => {
    expect(await listed(bob)).not.toContain(id);
    expect(await listed(bob, { subject: 'ann' })).toEqual([]);
    expect(await listed(ann)).toContain(id);
  });

  test('is found, followed and listed with models:write', async () => {
    expect(await statusOf(manager, id)).toBe('COMPLETED');
    expect((await manager.data(FindCompletion, { id })).node).toMatchObject({ id });
    expect(JSON.stringify(await eventsOf(manager, id))).toContain(secret);
    expect(await listed(manager, { subject: 'ann' })).toContain(id);
  });

  test('is still not found by another tenant with models:write', async () => {
    const stranger = await fixture.app.as('globex', { subject: 'ann' });
    expect((await stranger.data(FindChat, { id })).chatCompletion).toBeNull();
  });
});

describe('a running completion of another subject', () => {
  let count = 0;
  let id: string;
  beforeEach(async () => {
    count += 1;
    id = await running(ann, `running-${count}`);
  });

  test('is not cancelled', async () => {
    const { cancelChat } = await bob.data(CancelChat, { id });
    expect(cancelChat).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    expect(await statusOf(ann, id)).toBe('IN_PROGRESS');
    await ann.data(CancelChat, { id });
    expect(await statusOf(ann, id)).toBe('CANCELLED');
  });

  test('is cancelled with models:write', async () => {
    await manager.data(CancelChat, { id });
    expect(await statusOf(ann, id)).toBe('CANCELLED');
  });

  test.each(['bob', 'manager'] as const)('is not joined by %s with its requestId', async (who) => {
    const client = who === 'bob' ? bob : manager;
    fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Another answer.'])));
    const { chat } = await client.data(ChatWhole, input(`running-${count}`));
    expect(chat).toMatchObject({
      __typename: 'ChatPayload',
      completion: { status: 'COMPLETED', message: { content: 'Another answer.' } },
    });
    await ann.data(CancelChat, { id });
  });

  test('is joined by its own subject', async () => {
    const { startChat } = await ann.data(StartChat, input(`running-${count}`));
    expect(startChat).toMatchObject({ completion: { id } });
    await ann.data(CancelChat, { id });
  });
});
