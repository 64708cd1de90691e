import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatInput, CreateRemoteModelInput, ModelParametersInput } from '../gql/graphql.ts';
import { type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { lastLine, messageLine, ndjsonHeaders, ollamaWith } from '../support/fake-ollama.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ChatWhole, CreateModel, Embed, SeeModel, UpdateModel } from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';

let fixture: ChatFixture;
let client: GraphqlClient;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
  client = fixture.client;
});
afterAll(() => fixture[Symbol.asyncDispose]());

const model = (overrides: Partial<CreateRemoteModelInput>) =>
  register(client, { provider: 'vllm', baseUrl: `${fixture.upstream.url}/v1`, ...overrides });

/** Returns the request that the provider receives for a chat, and the warnings of the completion. */
async function sent(modelId: string, more: Partial<ChatInput> = {}) {
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
  const input = { modelId, messages: [{ role: 'USER' as const, content: 'Hello' }], ...more };
  const { chat } = await client.data(ChatWhole, { input });
  if (chat.__typename !== 'ChatPayload') throw new Error(JSON.stringify(chat));
  const body = fixture.upstream.exchanges.at(-1)?.request.body as Record<string, unknown>;
  return { body, warnings: chat.completion.warnings };
}

describe('the parameters of a model', () => {
  const parameters: ModelParametersInput = {
    temperature: 0.1,
    topK: 20,
    minP: 0.1,
    repetitionPenalty: 1.2,
    frequencyPenalty: 0.5,
    presencePenalty: -0.5,
    seed: 7,
    stop: ['END'],
    thinking: { enabled: false },
  };
  const wire = {
    temperature: 0.1,
    top_k: 20,
    min_p: 0.1,
    repetition_penalty: 1.2,
    frequency_penalty: 0.5,
    presence_penalty: -0.5,
    seed: 7,
    stop: ['END'],
    chat_template_kwargs: { enable_thinking: false, thinking: false },
  };

  test('are used by a chat without options', async () => {
    const { id, ...created } = await model({ parameters });
    expect(created.parameters).toMatchObject({
      ...parameters,
      thinking: { enabled: false, effort: null },
    });
    const { body, warnings } = await sent(id);
    expect(body).toMatchObject(wire);
    expect(warnings).toEqual([]);
  });

  test('are replaced by the options of a chat', async () => {
    const { id } = await model({ parameters });
    const options = { topK: 5, seed: 0, stop: [], thinking: { enabled: true }, minP: null };
    const { body } = await sent(id, { options });
    const { stop: _stop, ...others } = wire;
    expect(body).toMatchObject({
      ...others,
      top_k: 5,
      seed: 0,
      chat_template_kwargs: { enable_thinking: true, thinking: true },
    });
    expect(body).not.toHaveProperty('stop');
  });

  test('can be changed one by one', async () => {
    const { id } = await model({ parameters });
    const change = { thinking: { effort: 'HIGH' as const }, stop: null, topK: 3 };
    const { updateModel } = await client.data(UpdateModel, { input: { id, parameters: change } });
    expect(updateModel).toMatchObject({
      model: { parameters: { thinking: { enabled: true, effort: 'HIGH' }, stop: null, topK: 3 } },
    });
  });

  test('that a provider does not accept cause a warning', async () => {
    const { id } = await model({
      provider: 'openai',
      apiKey: 'sk-canary-0123456789',
      parameters: { topK: 20 },
    });
    const { body, warnings } = await sent(id);
    expect(body).not.toHaveProperty('top_k');
    expect(warnings).toEqual(['topK was ignored: the model does not accept it.']);
  });

  test.each<[keyof ModelParametersInput, unknown]>([
    ['topK', 0],
    ['minP', 1.1],
    ['repetitionPenalty', 0],
    ['seed', 2_147_483_647.5],
    ['stop', ['']],
    ['frequencyPenalty', 3],
  ])('%s must be within its range', async (name, value) => {
    const input = remoteModel({ parameters: { [name]: value } });
    const { data, errors } = await client.execute(CreateModel, { input });
    if (name === 'seed') expect(errors).toBeDefined();
    else {
      const { createModel } = data ?? {};
      if (createModel?.__typename !== 'InvalidInputError') throw new Error(JSON.stringify(data));
      expect(createModel.fields[0]?.path.slice(0, 4)).toEqual([
        'input',
        'remote',
        'parameters',
        name,
      ]);
    }
  });

  test('for chats are rejected for a model without chat', async () => {
    const parameters = { seed: 1, thinking: { enabled: true } };
    const input = remoteModel({ type: 'EMBEDDING', parameters });
    const { createModel } = await client.data(CreateModel, { input });
    expect(createModel).toMatchObject({
      fields: [
        { path: ['input', 'remote', 'parameters', 'seed'] },
        { path: ['input', 'remote', 'parameters', 'thinking'] },
      ],
    });
  });
});

describe('extra parameters', () => {
  test('are sent with every request, and can be read and changed by the owner', async () => {
    const extraParameters = { guided_regex: '[a-z]+', nested: { list: [1, null, true] } };
    const created = await model({ extraParameters });
    const { id } = created;
    expect(created.extraParameters).toEqual(extraParameters);
    expect((await sent(id)).body).toMatchObject(extraParameters);
    const change = { id, extraParameters: { priority: 1 } };
    const { updateModel } = await client.data(UpdateModel, { input: change });
    expect(updateModel).toMatchObject({ model: { extraParameters: { priority: 1 } } });
    const { body } = await sent(id);
    expect(body).toMatchObject({ priority: 1 });
    expect(body).not.toHaveProperty('guided_regex');
    await client.data(UpdateModel, { input: { id, extraParameters: null } });
    expect((await sent(id)).body).not.toHaveProperty('priority');
  });

  test('cannot be set by a chat', async () => {
    const { id } = await model({});
    const messages = [{ role: 'USER' as const, content: 'Hello' }];
    const options = { extraParameters: { priority: 1 } } as ChatInput['options'];
    const { errors } = await client.execute(ChatWhole, {
      input: { modelId: id, messages, options: options ?? null },
    });
    expect(errors?.[0]?.message).toContain('extraParameters');
  });

  test('are sent with requests for embeddings', async () => {
    const { id } = await model({ type: 'EMBEDDING', extraParameters: { task: 'query' } });
    fixture.upstream.handle((exchange) => {
      exchange.head(200, { 'content-type': 'application/json' });
      exchange.end(JSON.stringify({ data: [{ index: 0, embedding: [1, 2] }] }));
    });
    await client.data(Embed, { input: { modelId: id, texts: ['one'] } });
    expect(fixture.upstream.exchanges.at(-1)?.request.body).toMatchObject({
      task: 'query',
      input: ['one'],
    });
  });

  const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1) });

  test.each<[string, unknown, string[]]>([
    ['messages', { messages: [] }, ['messages']],
    ['a field in another case', { Stream: false }, ['Stream']],
    ['letters that fold to ASCII', { 'me\u017f\u017fages': [] }, ['me\u017f\u017fages']],
    ['the number of responses', { n: 2 }, ['n']],
    ['the field for thinking', { chat_template_kwargs: {} }, ['chat_template_kwargs']],
    ['a sampling option', { top_k: 1 }, ['top_k']],
    ['a list', [], []],
    ['a text', 'x', []],
    ['too much', { a: 'x'.repeat(16_000) }, []],
    ['too many levels', deep(9), []],
    ['NUL', { a: '\0' }, []],
    ['a lone surrogate', { a: ['\ud800'] }, []],
  ])('are rejected with %s', async (_name, extraParameters, path) => {
    const input = remoteModel({ provider: 'vllm', extraParameters });
    const { createModel } = await client.data(CreateModel, { input });
    expect(createModel).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [{ path: ['input', 'remote', 'extraParameters', ...path] }],
    });
  });

  test('can contain fields that the catalogue does not use for the provider', async () => {
    const thinking = { type: 'enabled', budget_tokens: 2_000 };
    const claude = { provider: 'anthropic', baseUrl: null, extraParameters: { thinking } };
    expect((await register(client, claude)).extraParameters).toEqual({ thinking });
    const { id } = await model({ extraParameters: { enable_thinking: true } });
    const parameters = { thinkingControl: 'ENABLE_THINKING' as const };
    const { updateModel } = await client.data(UpdateModel, { input: { id, parameters } });
    expect(updateModel).toMatchObject({
      fields: [{ path: ['input', 'extraParameters', 'enable_thinking'] }],
    });
  });

  test('of a local model can add options', async () => {
    fixture.upstream.handle(
      ollamaWith(['tiny:latest'], (exchange) => {
        exchange.head(200, ndjsonHeaders);
        exchange.end(messageLine({ content: 'OK' }) + lastLine());
      }),
    );
    const local = { name: 'tiny', type: 'CHAT' as const };
    const create = async (extraParameters: unknown) =>
      (await client.data(CreateModel, { input: { local: { ...local, extraParameters } } }))
        .createModel;
    expect(await create({ options: { num_ctx: 1 } })).toMatchObject({
      fields: [{ path: ['input', 'local', 'extraParameters', 'options', 'num_ctx'] }],
    });
    expect(await create({ options: 1 })).toMatchObject({
      fields: [{ path: ['input', 'local', 'extraParameters', 'options'] }],
    });
    const created = await create({ options: { num_gpu: 1 } });
    if (created.__typename !== 'ModelPayload') throw new Error(JSON.stringify(created));
    const messages = [{ role: 'USER' as const, content: 'Hello' }];
    const options = { topK: 3, minP: 0.2, repetitionPenalty: 1.3 };
    await client.data(ChatWhole, { input: { modelId: created.model.id, messages, options } });
    expect(fixture.upstream.exchanges.at(-1)?.request.body).toMatchObject({
      options: { num_gpu: 1, top_k: 3, min_p: 0.2, repeat_penalty: 1.3 },
    });
  });

  test('of a built-in model are hidden from tenants', async () => {
    const admin = await fixture.app.as('ops', { scopes: ['platform:admin', 'models:read'] });
    const { id } = await register(admin, { isBuiltin: true, extraParameters: { priority: 1 } });
    expect((await admin.data(SeeModel, { id })).model?.extraParameters).toEqual({ priority: 1 });
    const user = await fixture.app.as('initech', { scopes: ['models:read'] });
    expect((await user.data(SeeModel, { id })).model?.extraParameters).toBeNull();
  });
});
