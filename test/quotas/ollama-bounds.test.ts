import { describe, expect, test } from 'vitest';
import { secondsOf } from '../../src/services/models/ollama-bounds.ts';
import { createAppWithDatabase } from '../support/app-with-database.ts';
import { createChatFixture } from '../support/chat-fixture.ts';
import { simulatedChat } from '../support/fake-ollama.ts';
import { fakeVendors } from '../support/fake-vendors.ts';
import { ChatWhole } from '../support/operations.ts';
import { CreateWithQuota, UpdateWithQuota } from '../support/quota-operations.ts';
import { startUpstream } from '../support/upstream.ts';

test.each([
  ['300', 300],
  ['5m', 300],
  ['1h30m', 5_400],
  ['1.5h', 5_400],
  ['500ms', 0.5],
  ['0', 0],
  ['-1', Number.POSITIVE_INFINITY],
  ['-5m', Number.POSITIVE_INFINITY],
])('%s lasts %d seconds', (duration, seconds) => {
  expect(secondsOf(duration)).toBe(seconds);
});

const messages = [{ role: 'USER' as const, content: 'Why?' }];
const tooLong = 'must be at most 3600 seconds (OLLAMA_MAX_KEEP_ALIVE_SECONDS)';
const tooWide = 'must be at most 131072 tokens (OLLAMA_MAX_CONTEXT_WINDOW)';

describe('a caller', () => {
  test.each([
    [{ keepAlive: '-1' }, [{ path: ['input', 'options', 'keepAlive'], message: tooLong }]],
    [{ keepAlive: '61m' }, [{ path: ['input', 'options', 'keepAlive'], message: tooLong }]],
    [
      { contextWindow: 100_000_000 },
      [{ path: ['input', 'options', 'contextWindow'], message: tooWide }],
    ],
  ])('cannot request %j of Ollama', async (options, fields) => {
    await using fixture = await createChatFixture('ollama');
    fakeVendors.ollama.serve(fixture.upstream, simulatedChat(1_000));
    const { client, modelId, upstream } = fixture;
    const before = upstream.exchanges.length;
    const { chat } = await client.data(ChatWhole, { input: { modelId, messages, options } });
    expect(chat).toMatchObject({ __typename: 'InvalidInputError', fields });
    expect(upstream.exchanges.length).toBe(before);
    const permitted = { keepAlive: '1h', contextWindow: 131_072 };
    const accepted = await client.data(ChatWhole, {
      input: { modelId, messages, options: permitted },
    });
    expect(accepted.chat.__typename).toBe('ChatPayload');
  });

  test('can request as much as the platform has set for its model', async () => {
    await using fixture = await createChatFixture('ollama');
    fakeVendors.ollama.serve(fixture.upstream, simulatedChat(1_000));
    const { app } = fixture;
    const operator = await app.as('operator');
    const parameters = { contextWindow: 200_000, keepAlive: '-1' };
    const local = { name: 'tiny', type: 'CHAT' as const, isBuiltin: true, parameters };
    const { createModel } = await operator.data(CreateWithQuota, { input: { local } });
    if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
    const modelId = createModel.model.id;
    const caller = await app.as('acme', { scopes: ['models:use'] });
    for (const options of [undefined, { contextWindow: 200_000, keepAlive: '24h' }]) {
      const { chat } = await caller.data(ChatWhole, {
        input: { modelId, messages, options: options ?? null },
      });
      expect(chat.__typename).toBe('ChatPayload');
    }
    const { chat } = await caller.data(ChatWhole, {
      input: { modelId, messages, options: { contextWindow: 200_001 } },
    });
    expect(chat.__typename).toBe('InvalidInputError');
  });
});

test('an owner cannot set more for a model, also by extra parameters', async () => {
  await using fixture = await createChatFixture('ollama');
  fakeVendors.ollama.serve(fixture.upstream, simulatedChat(1_000));
  const { client, modelId } = fixture;
  const local = { name: 'tiny', type: 'CHAT' as const };
  const create = async (more: object) =>
    (await client.data(CreateWithQuota, { input: { local: { ...local, ...more } } })).createModel;
  const bad = { contextWindow: 131_073, keepAlive: '-1' };
  expect(await create({ parameters: bad })).toMatchObject({
    fields: [
      { path: ['input', 'local', 'parameters', 'contextWindow'], message: tooWide },
      { path: ['input', 'local', 'parameters', 'keepAlive'], message: tooLong },
    ],
  });
  const update = { input: { id: modelId, parameters: bad } };
  expect((await client.data(UpdateWithQuota, update)).updateModel).toMatchObject({
    fields: [
      { path: ['input', 'parameters', 'contextWindow'] },
      { path: ['input', 'parameters', 'keepAlive'] },
    ],
  });
  const extraParameters = { Keep_Alive: -1, options: { num_ctx: 1_000_000 } };
  expect(await create({ name: 'vectors', type: 'EMBEDDING', extraParameters })).toMatchObject({
    fields: [
      { path: ['input', 'local', 'extraParameters', 'Keep_Alive'], message: tooLong },
      { path: ['input', 'local', 'extraParameters', 'options', 'num_ctx'], message: tooWide },
    ],
  });
});

test('a stored parameter above the limit is reduced, with a warning', async () => {
  await using upstream = await startUpstream();
  fakeVendors.ollama.serve(upstream, simulatedChat(1_000));
  await using fixture = await createAppWithDatabase({ ollamaUrl: upstream.url });
  const client = await fixture.app.as('acme');
  const input = fakeVendors.ollama.model(upstream.url);
  const { createModel } = await client.data(CreateWithQuota, { input });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  await fixture.database.asTenant('acme', (em) =>
    em.execute(
      `update model set version = version + 1,
         parameters = parameters || '{"contextWindow": 500000, "keepAlive": "-1"}'`,
    ),
  );
  const asked = upstream.nextExchange('/api/chat');
  const { chat } = await client.data(ChatWhole, {
    input: { modelId: createModel.model.id, messages },
  });
  expect(chat).toMatchObject({
    completion: {
      warnings: [
        'contextWindow of the model was reduced to 131072, the limit of the operator.',
        'keepAlive of the model was reduced to 3600s, the limit of the operator.',
      ],
    },
  });
  expect((await asked).request.body).toMatchObject({
    keep_alive: '3600s',
    options: { num_ctx: 131_072 },
  });
});
