import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/chat-fixture.ts';
import { ChatWhole, DeleteModel, UpdateModel } from '../support/operations.ts';
import {
  createLocal,
  createPullFixture,
  megabyte,
  type PullFixture,
  reach,
  see,
} from '../support/pull-fixture.ts';
import { PullModel } from '../support/pull-operations.ts';

let fixture: PullFixture;

beforeAll(async () => {
  const model = { layers: [megabyte], capabilities: ['embedding'] };
  fixture = await createPullFixture({ vectors: model, more: model });
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('a download whose capabilities exclude the type makes the model UNSUITABLE', async () => {
  const { client } = fixture;
  const id = await createLocal(client, 'vectors');
  const unsuitable = await reach(client, id, 'UNSUITABLE');
  expect(unsuitable).toMatchObject({
    capabilities: ['EMBEDDING'],
    statusReason:
      'The model has the capabilities EMBEDDING, but a model of type CHAT needs COMPLETION; change the type, or register another model.',
    pull: { state: 'SUCCEEDED' },
  });
  const { chat } = await client.data(ChatWhole, ask(id));
  expect(chat).toMatchObject({ code: 'MODEL_NOT_READY' });
  const { updateModel } = await client.data(UpdateModel, { input: { id, type: 'EMBEDDING' } });
  expect(updateModel).toMatchObject({
    model: { type: 'EMBEDDING', status: 'ACTIVE', statusReason: null },
  });
});

test('an unsuitable model keeps its status while a newer version is downloaded', async () => {
  const { client, ollama } = fixture;
  const id = await createLocal(client, 'more');
  await reach(client, id, 'UNSUITABLE');
  const before = ollama.pulls.length;
  const { pullModel } = await client.data(PullModel, { input: { id } });
  expect(pullModel).toMatchObject({ model: { status: 'UNSUITABLE' } });
  await expect.poll(async () => (await see(client, id)).pull?.state).toBe('SUCCEEDED');
  expect(ollama.pulls.length).toBe(before + 1);
  expect(await see(client, id)).toMatchObject({ status: 'UNSUITABLE' });
  const { deleteModel } = await client.data(DeleteModel, { input: { id } });
  expect(deleteModel.__typename).toBe('DeleteModelPayload');
});
