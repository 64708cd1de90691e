import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatInput, ModelCapability } from '../gql/graphql.ts';
import { type ChatFixture, createChatFixture, endOf } from '../support/chat-fixture.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { ChatWhole } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await createChatFixture('openai');
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['{}'])));
});
afterAll(() => fixture[Symbol.asyncDispose]());

const png = Buffer.from('89504e470d0a1a0a00000000', 'hex').toString('base64');
const images = [{ data: { mediaType: 'image/png', base64: png } }];
const schema = { name: 'nothing', schema: { type: 'object' } };
const tools = [{ name: 'sum', parameters: { type: 'object' } }];
const user = { role: 'USER' as const, content: 'Hello' };

/** Asks a model of an unknown server with these declared capabilities. */
async function chatWith(
  capabilities: ModelCapability[] | null,
  more: Partial<Omit<ChatInput, 'modelId'>>,
) {
  const { client, upstream } = fixture;
  const { id } = await register(client, { baseUrl: `${upstream.url}/v1`, capabilities });
  const before = upstream.exchanges.length;
  const input = { messages: [user], modelId: id, ...more };
  const { chat } = await client.data(ChatWhole, { input });
  return { chat, requests: upstream.exchanges.slice(before).map(({ request }) => request.body) };
}

const cases: [ModelCapability, Partial<Omit<ChatInput, 'modelId'>>, string[]][] = [
  ['VISION', { messages: [{ ...user, images }] }, ['messages', '0', 'images', '0']],
  ['TOOLS', { tools }, ['tools']],
];

describe.each(cases)('a request that needs %s', (capability, more, path) => {
  test('is rejected when the declared capabilities lack it', async () => {
    const { chat, requests } = await chatWith(['COMPLETION'], more);
    const message = `must be left out: the model does not have the ${capability} capability`;
    expect(chat).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', ...path], message }],
    });
    expect(requests).toEqual([]);
  });

  test.each<[string, ModelCapability[] | null]>([
    ['are declared with it', ['COMPLETION', capability]],
    ['are not declared', null],
  ])('is sent when the capabilities %s', async (_name, capabilities) => {
    const { chat, requests } = await chatWith(capabilities, more);
    expect(endOf(chat)).toMatchObject({ status: 'COMPLETED', warnings: [] });
    expect(requests).toHaveLength(1);
  });
});

test('tools that the model must not call are accepted without the capability', async () => {
  const { chat } = await chatWith(['COMPLETION'], { tools, toolChoice: { mode: 'NONE' } });
  expect(endOf(chat).status).toBe('COMPLETED');
});

test('without the capability JSON_SCHEMA, a schema is an instruction with a warning', async () => {
  const { chat, requests } = await chatWith(['COMPLETION'], { responseFormat: { schema } });
  expect(endOf(chat)).toMatchObject({
    status: 'COMPLETED',
    warnings: [expect.stringContaining('responseFormat.schema was added to the instructions')],
  });
  expect(requests).toMatchObject([
    { response_format: { type: 'json_object' }, messages: [{ role: 'system' }, { role: 'user' }] },
  ]);
});

test.each<[string, ModelCapability[] | null]>([
  ['are declared with JSON_SCHEMA', ['COMPLETION', 'JSON_SCHEMA']],
  ['are not declared', null],
])('a schema is sent when the capabilities %s', async (_name, capabilities) => {
  const { chat, requests } = await chatWith(capabilities, { responseFormat: { schema } });
  expect(endOf(chat)).toMatchObject({ status: 'COMPLETED', warnings: [] });
  expect(requests).toMatchObject([{ response_format: { type: 'json_schema' } }]);
});
