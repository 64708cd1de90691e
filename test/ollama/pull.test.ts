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

/** Runs `look` while downloads make no progress. */
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

/** The download can have started before the response was created. */
const waiting = expect.stringMatching(/^(QUEUED|RUNNING)$/);

const pullsOf = (name: string) => fixture.ollama.pulls.filter((pull) => pull.name === name).length;
const idle = () => expect.poll(() => fixture.ollama.openPulls).toBe(0);

test('a model that Ollama does not have is returned immediately, and is ACTIVE after its download', async () => {
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
      // Progress within one interval is not reported.
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

test('a model that Ollama has is ACTIVE immediately, without a download', async () => {
  fixture.ollama.install('present:tiny');
  const id = await createLocal(client, 'PRESENT:Tiny');
  expect(await see(client, id)).toMatchObject({
    name: 'present:tiny',
    status: 'ACTIVE',
    pull: null,
  });
  expect(pullsOf('PRESENT:Tiny')).toBe(0);
});

test('names of the same model share one transfer across tenants', async () => {
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

test('fifty concurrent requests for one model cause one transfer', async () => {
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

test('cancelling affects only the tenant that cancels', async () => {
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

test('the transfer stops when no model waits, and continues later from its position', async () => {
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

test('cancelling affects all models of the tenant that wait for the same download', async () => {
  await held(async () => {
    const ids = [await createLocal(client, 'twins'), await createLocal(client, 'twins:latest')];
    await client.data(CancelPull, { input: { id: ids[0] ?? '' } });
    for (const id of ids) expect((await see(client, id)).status).toBe('DOWNLOAD_FAILED');
    await idle();
  });
});

test('deleting a model ends its wait for the download', async () => {
  await held(async () => {
    const id = await createLocal(client, 'deleted');
    await expect.poll(() => fixture.ollama.openPulls).toBe(1);
    await client.data(DeleteModel, { input: { id } });
    await idle();
  });
});

test('a renamed model is downloaded with its new name only', async () => {
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

test('an ACTIVE model stays ACTIVE while a newer version is downloaded', async () => {
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

test('a download is visible only to tenants with a model that uses it', async () => {
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

test('a download that is cancelled just before its end is CANCELLED, even if Ollama has the model', async () => {
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

test('only the platform can cancel the download of a built-in model', async () => {
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

test('only local models can be downloaded', async () => {
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
  'nothing is downloaded from a registry that is not permitted, such as %s',
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
])('%s is downloaded from a permitted registry with the right protocol', async (name, insecure) => {
  const id = await createLocal(client, name);
  await reach(client, id, 'ACTIVE');
  expect(fixture.ollama.pulls).toContainEqual({ name, insecure });
});

test('the audit log records the request for a download and its result', async () => {
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
