import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { delivered } from '../support/delivered.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  DeleteModel,
  ListForChanges,
  ListModels,
  ModelChanges,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const last = 'the last change';

/** Each change is one version and one event. Half of the models are deleted at the end. */
async function write(client: GraphqlClient, writer: number, isBuiltin: boolean): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const { id } = await register(client, { name: `m-${writer}`, isBuiltin });
    for (const suffix of ['a', 'b']) {
      const displayName = `${writer} ${round} ${suffix}`;
      const { updateModel } = await client.data(UpdateModel, { input: { id, displayName } });
      expect(updateModel.__typename).toBe('ModelPayload');
    }
    if (round % 2 === 0) await client.data(DeleteModel, { input: { id } });
  }
}

/**
 * Continues a list with the changes after it, up to the models that are created last of all: one in
 * the log of the tenant, one in that of the platform. The order of the two logs is not fixed.
 */
async function follow(client: GraphqlClient) {
  const { models } = await client.data(ListForChanges, {});
  const versions = new Map(models.nodes.map(({ id, version }) => [id, version]));
  const changes = await client.subscribe('sse', ModelChanges, { after: models.changesCursor });
  const phantoms: string[] = [];
  const finish = async () => {
    for (let ended = 0; ended < 2; ) {
      const { value } = await changes.next();
      const { kind, modelId, model } = delivered(value?.data?.modelChanges);
      const known = versions.get(modelId);
      if ((kind === 'CREATED') !== (known === undefined)) phantoms.push(`${kind} ${modelId}`);
      if (kind === 'DELETED') versions.delete(modelId);
      else versions.set(modelId, (known ?? 0) + 1);
      if (model?.name === last) ended += 1;
    }
    await changes.leave();
    return { versions, phantoms };
  };
  return finish();
}

test('a list and the changes after its cursor contain every change once', async () => {
  const client = await app.as('acme');
  let isWriting = true;
  const writing = Promise.all(
    Array.from({ length: 6 }, (_, writer) => write(client, writer, writer === 0)),
  ).finally(() => {
    isWriting = false;
  });
  const following: ReturnType<typeof follow>[] = [];
  while (isWriting && following.length < 40) {
    following.push(follow(client));
    // Another request determines the rate of the readers.
    await client.data(ListModels, { first: 1 });
  }
  await writing;
  await register(client, { name: last });
  await register(client, { name: last, isBuiltin: true });
  const { models } = await client.data(ListForChanges, {});
  const stored = new Map(models.nodes.map(({ id, version }) => [id, version]));
  expect(stored.size).toBe(14);
  expect(following.length).toBeGreaterThan(3);
  for (const { versions, phantoms } of await Promise.all(following)) {
    expect(phantoms).toEqual([]);
    expect(versions).toEqual(stored);
  }
});

test('the cursor of a list without changes receives the first change', async () => {
  const client = await app.as('globex');
  const { models } = await client.data(ListForChanges, {});
  const changes = await client.subscribe('sse', ModelChanges, { after: models.changesCursor });
  const { id } = await register(client);
  const { value } = await changes.next();
  expect(delivered(value?.data?.modelChanges)).toMatchObject({ kind: 'CREATED', modelId: id });
  await changes.leave();
});

test('a cursor of a change is rejected as a cursor of a list', async () => {
  const client = await app.as('globex');
  const { models } = await client.data(ListForChanges, {});
  const { errors } = await client.execute(ListModels, { after: models.changesCursor });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
});
