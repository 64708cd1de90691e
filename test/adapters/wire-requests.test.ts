import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatTarget } from '../../src/adapters/chat-adapter.ts';
import type { ChatOptions, ChatRequest } from '../../src/adapters/chat-request.ts';
import { type AdapterFixture, createAdapterFixture, listen } from '../support/adapter-fixture.ts';
import { chatRequest, message } from '../support/chat-request.ts';
import { lastLine, ndjsonHeaders } from '../support/fake-ollama.ts';
import { answer, sendStream } from '../support/fake-openai.ts';

let fixture: AdapterFixture;
beforeAll(async () => {
  fixture = await createAdapterFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** The request that a server receives, with the warnings about omitted options. */
async function send(
  [provider, name]: readonly [string | null, string],
  request: Partial<ChatRequest>,
  target: Partial<ChatTarget> = {},
) {
  fixture.upstream.handle((exchange) => {
    if (provider !== null) return sendStream(exchange, answer(['Hi']));
    exchange.head(200, ndjsonHeaders);
    return exchange.end(lastLine());
  });
  const adapter = fixture.adapter(provider, { name, ...target });
  const whole = chatRequest(request);
  const { error } = await listen(adapter, whole);
  expect(error).toBeNull();
  const sent = fixture.upstream.exchanges.at(-1)?.request;
  return {
    body: sent?.body as Record<string, unknown>,
    headers: sent?.headers ?? {},
    warnings: adapter.prepare(whole).warnings,
  };
}

const everything: ChatOptions = {
  temperature: 0,
  topP: 0.5,
  maxTokens: 100,
  frequencyPenalty: -1,
  presencePenalty: -0.5,
  seed: 0,
  stop: ['END'],
};
const sampling = ['temperature', 'top_p', 'frequency_penalty', 'presence_penalty'];
const tools = [
  {
    name: 'sum',
    description: 'Adds',
    parameters: { type: 'object', properties: { a: { type: 'number' } } },
    strict: null,
  },
];

test('zero and negative values are sent', async () => {
  const { body, warnings } = await send(['openai', 'gpt-4o'], { options: everything });
  expect(body).toMatchObject({
    temperature: 0,
    top_p: 0.5,
    max_completion_tokens: 100,
    frequency_penalty: -1,
    presence_penalty: -0.5,
    seed: 0,
    stop: ['END'],
  });
  expect(body).not.toHaveProperty('max_tokens');
  expect(warnings).toEqual([]);
});

describe('options that a model does not accept are omitted with a warning', () => {
  test.each([
    [['openai', 'gpt-5'], sampling, 4],
    [['openai', 'o3-mini'], sampling, 4],
    [['azure-openai', 'o4-mini'], sampling, 4],
    [['moonshot', 'kimi-k2.5'], sampling, 4],
    [['xai', 'grok-4'], ['frequency_penalty', 'presence_penalty', 'stop'], 3],
    [['zhipu', 'glm-4.6'], ['frequency_penalty', 'presence_penalty', 'seed'], 3],
    [['gemini', 'gemini-2.5-flash'], ['seed'], 1],
    [['volcengine', 'doubao'], ['stop'], 1],
  ] as const)('of %j: %j', async (model, absent, count) => {
    const { body, warnings } = await send(model, { options: everything });
    for (const field of absent) expect(body).not.toHaveProperty(field);
    expect(warnings).toHaveLength(count);
    for (const warning of warnings) expect(warning).toMatch(/^\w+ was ignored: /);
  });

  test("unless the model's parameters override the list", async () => {
    const target = fixture.adapter('openai', { name: 'gpt-5' });
    expect(target.prepare(chatRequest({ options: everything })).warnings).toHaveLength(4);
    const { findDialect } = await import('../../src/adapters/provider-catalogue.ts');
    const dialect = findDialect('openai', 'gpt-5', { refusedOptions: ['SEED'] });
    const { body, warnings } = await send(
      ['openai', 'gpt-5'],
      { options: everything },
      { dialect },
    );
    expect(body).toMatchObject({ temperature: 0 });
    expect(body).not.toHaveProperty('seed');
    expect(warnings).toHaveLength(1);
  });
});

test('the token limit is sent once, in the field that the server supports', async () => {
  const options = { maxTokens: 10, maxCompletionTokens: 20 };
  expect((await send(['openai', 'gpt-4o'], { options })).body).toMatchObject({
    max_completion_tokens: 20,
  });
  const { body } = await send(['deepseek', 'deepseek-chat'], { options });
  expect(body).toMatchObject({ max_tokens: 20 });
  expect(body).not.toHaveProperty('max_completion_tokens');
});

test.each(['generic', 'vllm', 'sglang', 'openrouter', 'groq', 'volcengine'])(
  'the request selects the field of the token limit for %s',
  async (provider) => {
    const sent = async (options: ChatOptions) => {
      const { body } = await send([provider, 'some-model'], { options });
      const { max_tokens, max_completion_tokens } = body;
      return { max_tokens, max_completion_tokens };
    };
    expect(await sent({ maxTokens: 10 })).toEqual({ max_tokens: 10 });
    expect(await sent({ maxCompletionTokens: 20 })).toEqual({ max_completion_tokens: 20 });
    expect(await sent({ maxTokens: 10, maxCompletionTokens: 20 })).toEqual({
      max_completion_tokens: 20,
    });
  },
);

describe('options that OpenAI does not have', () => {
  const options = { topK: 40, minP: 0.05, repetitionPenalty: 1.1 };
  const vllm = { top_k: 40, min_p: 0.05, repetition_penalty: 1.1 };

  test.each([
    ['generic', vllm, 0],
    ['vllm', vllm, 0],
    ['sglang', vllm, 0],
    ['openrouter', vllm, 0],
    ['llama-server', { top_k: 40, min_p: 0.05, repeat_penalty: 1.1 }, 0],
    ['lm-studio', { top_k: 40, repeat_penalty: 1.1 }, 1],
    ['dashscope', { top_k: 40, repetition_penalty: 1.1 }, 1],
    ['siliconflow', { top_k: 40, min_p: 0.05 }, 1],
    ['openai', {}, 3],
    ['mistral', {}, 3],
  ])('are sent to %s as %j', async (provider, expected, count) => {
    const { body, warnings } = await send([provider, 'some-model'], { options });
    const names = ['top_k', 'min_p', 'repetition_penalty', 'repeat_penalty'];
    const sent = Object.entries(body).filter(([name]) => names.includes(name));
    expect(Object.fromEntries(sent)).toEqual(expected);
    expect(warnings).toHaveLength(count);
    for (const warning of warnings) expect(warning).toMatch(/^(topK|minP|repetitionPenalty) was/);
  });

  test('are not sent when the owner of the model excludes them', async () => {
    const { findDialect } = await import('../../src/adapters/provider-catalogue.ts');
    const dialect = findDialect('generic', 'x', { refusedOptions: ['TOP_K'] });
    const { body, warnings } = await send(['generic', 'x'], { options }, { dialect });
    expect(body).toMatchObject({ min_p: 0.05 });
    expect(body).not.toHaveProperty('top_k');
    expect(warnings).toEqual(['topK was ignored: the model does not accept it.']);
    // An unknown field cannot be sent, also when the owner permits it.
    const openai = findDialect('openai', 'x', { refusedOptions: [] });
    expect(openai.refusedOptions).toEqual(['TOP_K', 'MIN_P', 'REPETITION_PENALTY']);
  });
});

describe('extra parameters', () => {
  test('are added to the body, and do not replace fields of Modelyard', async () => {
    const extraParameters = { service_tier: 'flex', messages: [], stream: false, temperature: 2 };
    const options = { temperature: 0 };
    const { body } = await send(['openai', 'gpt-4o'], { options }, { extraParameters });
    expect(body).toMatchObject({ service_tier: 'flex', stream: true, temperature: 0 });
    expect(body['messages']).toHaveLength(1);
  });

  test('of a local model are also added to its options', async () => {
    const extraParameters = { truncate: false, options: { num_gpu: 1, temperature: 2 } };
    const { body } = await send(
      [null, 'tiny:latest'],
      { options: { temperature: 0 } },
      { extraParameters },
    );
    expect(body).toMatchObject({ truncate: false, options: { num_gpu: 1, temperature: 0 } });
  });
});

describe('thinking', () => {
  const on = { thinking: { enabled: true } } as const;
  const off = { thinking: { enabled: false } } as const;
  const most = { thinking: { effort: 'MAX' } } as const;
  const least = { thinking: { effort: 'MINIMAL' } } as const;
  type Case = [readonly [string, string], ChatOptions, Record<string, unknown>, number];
  const cases: Case[] = [
    [['openai', 'gpt-5'], most, { reasoning_effort: 'high' }, 0],
    [['openai', 'gpt-5'], least, { reasoning_effort: 'minimal' }, 0],
    [['openai', 'gpt-5'], off, { reasoning_effort: 'minimal' }, 1],
    [['openai', 'gpt-5.1'], off, { reasoning_effort: 'none' }, 0],
    [['openai', 'o3'], least, { reasoning_effort: 'low' }, 0],
    [['openai', 'o3'], off, { reasoning_effort: 'low' }, 1],
    [['openai', 'gpt-4o'], on, {}, 1],
    [['deepseek', 'deepseek-chat'], on, { thinking: { type: 'enabled' } }, 0],
    [['deepseek', 'deepseek-chat'], off, { thinking: { type: 'disabled' } }, 0],
    [
      ['deepseek', 'deepseek-chat'],
      most,
      { thinking: { type: 'enabled' }, reasoning_effort: 'max' },
      0,
    ],
    [['dashscope', 'qwen3-32b'], off, { enable_thinking: false }, 0],
    [['dashscope', 'qwen3-32b'], on, { enable_thinking: true }, 0],
    [['dashscope', 'qwen3-32b'], most, { enable_thinking: true }, 1],
    [['dashscope', 'qwen3-coder-plus'], off, {}, 1],
    [['vllm', 'x'], off, { chat_template_kwargs: { enable_thinking: false, thinking: false } }, 0],
    [['nvidia', 'x'], on, { chat_template_kwargs: { enable_thinking: true, thinking: true } }, 0],
    [['zhipu', 'glm-4.6'], off, { thinking: { type: 'disabled' } }, 0],
    [['moonshot', 'kimi-k2.6'], off, { thinking: { type: 'disabled' } }, 0],
    [['openrouter', 'qwen/qwen3-32b'], off, { reasoning: { enabled: false } }, 0],
    [['openrouter', 'qwen/qwen3-32b'], most, { reasoning: { effort: 'xhigh' } }, 0],
    [['cohere', 'command-r'], off, {}, 1],
  ];
  const switches = ['reasoning_effort', 'thinking', 'enable_thinking', 'reasoning'];

  test.each(cases)('of %j with %j sends %j', async (model, options, expected, count) => {
    const { body, warnings } = await send(model, { options });
    const sent = Object.entries(body).filter(
      ([name]) => switches.includes(name) || name === 'chat_template_kwargs',
    );
    expect(Object.fromEntries(sent)).toEqual(expected);
    expect(warnings).toHaveLength(count);
  });

  test('of an unknown server is sent with a warning that the server may ignore it', async () => {
    for (const options of [on, off]) {
      const { body, warnings } = await send(['generic', 'x'], { options });
      expect(body).toHaveProperty('chat_template_kwargs');
      expect(warnings).toEqual([expect.stringContaining('set thinkingControl')]);
    }
    const { findDialect } = await import('../../src/adapters/provider-catalogue.ts');
    const dialect = findDialect('generic', 'x', { thinkingControl: 'ENABLE_THINKING' });
    const { body, warnings } = await send(['generic', 'x'], { options: off }, { dialect });
    expect(body).toMatchObject({ enable_thinking: false });
    expect(warnings).toEqual([]);
    expect((await send(['generic', 'x'], {})).warnings).toEqual([]);
  });

  test('that is not requested is not sent', async () => {
    for (const provider of ['openai', 'deepseek', 'dashscope', 'vllm', 'openrouter', 'zhipu']) {
      const { body } = await send([provider, 'qwen3'], {});
      for (const field of switches) expect(body).not.toHaveProperty(field);
    }
  });
});

describe('tools', () => {
  const choose = (mode: 'AUTO' | 'NONE' | 'REQUIRED') => ({ tools, toolChoice: { mode } });
  const wire = [
    {
      type: 'function',
      function: { name: 'sum', description: 'Adds', parameters: tools[0]?.parameters },
    },
  ];

  test.each([
    [['openai', 'gpt-4o'], choose('REQUIRED'), 'required', 0],
    [['openai', 'gpt-4o'], choose('AUTO'), 'auto', 0],
    [['openai', 'gpt-4o'], choose('NONE'), 'none', 0],
    [['mistral', 'mistral-large'], choose('REQUIRED'), 'any', 0],
    [['deepseek', 'deepseek-chat'], choose('REQUIRED'), 'required', 1],
    [['dashscope', 'qwq-plus'], choose('REQUIRED'), undefined, 1],
    [['deepseek', 'deepseek-chat'], choose('AUTO'), undefined, 0],
    [['zhipu', 'glm-4.6'], choose('REQUIRED'), undefined, 1],
    [
      ['openai', 'gpt-4o'],
      { tools, toolChoice: { name: 'sum' } },
      { type: 'function', function: { name: 'sum' } },
      0,
    ],
    [
      ['dashscope', 'qwen3-32b'],
      { tools, toolChoice: { name: 'sum' } },
      { type: 'function', function: { name: 'sum' } },
      1,
    ],
  ] as const)('of %j: %j is sent as %j', async (model, request, choice, count) => {
    const { body, warnings } = await send(model, request);
    expect(body['tools']).toEqual(wire);
    expect(body['tool_choice']).toEqual(choice);
    expect(warnings).toHaveLength(count);
  });

  test('can be required when the model does not think', async () => {
    const options = { thinking: { enabled: false } };
    const { body, warnings } = await send(['deepseek', 'x'], { ...choose('REQUIRED'), options });
    expect(body).toMatchObject({ tool_choice: 'required' });
    expect(warnings).toEqual([]);
  });

  const forced = [choose('REQUIRED'), { tools, toolChoice: { name: 'sum' } }];

  test.each(forced)(
    'are required by disabling thinking that was not requested: %j',
    async (request) => {
      const deepseek = await send(['deepseek', 'deepseek-chat'], request);
      expect(deepseek.body).toMatchObject({ thinking: { type: 'disabled' } });
      expect(deepseek.warnings).toEqual([
        'thinking was disabled: the model does not accept toolChoice while it thinks.',
      ]);
      const dashscope = await send(['dashscope', 'qwen3-32b'], request);
      expect(dashscope.body).toMatchObject({ enable_thinking: false });
      const kimi = await send(['moonshot', 'kimi-k2.6'], request);
      expect(kimi.body).toMatchObject({ thinking: { type: 'disabled' } });
    },
  );

  test.each(forced)('are not required when thinking is requested: %j', async (request) => {
    const options = { thinking: { enabled: true } };
    const { body, warnings } = await send(['deepseek', 'deepseek-chat'], { ...request, options });
    expect(body).toMatchObject({ thinking: { type: 'enabled' } });
    expect(body).not.toHaveProperty('tool_choice');
    expect(warnings).toEqual([
      'toolChoice was ignored: the model does not accept it while it thinks.',
    ]);
  });

  test.each([
    ['openai', 'gpt-5', choose('REQUIRED')],
    ['deepseek', 'deepseek-chat', choose('AUTO')],
    ['deepseek', 'deepseek-chat', {}],
    ['moonshot', 'moonshot-v1-8k', choose('REQUIRED')],
    ['zhipu', 'glm-4.6', choose('REQUIRED')],
  ])('do not change the thinking of %s %s: %j', async (provider, name, request) => {
    const { body } = await send([provider, name], request);
    for (const field of ['thinking', 'enable_thinking', 'reasoning_effort']) {
      expect(body).not.toHaveProperty(field);
    }
  });

  test('are not sent when none may be called and the server has no setting for it', async () => {
    const { body, warnings } = await send(['zhipu', 'glm-4.6'], choose('NONE'));
    expect(body).not.toHaveProperty('tools');
    expect(warnings).toEqual([]);
  });

  test('can be called one after the other', async () => {
    const options = { parallelToolCalls: false };
    const { body } = await send(['openai', 'gpt-4o'], { tools, options });
    expect(body).toMatchObject({ parallel_tool_calls: false });
  });
});

describe('the response format', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const responseFormat = { name: 'form', schema, strict: true };

  test('is a JSON schema when the provider supports it', async () => {
    const { body, warnings } = await send(['openai', 'gpt-4o'], { responseFormat });
    expect(body['response_format']).toEqual({
      type: 'json_schema',
      json_schema: { name: 'form', schema, strict: true },
    });
    expect(warnings).toEqual([]);
  });

  test('is part of the instructions when the provider does not support schemas', async () => {
    const { body, warnings } = await send(['deepseek', 'deepseek-chat'], { responseFormat });
    expect(body['response_format']).toEqual({ type: 'json_object' });
    expect(JSON.stringify(body['messages'])).toContain('JSON schema');
    expect(warnings).toHaveLength(1);
  });

  test('can be any JSON', async () => {
    const { body } = await send(['openai', 'gpt-4o'], { responseFormat: { json: true } });
    expect(body['response_format']).toEqual({ type: 'json_object' });
  });
});

const conversation = [
  message({ role: 'SYSTEM', content: 'Be brief.' }),
  message({
    content: 'What is it?',
    images: [
      { url: 'https://example.com/a.png' },
      { mediaType: 'image/png', bytes: new Uint8Array([1, 2, 3]) },
    ],
  }),
  message({
    role: 'ASSISTANT',
    content: '',
    reasoning: 'I have to add.',
    toolCalls: [
      {
        id: 'call_1',
        name: 'sum',
        rawArguments: '{"a":1}',
        providerMetadata: { extra_content: { google: { thought_signature: 'c2ln' } } },
      },
    ],
  }),
  message({ role: 'TOOL', content: '2', toolCallId: 'call_1' }),
];

describe('a conversation', () => {
  test('is sent with images, tool calls, results and vendor fields', async () => {
    const { body } = await send(['gemini', 'gemini-2.5-flash'], { messages: conversation });
    expect(body['messages']).toEqual([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
          { type: 'text', text: 'What is it?' },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'sum', arguments: '{"a":1}' },
            extra_content: { google: { thought_signature: 'c2ln' } },
          },
        ],
      },
      { role: 'tool', content: '2', tool_call_id: 'call_1' },
    ]);
  });

  test.each([
    ['openrouter', true],
    ['openai', false],
    ['mistral', false],
  ])('with %s: signed reasoning is sent back (%j)', async (provider, expected) => {
    const reasoning_details = [{ type: 'reasoning.text', text: 'Hm', signature: 'c2ln' }];
    const messages = conversation.map((one) => ({
      ...one,
      toolCalls: one.toolCalls.map((call) => ({
        ...call,
        providerMetadata: { reasoning_details },
      })),
    }));
    const { body } = await send([provider, 'x'], { messages });
    const [, , turn] = body['messages'] as { reasoning_details?: unknown }[];
    expect(turn?.reasoning_details).toEqual(expected ? reasoning_details : undefined);
  });

  test.each([
    ['deepseek', 'I have to add.', 'I have to add.'],
    ['deepseek', null, ''],
    ['openai', 'I have to add.', undefined],
  ])('with %s: reasoning %j is sent back as %j', async (provider, reasoning, expected) => {
    const messages = conversation.map((one) =>
      one.role === 'ASSISTANT' ? { ...one, reasoning } : one,
    );
    const { body } = await send([provider, 'x'], { messages });
    const [, , turn] = body['messages'] as { reasoning_content?: string }[];
    expect(turn?.reasoning_content).toBe(expected);
  });
});

describe('Ollama', () => {
  const local = [null, 'tiny:latest'] as const;

  test('receives its own request format', async () => {
    const messages = conversation.map((one) => ({
      ...one,
      images: one.images.filter((image) => 'bytes' in image),
    }));
    const { body, warnings } = await send(local, {
      messages,
      tools,
      toolChoice: { mode: 'AUTO' },
      responseFormat: { name: 'form', schema: { type: 'object' }, strict: true },
      options: {
        ...everything,
        topK: 40,
        minP: 0.05,
        repetitionPenalty: 1.1,
        maxCompletionTokens: 20,
        contextWindow: 4096,
        keepAlive: '-1',
      },
    });
    expect(body).toEqual({
      model: 'tiny:latest',
      stream: true,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is it?', images: ['AQID'] },
        {
          role: 'assistant',
          content: '',
          thinking: 'I have to add.',
          tool_calls: [{ id: 'call_1', function: { name: 'sum', arguments: { a: 1 } } }],
        },
        { role: 'tool', content: '2', tool_name: 'sum', tool_call_id: 'call_1' },
      ],
      tools: [
        {
          type: 'function',
          function: { name: 'sum', description: 'Adds', parameters: tools[0]?.parameters },
        },
      ],
      format: { type: 'object' },
      keep_alive: -1,
      options: {
        temperature: 0,
        top_p: 0.5,
        top_k: 40,
        min_p: 0.05,
        repeat_penalty: 1.1,
        num_predict: 20,
        frequency_penalty: -1,
        presence_penalty: -0.5,
        seed: 0,
        stop: ['END'],
        num_ctx: 4096,
      },
    });
    expect(warnings).toEqual([]);
  });

  test.each([
    [{ enabled: true }, 'tiny', [], true, 0],
    [{ enabled: false }, 'tiny', [], false, 0],
    [{ effort: 'MINIMAL' }, 'tiny', [], 'low', 0],
    [{ effort: 'MAX' }, 'tiny', [], 'max', 0],
    [{ enabled: true }, 'tiny', ['COMPLETION'], undefined, 1],
    [{ enabled: false }, 'tiny', ['COMPLETION'], undefined, 0],
    [{ enabled: false }, 'gpt-oss:20b', [], 'low', 1],
    [{ enabled: true }, 'gpt-oss:20b', ['COMPLETION', 'THINKING'], 'medium', 0],
  ] as const)(
    'thinks %j: %s with %j gets %j',
    async (thinking, name, capabilities, think, count) => {
      const request = { options: { thinking } };
      const { body, warnings } = await send([null, name], request, { capabilities });
      expect(body['think']).toBe(think);
      expect(warnings).toHaveLength(count);
    },
  );

  test('receives no tool choice', async () => {
    const required = await send(local, { tools, toolChoice: { mode: 'REQUIRED' } });
    expect(required.body).toHaveProperty('tools');
    expect(required.warnings).toHaveLength(1);
    const none = await send(local, { tools, toolChoice: { mode: 'NONE' } });
    expect(none.body).not.toHaveProperty('tools');
    expect(none.warnings).toEqual([]);
  });
});

test('the API key is sent in the header that the provider requires', async () => {
  const azure = await send(['azure-openai', 'x'], {}, { apiKeyHeader: 'api-key' });
  expect(azure.headers['api-key']).toBe('sk-canary-0123456789');
  expect(azure.headers).not.toHaveProperty('authorization');
});
