import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { DeleteModel, UpdateModel } from '../support/operations.ts';
import {
  createLocal,
  createPullFixture,
  megabyte,
  type PullFixture,
  reach,
  registry,
  see,
} from '../support/pull-fixture.ts';
import {
  CancelPull,
  CreateLocal,
  PullAudit,
  PullModel,
  PullNode,
} from '../support/pull-operations.ts';
import { register } from '../support/registered-model.ts';

let fixture: PullFixture;
let client: GraphqlClient;
let other: GraphqlClient;

beforeAll(async () => {
  fixture = await createPullFixture(
    registry(
      'whole',
      'FOLDED/Name',
      'shared',
      'crowd',
      'left',
      'alone',
      'twins',
      'deleted',
      'renamed',
      'fresh',
      'private',
      'queued',
      'house',
      'checked',
      'registry.example.com/acme/model',
      '127.0.0.1:5055/acme/plain',
    ),
    { ollamaRegistries: ['registry.example.com', 'http://127.0.0.1:5055'] },
  );
  client = fixture.client;
  other = await fixture.app.as('globex');
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** Lets downloads stand still while something is looked at. */
async function held<Result>(look: () => Promise<Result>): Promise<Result> {
  const { ollama } = fixture;
  const before = ollama.bytesPerSecond;
  ollama.bytesPerSecond = 0;
  try {
    return await look();
  } finally {
    ollama.bytesPerSecond = before;
  }
}

/** It may have begun before the answer was written. */
const waiting = expect.stringMatching(/^(QUEUED|RUNNING)$/);

const pullsOf = (name: string) => fixture.ollama.pulls.filter((pull) => pull.name === name).length;
const idle = () => expect.poll(() => fixture.ollama.openPulls).toBe(0);

test('a model that Ollama does not have is answered at once, and is there in the end', async () => {
  const id = await held(async () => {
    const { createModel } = await client.data(CreateLocal, {
      input: { local: { name: 'whole', type: 'CHAT' } },
    });
    expect(createModel).toMatchObject({
      model: {
        name: 'whole',
        status: 'DOWNLOADING',
        statusReason: null,
        pull: { state: waiting },
      },
    });
    return createModel.__typename === 'ModelPayload' ? createModel.model.id : '';
  });
  expect(await reach(client, id, 'ACTIVE')).toMatchObject({
    name: 'whole:latest',
    statusReason: null,
    capabilities: ['COMPLETION', 'TOOLS'],
    contextLength: 4_096,
    sizeBytes: 9 * megabyte + 500,
    pull: {
      state: 'SUCCEEDED',
      // What is there within one tick is never told of.
      completedBytes: 8 * megabyte,
      totalBytes: 8 * megabyte,
      bytesPerSecond: null,
      attempt: 1,
      error: null,
      finishedAt: expect.any(String),
    },
  });
  expect(fixture.ollama.has('whole')).toBe(true);
});

test('a model that Ollama has is there at once, and nothing is pulled', async () => {
  fixture.ollama.install('present:tiny');
  const id = await createLocal(client, 'PRESENT:Tiny');
  expect(await see(client, id)).toMatchObject({
    name: 'present:tiny',
    status: 'ACTIVE',
    pull: null,
  });
  expect(pullsOf('PRESENT:Tiny')).toBe(0);
});

test('names that mean the same model share one transfer, across tenants', async () => {
  await held(async () => {
    const names = ['folded/name', 'Folded/NAME:latest', 'registry.ollama.ai/folded/name'];
    const ids = await Promise.all([
      ...names.map((name) => createLocal(client, name)),
      ...names.map((name) => createLocal(other, name)),
    ]);
    const pulls = await Promise.all(
      ids.map(async (id, index) => (await see(index < 3 ? client : other, id)).pull?.id),
    );
    expect(new Set(pulls).size).toBe(1);
    fixture.ollama.bytesPerSecond = 1_000_000_000;
    for (const [index, id] of ids.entries()) await reach(index < 3 ? client : other, id, 'ACTIVE');
  });
  expect(fixture.ollama.mostAtOnce).toBe(1);
});

test('fifty requests at once for one model are one transfer', async () => {
  const before = fixture.ollama.pulls.length;
  const ids = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      createLocal(index % 2 === 0 ? client : other, 'crowd'),
    ),
  );
  for (const [index, id] of ids.entries()) {
    await reach(index % 2 === 0 ? client : other, id, 'ACTIVE');
  }
  expect(fixture.ollama.pulls.length - before).toBe(1);
  expect(fixture.ollama.mostAtOnce).toBe(1);
}, 60_000);

test('a tenant that cancels is alone with it: others get their model', async () => {
  const [mine, theirs] = await held(async () => {
    const both = [await createLocal(client, 'left'), await createLocal(other, 'left')] as const;
    await expect.poll(() => fixture.ollama.openPulls).toBe(1);
    const { cancelPull } = await client.data(CancelPull, { input: { id: both[0] } });
    expect(cancelPull).toMatchObject({
      model: {
        status: 'DOWNLOAD_FAILED',
        statusReason: 'The download was cancelled; call pullModel to start it again.',
        pull: { state: 'CANCELLED' },
      },
    });
    expect((await see(other, both[1])).pull?.state).toBe('RUNNING');
    return both;
  });
  await reach(other, theirs, 'ACTIVE');
  expect((await see(client, mine)).status).toBe('DOWNLOAD_FAILED');
  await client.data(PullModel, { input: { id: mine } });
  await reach(client, mine, 'ACTIVE');
});

test('the transfer stops when nobody waits any more, and goes on from there later', async () => {
  await held(async () => {
    const id = await createLocal(client, 'alone');
    await expect.poll(() => fixture.ollama.openPulls).toBe(1);
    await client.data(CancelPull, { input: { id } });
    await idle();
    await expect.poll(async () => (await see(client, id)).pull?.finishedAt).toBeTruthy();
    expect(await see(client, id)).toMatchObject({
      status: 'DOWNLOAD_FAILED',
      pull: { state: 'CANCELLED' },
    });
    const { pullModel } = await client.data(PullModel, { input: { id } });
    expect(pullModel).toMatchObject({
      model: { status: 'DOWNLOADING', pull: { state: waiting } },
    });
    await expect.poll(() => fixture.ollama.openPulls).toBe(1);
    fixture.ollama.bytesPerSecond = 1_000_000_000;
    await reach(client, id, 'ACTIVE');
  });
});

test('cancelling means all models of the tenant that wait for the same download', async () => {
  await held(async () => {
    const ids = [await createLocal(client, 'twins'), await createLocal(client, 'twins:latest')];
    await client.data(CancelPull, { input: { id: ids[0] ?? '' } });
    for (const id of ids) expect((await see(client, id)).status).toBe('DOWNLOAD_FAILED');
    await idle();
  });
});

test('a model that is deleted while it is downloaded lets go of the download', async () => {
  await held(async () => {
    const id = await createLocal(client, 'deleted');
    await expect.poll(() => fixture.ollama.openPulls).toBe(1);
    await client.data(DeleteModel, { input: { id } });
    await idle();
  });
});

test('a model that is renamed is downloaded under its new name, and no longer under the old', async () => {
  await held(async () => {
    const id = await createLocal(client, 'renamed');
    await expect.poll(() => fixture.ollama.openPulls).toBe(1);
    await client.data(UpdateModel, { input: { id, name: 'fresh' } });
    expect(await see(client, id)).toMatchObject({ name: 'fresh', status: 'DOWNLOADING' });
    await expect.poll(() => pullsOf('fresh')).toBe(1);
    await expect.poll(() => fixture.ollama.openPulls).toBe(1);
    fixture.ollama.bytesPerSecond = 1_000_000_000;
    await reach(client, id, 'ACTIVE');
  });
  expect(fixture.ollama.has('renamed')).toBe(false);
});

test('a model that can be used stays so while its newest version is pulled', async () => {
  fixture.ollama.install('private');
  const id = await createLocal(client, 'private');
  await held(async () => {
    const { pullModel } = await client.data(PullModel, { input: { id } });
    expect(pullModel).toMatchObject({ model: { status: 'ACTIVE', pull: { state: waiting } } });
    await expect.poll(() => pullsOf('private:latest')).toBe(1);
    expect((await see(client, id)).status).toBe('ACTIVE');
    const again = await client.data(PullModel, { input: { id } });
    expect(again.pullModel).toMatchObject({ model: { status: 'ACTIVE' } });
    await client.data(CancelPull, { input: { id } });
    expect(await see(client, id)).toMatchObject({ status: 'ACTIVE', pull: { state: 'CANCELLED' } });
    await idle();
  });
});

test('a pull is there for those with a model that is about it, and for nobody else', async () => {
  const id = await createLocal(client, 'queued');
  const pullId = (await see(client, id)).pull?.id ?? '';
  const { node } = await client.data(PullNode, { id: pullId });
  expect(node).toMatchObject({ __typename: 'Pull', name: 'queued' });
  expect((await other.data(PullNode, { id: pullId })).node).toBeNull();
  const { pullModel } = await other.data(PullModel, { input: { id } });
  expect(pullModel).toMatchObject({ __typename: 'NotFoundError' });
  const { cancelPull } = await other.data(CancelPull, { input: { id } });
  expect(cancelPull).toMatchObject({ __typename: 'NotFoundError' });
  await reach(client, id, 'ACTIVE');
});

test('a download that is cancelled just before its end is cancelled, whatever Ollama has by then', async () => {
  fixture.ollama.faults.push({ kind: 'slow-verify', ms: 10_000 });
  const id = await createLocal(client, 'checked');
  await expect
    .poll(async () => (await see(client, id)).pull?.phase, { interval: 10 })
    .toBe('verifying sha256 digest');
  await client.data(CancelPull, { input: { id } });
  expect(await see(client, id)).toMatchObject({
    status: 'DOWNLOAD_FAILED',
    pull: { state: 'CANCELLED' },
  });
  await idle();
  await client.data(PullModel, { input: { id } });
  await reach(client, id, 'ACTIVE');
});

test('a built-in model is downloaded for everyone, and only the platform can stop that', async () => {
  const id = await held(async () => {
    const input = { local: { name: 'house', type: 'CHAT' as const, isBuiltin: true } };
    const { createModel } = await client.data(CreateLocal, { input });
    if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
    const tenant = await fixture.app.as('globex', { scopes: ['models:read', 'models:write'] });
    const { id } = createModel.model;
    await expect.poll(async () => (await see(tenant, id)).pull?.state).toBe('RUNNING');
    const { cancelPull } = await tenant.data(CancelPull, { input: { id } });
    expect(cancelPull).toMatchObject({ __typename: 'BuiltinModelError' });
    return id;
  });
  await reach(other, id, 'ACTIVE');
});

test('only local models are pulled', async () => {
  const { id } = await register(client, {});
  const { pullModel } = await client.data(PullModel, { input: { id } });
  expect(pullModel).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ path: ['input', 'id'] }],
  });
  const { cancelPull } = await client.data(CancelPull, { input: { id } });
  expect(cancelPull).toMatchObject({ __typename: 'ModelPayload', model: { pull: null } });
});

test.each(['hf.co/some/model', 'evil.example.com/x/y', '127.0.0.1:5056/acme/plain'])(
  'from a registry that the operator does not permit, such as %s, nothing is pulled',
  async (name) => {
    const { createModel } = await client.data(CreateLocal, {
      input: { local: { name, type: 'CHAT' } },
    });
    expect(createModel).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        { path: ['input', 'local', 'name'], message: expect.stringContaining('OLLAMA_REG') },
      ],
    });
  },
);

test.each([
  ['registry.example.com/acme/model', false],
  ['127.0.0.1:5055/acme/plain', true],
])(
  'from a registry that the operator permits, %s is pulled as it is to be',
  async (name, insecure) => {
    const id = await createLocal(client, name);
    await reach(client, id, 'ACTIVE');
    expect(fixture.ollama.pulls).toContainEqual({ name, insecure });
  },
);

test('who asked for a download, and what became of it, is in the audit', async () => {
  const auditor = await fixture.app.as('audited', { subject: 'ada' });
  const id = await createLocal(auditor, 'whole');
  await auditor.data(PullModel, { input: { id } });
  await expect.poll(async () => (await see(auditor, id)).pull?.state).toBe('SUCCEEDED');
  await expect
    .poll(async () => (await auditor.data(PullAudit, {})).auditEvents.nodes)
    .toEqual([
      { action: 'PULL_SUCCEEDED', subject: null, modelName: 'whole:latest' },
      { action: 'PULL_REQUESTED', subject: 'ada', modelName: 'whole:latest' },
      { action: 'CREATED', subject: 'ada', modelName: 'whole:latest' },
    ]);
});
