import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GenerateInput, GenerateStreamSubscription } from '../gql/graphql.ts';
import { type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { createRoute } from '../support/created-route.ts';
import { fakeVendors, vendors } from '../support/fake-vendors.ts';
import {
  GenerateDialects,
  GenerateStream,
  GenerateWhole,
  ListKinds,
  StartGenerate,
} from '../support/generate-operations.ts';
import { type Stream, transports } from '../support/graphql-client.ts';
import {
  CancelChat,
  ChatEvents,
  ChatWhole,
  CreateModel,
  FindChat,
  SetDefault,
  Usage,
} from '../support/operations.ts';

async function readAll(stream: Stream<GenerateStreamSubscription>) {
  const events: GenerateStreamSubscription['generate'][] = [];
  for await (const { data, errors } of stream) {
    if (data == null) throw new Error(`no event: ${JSON.stringify(errors)}`);
    events.push(data.generate);
  }
  return events;
}

describe.each(vendors)('a raw completion with %s', (vendor) => {
  let fixture: ChatFixture;
  const fake = fakeVendors[vendor];

  beforeAll(async () => {
    fixture = await createChatFixture(vendor);
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const input = (more: Partial<GenerateInput> = {}) => ({
    input: { modelId: fixture.modelId, prompt: 'def fib(', ...more },
  });

  /** An upstream that sends these bytes. */
  function serve(bytes: readonly string[]) {
    fake.serve(fixture.upstream, async (exchange) => {
      exchange.head(200, fake.headers);
      for (const part of bytes) await exchange.write(part);
      exchange.end();
    });
  }

  const whole = [fake.generated('n): '), fake.generated('return n'), fake.generateEnd];
  const calls = () =>
    fixture.upstream.exchanges.filter(({ request }) => request.path === fake.generatePath);

  test.each(transports)('is streamed over %s', async (transport) => {
    serve(whole);
    const stream = await fixture.client.subscribe(transport, GenerateStream, input());
    const events = await readAll(stream);
    expect(events[0]).toMatchObject({
      __typename: 'ChatStarted',
      seq: 1,
      completion: { kind: 'GENERATE', status: 'IN_PROGRESS' },
    });
    expect(events.map((event) => ('text' in event ? event.text : '')).join('')).toBe(
      'n): return n',
    );
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatCompleted',
      completion: {
        status: 'COMPLETED',
        message: { content: 'n): return n' },
        usage: { totalTokens: 12 },
      },
    });
  });

  test('is returned completely, and sends the prompt and the suffix', async () => {
    serve(whole);
    const { generate } = await fixture.client.data(
      GenerateWhole,
      input({ suffix: '\nfib(3)', options: { maxTokens: 64, seed: 7 } }),
    );
    expect(generate).toMatchObject({
      __typename: 'GeneratePayload',
      completion: {
        kind: 'GENERATE',
        status: 'COMPLETED',
        finishReason: 'STOP',
        message: { content: 'n): return n' },
        usage: { promptTokens: 9, completionTokens: 3, totalTokens: 12 },
        warnings: [],
      },
    });
    expect(calls().at(-1)?.request.body).toMatchObject({
      prompt: 'def fib(',
      suffix: '\nfib(3)',
      stream: true,
      ...(vendor === 'openai'
        ? { max_tokens: 64, seed: 7 }
        : { options: { num_predict: 64, seed: 7 } }),
    });
  });

  test('that is started runs without clients, and is followed with chatEvents', async () => {
    serve(whole);
    const { startGenerate } = await fixture.client.data(StartGenerate, input());
    if (startGenerate.__typename !== 'StartGeneratePayload') throw new Error('not started');
    const { id, kind } = startGenerate.completion;
    expect(kind).toBe('GENERATE');
    const events = await fixture.client.subscribe('sse', ChatEvents, { id });
    let text = '';
    for await (const { data } of events) {
      const event = data?.chatEvents;
      if (event !== undefined && 'text' in event) text += event.text;
    }
    expect(text).toBe('n): return n');
    const { chatCompletion } = await fixture.client.data(FindChat, { id });
    expect(chatCompletion).toMatchObject({ status: 'COMPLETED', usage: { totalTokens: 12 } });
  });

  test('is cancelled by unsubscribing and by cancelChat', async () => {
    const { client, upstream } = fixture;
    fake.serve(upstream, async (exchange) => {
      exchange.head(200, fake.headers);
      await exchange.write(fake.generated('n'));
    });
    const stream = await client.subscribe('websocket', GenerateStream, input());
    await stream.next();
    await stream.next();
    await stream.leave();
    await calls().at(-1)?.closed;

    const { startGenerate } = await client.data(StartGenerate, input());
    if (startGenerate.__typename !== 'StartGeneratePayload') throw new Error('not started');
    const { id } = startGenerate.completion;
    const { cancelChat } = await client.data(CancelChat, { id });
    expect(cancelChat).toMatchObject({ completion: { id, status: 'CANCELLED' } });
  });

  test('with a repeated request ID calls the provider once', async () => {
    serve(whole);
    const asked = input({ requestId: 'one', suffix: 'x' });
    const before = calls().length;
    const [one, other] = await Promise.all([
      fixture.client.data(GenerateWhole, asked),
      fixture.client.data(GenerateWhole, asked),
    ]);
    expect(one.generate).toMatchObject({ completion: { requestId: 'one', status: 'COMPLETED' } });
    expect(other.generate).toEqual(one.generate);
    expect(calls().length - before).toBe(1);
  });

  test.each([
    ['another prompt', { prompt: 'def fac(' }],
    ['another suffix', { suffix: 'x' }],
    ['another option', { options: { seed: 1 } }],
  ])('with the request ID of a completion with %s is rejected', async (_name, more) => {
    serve(whole);
    const requestId = `of ${_name}`;
    await fixture.client.data(GenerateWhole, input({ requestId }));
    const { generate } = await fixture.client.data(GenerateWhole, input({ requestId, ...more }));
    expect(generate).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  test('with the request ID of a chat is rejected', async () => {
    serve([fake.text('a'), fake.finish('stop')]);
    const { modelId } = fixture;
    const messages = [{ role: 'USER' as const, content: 'def fib(' }];
    await fixture.client.data(ChatWhole, { input: { modelId, messages, requestId: 'chat' } });
    const { generate } = await fixture.client.data(GenerateWhole, input({ requestId: 'chat' }));
    expect(generate).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  test('whose suffix the model does not support fails with the reason', async () => {
    fake.serve(fixture.upstream, (exchange) => {
      exchange.head(400, { 'content-type': 'application/json' });
      exchange.end(fake.suffixFailure);
    });
    const stream = await fixture.client.subscribe('sse', GenerateStream, input({ suffix: 'x' }));
    expect((await readAll(stream)).at(-1)).toMatchObject({
      __typename: 'ChatFailed',
      error: { reason: 'UNSUPPORTED', message: expect.stringContaining('Leave out the suffix') },
      completion: { status: 'FAILED' },
    });
  });

  test.each([
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a suffix of a raw prompt', { raw: true, suffix: 'x' }, 'suffix'],
    ['an option out of its range', { options: { temperature: 3 } }, 'options'],
  ])('rejects %s', async (_name, more, field) => {
    const before = fixture.upstream.exchanges.length;
    const { generate } = await fixture.client.data(GenerateWhole, input(more));
    expect(generate).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: expect.arrayContaining(['input', field]) }],
    });
    expect(fixture.upstream.exchanges).toHaveLength(before);
  });

  test('uses the default model for CHAT, and is listed and counted', async () => {
    const tenant = `kinds-${vendor}`;
    const client = await fixture.app.as(tenant);
    const { createModel } = await client.data(CreateModel, {
      input: fake.model(fixture.upstream.url),
    });
    if (createModel.__typename !== 'ModelPayload') throw new Error('not created');
    const { id: modelId } = createModel.model;
    const none = await client.data(GenerateWhole, { input: { prompt: 'a' } });
    expect(none.generate).toMatchObject({ code: 'INVALID_INPUT' });
    await client.data(SetDefault, { input: { id: modelId } });
    serve(whole);
    const { generate } = await client.data(GenerateWhole, { input: { prompt: 'a' } });
    if (generate.__typename !== 'GeneratePayload') throw new Error('not generated');
    serve([fake.text('a'), fake.finish('stop')]);
    const messages = [{ role: 'USER' as const, content: 'a' }];
    await client.data(ChatWhole, { input: { messages } });
    const kinds = async (kind: 'CHAT' | 'GENERATE' | null) =>
      (await client.data(ListKinds, { filter: { kind } })).chatCompletions.nodes;
    expect(await kinds('GENERATE')).toEqual([{ id: generate.completion.id, kind: 'GENERATE' }]);
    expect(await kinds('CHAT')).toEqual([{ id: expect.any(String), kind: 'CHAT' }]);
    expect(await kinds(null)).toHaveLength(2);
    const day = 86_400_000;
    const { usage } = await client.data(Usage, {
      from: new Date(Date.now() - day).toISOString(),
      to: new Date(Date.now() + day).toISOString(),
    });
    expect(usage).toMatchObject([{ calls: 2, failures: 0, totalTokens: 24 }]);
  });
});

describe('a raw completion that a remote model does not support', () => {
  let fixture: ChatFixture;
  beforeAll(async () => {
    fixture = await createChatFixture('openai');
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  test('is rejected before any call when its provider has no endpoint for it', async () => {
    const { client, upstream } = fixture;
    const { createModel } = await client.data(CreateModel, {
      input: {
        remote: {
          name: 'claude',
          type: 'CHAT',
          provider: 'anthropic',
          baseUrl: `${upstream.url}/v1`,
          apiKey: 'sk-canary-0123456789',
        },
      },
    });
    if (createModel.__typename !== 'ModelPayload') throw new Error('not created');
    const modelId = createModel.model.id;
    const { generate } = await client.data(GenerateWhole, { input: { modelId, prompt: 'a' } });
    expect(generate).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        {
          path: ['input', 'modelId'],
          message: 'is the ID of a model of Anthropic, which has no raw completions; use chat',
        },
      ],
    });
    const { id: routeId } = await createRoute(client, [modelId]);
    const byRoute = await client.data(GenerateWhole, { input: { routeId, prompt: 'a' } });
    expect(byRoute.generate).toMatchObject({ fields: [{ path: ['input', 'routeId'] }] });
    expect(upstream.exchanges).toHaveLength(0);
    const { nodes } = (await client.data(ListKinds, {})).chatCompletions;
    expect(nodes).toEqual([]);
  });

  test.each([
    ['images', { images: [{ url: 'https://example.com/a.png' }] }],
    ['raw', { raw: false }],
  ])('is rejected with %s', async (field, more) => {
    const { client, modelId, upstream } = fixture;
    const { generate } = await client.data(GenerateWhole, {
      input: { modelId, prompt: 'a', ...more },
    });
    expect(generate).toMatchObject({ fields: [{ path: ['input', field] }] });
    expect(upstream.exchanges).toHaveLength(0);
  });

  test('the catalogue shows which providers have an endpoint for it', async () => {
    const { providers } = await fixture.client.data(GenerateDialects, {});
    const able = providers.filter(({ chatDialect }) => chatDialect?.rawCompletions === true);
    const names = able.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['generic', 'openai', 'mistral', 'vllm']));
    for (const name of ['anthropic', 'gemini', 'groq', 'jina']) expect(names).not.toContain(name);
  });
});

test('a raw completion is retried as often as the model permits', async () => {
  await using fixture = await createChatFixture('openai');
  const { client, upstream } = fixture;
  const { createModel } = await client.data(CreateModel, {
    input: {
      remote: {
        name: 'gpt-test',
        type: 'CHAT',
        baseUrl: `${upstream.url}/v1`,
        parameters: { maxRetries: 1, maxConcurrency: 1 },
      },
    },
  });
  if (createModel.__typename !== 'ModelPayload') throw new Error('not created');
  const fake = fakeVendors.openai;
  let calls = 0;
  upstream.handle((exchange) => {
    calls += 1;
    exchange.head(calls === 1 ? 503 : 200, { ...fake.headers, 'retry-after-ms': '1' });
    exchange.end(calls === 1 ? '' : fake.generated('a') + fake.generateEnd);
  });
  const { generate } = await client.data(GenerateWhole, {
    input: { modelId: createModel.model.id, prompt: 'a' },
  });
  expect(generate).toMatchObject({ completion: { message: { content: 'a' } } });
  expect(calls).toBe(2);
});

describe('images of a raw completion', () => {
  let fixture: ChatFixture;
  beforeAll(async () => {
    fixture = await createChatFixture('ollama');
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  test('are rejected for a local model that does not support them', async () => {
    const { client, modelId } = fixture;
    const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
    const image = { data: { mediaType: 'image/png', base64: png } };
    const { generate } = await client.data(GenerateWhole, {
      input: { modelId, prompt: 'a', images: [image] },
    });
    expect(generate).toMatchObject({
      fields: [
        {
          path: ['input', 'images', '0'],
          message: 'must be left out: the model does not have the VISION capability',
        },
      ],
    });
  });
});
