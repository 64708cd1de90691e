import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatInput } from '../gql/graphql.ts';
import { type ChatFixture, createChatFixture, endOf, readAll } from '../support/chat-fixture.ts';
import { lastLine, messageLine, sendLines } from '../support/fake-ollama.ts';
import { answer, chunk, done, sendStream } from '../support/fake-openai.ts';
import { fakeVendors } from '../support/fake-vendors.ts';
import { transports } from '../support/graphql-client.ts';
import { ChatStream, ChatWhole } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let remote: ChatFixture;
let local: ChatFixture;
beforeAll(async () => {
  [remote, local] = await Promise.all([createChatFixture('openai'), createChatFixture('ollama')]);
});
afterAll(async () => {
  await remote[Symbol.asyncDispose]();
  await local[Symbol.asyncDispose]();
});

const tools = [{ name: 'sum', description: 'Adds', parameters: { type: 'object' } }];
const ask = (more: Partial<ChatInput> = {}): Omit<ChatInput, 'modelId'> => ({
  messages: [{ role: 'USER', content: 'What is 1 + 2?' }],
  tools,
  ...more,
});
const nested = (depth: number): object => (depth === 0 ? {} : { items: [nested(depth - 1)] });
const png = Buffer.from('89504e470d0a1a0a00000000', 'hex').toString('base64');

const calling = [
  chunk({
    delta: {
      tool_calls: [
        { index: 0, id: 'call_1', type: 'function', function: { name: 'sum', arguments: '{"a"' } },
      ],
    },
  }),
  chunk({ delta: { tool_calls: [{ index: 0, function: { arguments: ':1}' } }] } }),
  chunk({ finishReason: 'tool_calls' }),
  done,
];

test.each(transports)(
  'over %s, a call is sent as deltas, then completely, then with the message',
  async (transport) => {
    const { client, modelId, upstream } = remote;
    upstream.handle((exchange) => sendStream(exchange, calling));
    const input = { ...ask(), modelId };
    const events = await readAll(await client.subscribe(transport, ChatStream, { input }));
    const toolCall = {
      id: 'call_1',
      name: 'sum',
      arguments: { a: 1 },
      rawArguments: '{"a":1}',
      providerMetadata: null,
    };
    expect(events).toMatchObject([
      { __typename: 'ChatStarted', seq: 1 },
      {
        __typename: 'ToolCallDelta',
        seq: 2,
        index: 0,
        callId: 'call_1',
        name: 'sum',
        argumentsDelta: '{"a"',
      },
      { __typename: 'ToolCallDelta', seq: 3, argumentsDelta: ':1}' },
      { __typename: 'ToolCallReady', seq: 4, toolCall },
      {
        __typename: 'ChatCompleted',
        seq: 5,
        completion: { finishReason: 'TOOL_CALLS', message: { content: '', toolCalls: [toolCall] } },
      },
    ]);
  },
);

test('arguments that are not JSON are shown unchanged', async () => {
  const { client, modelId, upstream } = remote;
  upstream.handle((exchange) =>
    sendStream(
      exchange,
      calling.map((part) => part.replace(':1}', ':')),
    ),
  );
  const { chat } = await client.data(ChatWhole, { input: { ...ask(), modelId } });
  expect(chat).toMatchObject({
    completion: {
      status: 'COMPLETED',
      message: { toolCalls: [{ id: 'call_1', arguments: null }] },
    },
  });
});

test('the result is sent with the call, and the model responds', async () => {
  const { client, modelId, upstream } = remote;
  upstream.handle((exchange) => sendStream(exchange, answer(['3'])));
  const messages: ChatInput['messages'] = [
    { role: 'USER', content: 'What is 1 + 2?' },
    {
      role: 'ASSISTANT',
      toolCalls: [
        {
          id: 'call_1',
          name: 'sum',
          arguments: { a: 1 },
          providerMetadata: { extra_content: { x: 1 } },
        },
        { id: 'call_2', name: 'sum', arguments: '{"a":' },
      ],
    },
    { role: 'TOOL', toolCallId: 'call_1', content: '3' },
    { role: 'TOOL', toolCallId: 'call_2', content: '' },
  ];
  const { chat } = await client.data(ChatWhole, { input: { ...ask({ messages }), modelId } });
  expect(chat).toMatchObject({ completion: { status: 'COMPLETED', message: { content: '3' } } });
  expect(upstream.exchanges.at(-1)?.request.body).toMatchObject({
    messages: [
      { role: 'user' },
      {
        role: 'assistant',
        tool_calls: [
          { id: 'call_1', function: { arguments: '{"a":1}' }, extra_content: { x: 1 } },
          { id: 'call_2', function: { arguments: '{"a":' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '3' },
      { role: 'tool', tool_call_id: 'call_2', content: '' },
    ],
  });
});

test('Ollama sends complete calls, and gets images as data', async () => {
  const { client, modelId, upstream } = local;
  fakeVendors.ollama.serve(upstream, (exchange) =>
    sendLines(exchange, [
      messageLine({ tool_calls: [{ function: { name: 'sum', arguments: { a: 1 } } }] }),
      lastLine(),
    ]),
  );
  const { chat } = await client.data(ChatWhole, { input: { ...ask(), modelId } });
  expect(chat).toMatchObject({
    completion: { finishReason: 'TOOL_CALLS', message: { toolCalls: [{ arguments: { a: 1 } }] } },
  });
});

test('omitted options cause warnings from the start', async () => {
  const { client, modelId, upstream } = local;
  fakeVendors.ollama.serve(upstream, (exchange) => sendLines(exchange, [lastLine()]));
  const input = { ...ask({ toolChoice: { name: 'sum' } }), modelId };
  const { chat } = await client.data(ChatWhole, { input });
  expect(chat).toMatchObject({
    completion: { warnings: [expect.stringContaining('toolChoice')] },
  });
});

describe('before any request is sent', () => {
  const call = { id: 'call_1', name: 'sum', arguments: {} };
  const user = { role: 'USER', content: 'Hi' } as const;
  const image = (data: object) => [
    { ...user, images: [{ data: { mediaType: 'image/png', base64: png, ...data } }] },
  ];
  const cases: [string, object, string[]][] = [
    ['no message', { messages: [] }, ['messages']],
    ['only instructions', { messages: [{ role: 'SYSTEM', content: 'x' }] }, ['messages']],
    ['an unknown tool', { toolChoice: { name: 'sub' } }, ['toolChoice', 'name']],
    [
      'a choice without tools',
      { tools: [], toolChoice: { mode: 'REQUIRED' } },
      ['toolChoice', 'mode'],
    ],
    ['a tool twice', { tools: [...tools, ...tools] }, ['tools', '1', 'name']],
    ['a bad name', { tools: [{ name: 'a b', parameters: {} }] }, ['tools', '0', 'name']],
    [
      'a schema that is a list',
      { tools: [{ name: 'a', parameters: [] }] },
      ['tools', '0', 'parameters'],
    ],
    [
      'a schema that is none',
      { tools: [{ name: 'a', parameters: { type: 'objekt' } }] },
      ['tools', '0', 'parameters', 'type'],
    ],
    [
      'a schema that is nested too deeply',
      { tools: [{ name: 'a', parameters: nested(65) }] },
      ['tools', '0', 'parameters'],
    ],
    [
      'a schema that is too large',
      { tools: [{ name: 'a', parameters: { description: 'x'.repeat(128_000) } }] },
      ['tools', '0', 'parameters'],
    ],
    [
      'schemas that are too large together',
      {
        tools: Array.from({ length: 5 }, (_, index) => ({
          name: `tool${index}`,
          parameters: { description: 'x'.repeat(120_000) },
        })),
      },
      ['tools'],
    ],
    [
      'a field whose name cannot be kept',
      { tools: [{ name: 'a', parameters: JSON.parse('{"properties": {"__proto__": {}}}') }] },
      ['tools', '0', 'parameters'],
    ],
    [
      'arguments that are nested too deeply',
      { messages: [user, { role: 'ASSISTANT', toolCalls: [{ ...call, arguments: nested(65) }] }] },
      ['messages', '1', 'toolCalls', '0', 'arguments'],
    ],
    [
      'a form that is none',
      { responseFormat: { schema: { name: 'a', schema: { properties: 1 } } } },
      ['responseFormat', 'schema', 'schema', 'properties'],
    ],
    [
      'a result without its call',
      { messages: [user, { role: 'TOOL', toolCallId: 'call_1', content: 'x' }] },
      ['messages', '1', 'toolCallId'],
    ],
    [
      'a result before its call',
      {
        messages: [
          user,
          { role: 'TOOL', toolCallId: 'call_1', content: 'x' },
          { role: 'ASSISTANT', toolCalls: [call] },
        ],
      },
      ['messages', '1', 'toolCallId'],
    ],
    [
      'a result of nothing',
      { messages: [user, { role: 'TOOL', content: 'x' }] },
      ['messages', '1', 'toolCallId'],
    ],
    [
      'a call twice',
      { messages: [user, { role: 'ASSISTANT', toolCalls: [call, call] }] },
      ['messages', '1', 'toolCalls', '1', 'id'],
    ],
    [
      'calls of a user',
      { messages: [{ ...user, toolCalls: [call] }] },
      ['messages', '0', 'toolCalls'],
    ],
    [
      'thoughts of a user',
      { messages: [{ ...user, reasoning: 'x' }] },
      ['messages', '0', 'reasoning'],
    ],
    [
      'a picture of the model',
      { messages: [user, { role: 'ASSISTANT', content: 'x', images: image({})[0]?.images }] },
      ['messages', '1', 'images'],
    ],
    [
      'base64 that is none',
      { messages: image({ base64: '/etc/passwd' }) },
      ['messages', '0', 'images', '0', 'data', 'base64'],
    ],
    [
      'a path',
      { messages: image({ base64: '../../etc/hosts+' }) },
      ['messages', '0', 'images', '0', 'data', 'base64'],
    ],
    [
      'base64 without its padding',
      { messages: image({ base64: `${png.replace('=', '')}A` }) },
      ['messages', '0', 'images', '0', 'data', 'base64'],
    ],
    [
      'a picture of another kind',
      { messages: image({ mediaType: 'image/jpeg' }) },
      ['messages', '0', 'images', '0', 'data', 'base64'],
    ],
    [
      'a kind that models do not take',
      { messages: image({ mediaType: 'image/svg+xml' }) },
      ['messages', '0', 'images', '0', 'data', 'mediaType'],
    ],
    [
      'a file as an address',
      { messages: [{ ...user, images: [{ url: 'file:///etc/passwd' }] }] },
      ['messages', '0', 'images', '0', 'url'],
    ],
    [
      '21 pictures',
      {
        messages: [
          {
            ...user,
            images: Array.from({ length: 21 }, () => ({ url: 'https://example.com/a.png' })),
          },
        ],
      },
      ['messages', '0', 'images'],
    ],
    [
      'a penalty out of range',
      { options: { frequencyPenalty: 2.5 } },
      ['options', 'frequencyPenalty'],
    ],
    [
      'no tokens at all',
      { options: { maxCompletionTokens: 0 } },
      ['options', 'maxCompletionTokens'],
    ],
  ];

  test.each(cases)('%s is rejected, and the error has a path', async (_name, more, path) => {
    const { client, modelId, upstream } = remote;
    const before = upstream.exchanges.length;
    const { chat } = await client.data(ChatWhole, { input: { ...ask(more), modelId } });
    expect(chat).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', ...path] }],
    });
    expect(upstream.exchanges.length).toBe(before);
  });

  test('an image URL for a local model, or an image for a model without VISION, is rejected', async () => {
    const { client, modelId } = local;
    for (const images of [[{ url: 'https://example.com/a.png' }], image({})[0]?.images ?? []]) {
      const messages: ChatInput['messages'] = [{ ...user, images }];
      const { chat } = await client.data(ChatWhole, { input: { messages, modelId } });
      expect(chat).toMatchObject({ __typename: 'InvalidInputError' });
    }
  });

  test('all errors are reported together', async () => {
    const { client, modelId } = remote;
    const input = {
      ...ask({
        toolChoice: { name: 'sub' },
        tools: [{ name: 'a', parameters: { type: 'objekt' } }],
      }),
      modelId,
    };
    const { chat } = await client.data(ChatWhole, { input });
    if (chat.__typename !== 'InvalidInputError') throw new Error(chat.__typename);
    expect(chat.fields).toHaveLength(2);
  });
});

describe('the URL of an image', () => {
  const chatWith = async (url: string) => {
    const { client, upstream, modelId } = remote;
    upstream.handle((exchange) => sendStream(exchange, answer(['A cat'])));
    const before = upstream.exchanges.length;
    const messages = [
      { role: 'USER' as const, content: 'What?', images: [{ url: 'https://example.com/a' }] },
      { role: 'USER' as const, content: 'And this?', images: [{ url }] },
    ];
    const { chat } = await client.data(ChatWhole, { input: { messages, modelId } });
    return { chat, requests: upstream.exchanges.length - before };
  };

  test.each([
    'http://example.com/a.png',
    'http://127.0.0.1/a.png',
    'http://169.254.169.254/latest/meta-data',
    'https://169.254.169.254/latest/meta-data',
    'https://metadata.google.internal/a',
    'https://10.0.0.1/a',
    'https://127.0.0.2/a',
    'https://2130706434/a',
    'https://[::1]/a',
    'https://[fe80::1]/a',
    'https://[::ffff:10.0.0.1]/a',
    'https://localhost/a',
    'https://a.localhost./a',
    'https://intranet/a',
    'https://example.com:22/a',
    'https://user:password@example.com/a',
    'https://:password@example.com/a',
    'ftp://example.com/a',
  ])('%s is rejected', async (url) => {
    const { chat, requests } = await chatWith(url);
    expect(chat).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', 'messages', '1', 'images', '0', 'url'] }],
    });
    expect(requests).toBe(0);
  });

  test.each([
    ['is public', 'https://example.com/a.png?size=1'],
    ['is a public address', 'https://93.184.216.34/a.png'],
    ['is listed in EGRESS_ALLOW', 'https://127.0.0.1:8443/a.png'],
  ])('is sent when it %s', async (_name, url) => {
    const { chat, requests } = await chatWith(url);
    expect(endOf(chat).status).toBe('COMPLETED');
    expect(requests).toBe(1);
  });
});

test('an image is sent unchanged', async () => {
  const { client, upstream } = remote;
  const model = await register(client, { type: 'VISION', baseUrl: `${upstream.url}/v1` });
  upstream.handle((exchange) => sendStream(exchange, answer(['A cat'])));
  const messages: ChatInput['messages'] = [
    {
      role: 'USER',
      content: 'What is it?',
      images: [
        { data: { mediaType: 'image/png', base64: png } },
        { url: 'https://example.com/a.png' },
      ],
    },
  ];
  await client.data(ChatWhole, { input: { messages, modelId: model.id } });
  expect(upstream.exchanges.at(-1)?.request.body).toMatchObject({
    messages: [
      {
        content: [
          { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
          { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
          { type: 'text', text: 'What is it?' },
        ],
      },
    ],
  });
});
