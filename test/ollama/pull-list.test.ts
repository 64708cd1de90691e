import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PullChangesSubscription } from '../gql/graphql.ts';
import { delivered } from '../support/delivered.ts';
import { type GraphqlClient, type Stream, transports } from '../support/graphql-client.ts';
import { DeleteModel } from '../support/operations.ts';
import {
  createLocal,
  createPullFixture,
  type PullFixture,
  reach,
  registry,
  see,
} from '../support/pull-fixture.ts';
import {
  CancelOllamaPull,
  ListPulls,
  PullChanges,
  PullOllamaModel,
} from '../support/pull-list-operations.ts';
import { CancelPull, CreateLocal, PullNode } from '../support/pull-operations.ts';

let fixture: PullFixture;
let fast: number;

beforeAll(async () => {
  const names = Array.from({ length: 28 }, (_, index) => `model-${index}`);
  fixture = await createPullFixture(registry(...names));
  fast = fixture.ollama.bytesPerSecond;
});
afterAll(() => fixture[Symbol.asyncDispose]());

let tenants = 0;

/** A user of a separate tenant, without the scope of a platform administrator. */
function newTenant(): Promise<GraphqlClient> {
  tenants += 1;
  return fixture.app.as(`tenant-${tenants}`, {
    scopes: ['models:read', 'models:write', 'models:use'],
  });
}

/** Blocks the progress of downloads during a check. */
async function held(look: () => Promise<void>): Promise<void> {
  fixture.ollama.bytesPerSecond = 0;
  try {
    await look();
  } finally {
    fixture.ollama.bytesPerSecond = fast;
  }
}

async function list(client: GraphqlClient, variables: Parameters<typeof client.data>[1] = {}) {
  return (await client.data(ListPulls, variables as object)).pulls;
}

type Changes = Stream<PullChangesSubscription>;

async function next(changes: Changes) {
  const { value } = await changes.next();
  return delivered(value?.data?.pullChanges);
}

/** Reads until a download has a state. @returns the states in their order, without repetitions. */
async function readUntil(changes: Changes, name: string, state: string) {
  const states: string[] = [];
  for (;;) {
    const pull = await next(changes);
    if (pull.name !== name) continue;
    if (states.at(-1) !== pull.state) states.push(pull.state);
    if (pull.state === state) return { states, pull };
  }
}

async function pullNamed(client: GraphqlClient, name: string, requestId: string | null = null) {
  const { pullOllamaModel } = await client.data(PullOllamaModel, { input: { name, requestId } });
  return pullOllamaModel;
}

async function idOf(pulling: ReturnType<typeof pullNamed>): Promise<string> {
  const payload = await pulling;
  if (payload.__typename !== 'PullPayload') throw new Error(JSON.stringify(payload));
  return payload.pull.id;
}

test("downloads are listed newest first, with the tenant's models, and in pages", async () => {
  const [ann, bob] = [await newTenant(), await newTenant()];
  // A model that Ollama has is not downloaded.
  fixture.ollama.bytesPerSecond = 0;
  const first = await createLocal(ann, 'model-0');
  const second = await createLocal(ann, 'model-1');
  const twin = await createLocal(ann, 'model-1');
  const foreign = await createLocal(bob, 'model-1');
  fixture.ollama.bytesPerSecond = fast;
  for (const id of [first, second, twin]) await reach(ann, id, 'ACTIVE');
  const { nodes } = await list(ann);
  expect(nodes.map(({ name, models }) => [name, models.map(({ id }) => id)])).toEqual([
    ['model-1', [second, twin]],
    ['model-0', [first]],
  ]);
  expect((await list(bob)).nodes.map(({ models }) => models.map(({ id }) => id))).toEqual([
    [foreign],
  ]);
  const page = await list(ann, { first: 1 });
  expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const rest = await list(ann, { first: 5, after: page.pageInfo.endCursor ?? null });
  expect(rest.nodes.map(({ name }) => name)).toEqual(['model-0']);
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const last = await list(ann, { last: 1, before: page.pageInfo.endCursor ?? null });
  expect(last.nodes).toEqual([]);
});

test('downloads are filtered by the state that the tenant sees', async () => {
  const [ann, bob] = [await newTenant(), await newTenant()];
  await held(async () => {
    const left = await createLocal(ann, 'model-2');
    await createLocal(bob, 'model-2');
    const wanted = await createLocal(ann, 'model-3');
    await expect.poll(async () => (await see(ann, wanted)).pull?.state).toBe('RUNNING');
    await ann.data(CancelPull, { input: { id: left } });
    const named = async (...states: ('RUNNING' | 'QUEUED' | 'CANCELLED' | 'SUCCEEDED')[]) =>
      (await list(ann, { filter: { states } })).nodes.map(({ name, state }) => [name, state]);
    expect(await named('CANCELLED')).toEqual([['model-2', 'CANCELLED']]);
    expect(await named('RUNNING')).toEqual([['model-3', 'RUNNING']]);
    expect(await named('RUNNING', 'CANCELLED')).toHaveLength(2);
    expect(await named('SUCCEEDED')).toEqual([]);
    expect(await named()).toEqual([]);
  });
});

test('downloads of built-in models are listed for every tenant', async () => {
  const admin = await fixture.app.as('platform');
  const local = { name: 'model-4', type: 'CHAT' as const, isBuiltin: true };
  const { createModel } = await admin.data(CreateLocal, { input: { local } });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  const { nodes } = await list(await newTenant());
  expect(nodes).toMatchObject([{ name: 'model-4', models: [{ isBuiltin: true }] }]);
  await reach(admin, createModel.model.id, 'ACTIVE');
  await admin.data(DeleteModel, { input: { id: createModel.model.id } });
});

test.each(transports)('over %s, one subscription follows all downloads', async (transport) => {
  const [ann, bob] = [await newTenant(), await newTenant()];
  const [early, late, foreign] =
    transport === 'sse' ? ['model-5', 'model-6', 'model-7'] : ['model-8', 'model-9', 'model-10'];
  fixture.ollama.bytesPerSecond = 0;
  const waiting = await createLocal(ann, early);
  const changes = await ann.subscribe(transport, PullChanges, {});
  expect(await next(changes)).toMatchObject({ name: early, models: [{ id: waiting }] });
  await createLocal(bob, foreign);
  await createLocal(ann, late);
  expect((await readUntil(changes, late, 'RUNNING')).pull.state).toBe('RUNNING');
  fixture.ollama.bytesPerSecond = fast;
  const ended = new Set<string>();
  while (ended.size < 2) {
    const { name, state, completedBytes, totalBytes } = await next(changes);
    expect([early, late]).toContain(name);
    if (state !== 'SUCCEEDED') continue;
    expect(completedBytes).toBe(totalBytes);
    ended.add(name);
  }
  await changes.leave();
});

test('a download that ended before is not sent, and a filter selects the new states', async () => {
  const ann = await newTenant();
  await reach(ann, await createLocal(ann, 'model-11'), 'ACTIVE');
  const filter = { states: ['SUCCEEDED' as const] };
  const changes = await ann.subscribe('sse', PullChanges, { filter });
  await createLocal(ann, 'model-12');
  expect(await next(changes)).toMatchObject({ name: 'model-12', state: 'SUCCEEDED' });
  await changes.leave();
});

test.each(transports)('over %s, changes continue after a list', async (transport) => {
  const [ann, bob] = [await newTenant(), await newTenant()];
  const [ended, left, open] =
    transport === 'sse'
      ? ['model-20', 'model-21', 'model-22']
      : ['model-23', 'model-24', 'model-25'];
  fixture.ollama.bytesPerSecond = 0;
  const ending = await createLocal(ann, ended);
  const { nodes, changesCursor } = await list(ann);
  expect(nodes).toMatchObject([{ name: ended }]);
  fixture.ollama.bytesPerSecond = fast;
  await reach(ann, ending, 'ACTIVE');
  await held(async () => {
    const leaving = await createLocal(ann, left);
    await createLocal(bob, left);
    await ann.data(CancelPull, { input: { id: leaving } });
    await createLocal(ann, open);
    const changes = await ann.subscribe(transport, PullChanges, { after: changesCursor });
    const states = new Map<string, string>();
    while (states.size < 3) {
      const { name, state } = await next(changes);
      expect(states.has(name)).toBe(false);
      states.set(name, state);
    }
    expect(states.get(ended)).toBe('SUCCEEDED');
    expect(states.get(left)).toBe('CANCELLED');
    expect(states.get(open)).toMatch(/QUEUED|RUNNING/);
    await changes.leave();
  });
  await expect
    .poll(async () => (await list(bob)).nodes.map(({ state }) => state), { timeout: 15_000 })
    .toEqual(['SUCCEEDED']);
});

test('a download that ended a minute before a list is not sent after it', async () => {
  const ann = await newTenant();
  await reach(ann, await createLocal(ann, 'model-26'), 'ACTIVE');
  const later = Buffer.from(JSON.stringify({ pullsAt: Date.now() + 61_000 })).toString('base64url');
  const changes = await ann.subscribe('sse', PullChanges, { after: later });
  await createLocal(ann, 'model-27');
  expect(await next(changes)).toMatchObject({ name: 'model-27' });
  await changes.leave();
});

test.each(['', 'x', Buffer.from('{"own":1,"shared":1,"at":1}').toString('base64url')])(
  'changes after %j are rejected',
  async (after) => {
    const changes = await (await newTenant()).subscribe('sse', PullChanges, { after });
    const { value } = await changes.next();
    expect(value?.data?.pullChanges).toMatchObject({ code: 'INVALID_INPUT' });
    await changes.leave();
  },
);

test('a download that the tenant cancels is sent as CANCELLED, once', async () => {
  const [ann, bob] = [await newTenant(), await newTenant()];
  fixture.ollama.bytesPerSecond = 0;
  const left = await createLocal(ann, 'model-13');
  await createLocal(bob, 'model-13');
  const deleted = await createLocal(ann, 'model-14');
  await createLocal(bob, 'model-14');
  const changes = await ann.subscribe('sse', PullChanges, {});
  await next(changes);
  await next(changes);
  await ann.data(CancelPull, { input: { id: left } });
  await readUntil(changes, 'model-13', 'CANCELLED');
  await ann.data(DeleteModel, { input: { id: deleted } });
  await readUntil(changes, 'model-14', 'CANCELLED');
  // The transfer continues for the other tenant. The next change belongs to another download.
  fixture.ollama.bytesPerSecond = fast;
  await expect
    .poll(async () => (await list(bob)).nodes.map(({ state }) => state), { timeout: 15_000 })
    .toEqual(['SUCCEEDED', 'SUCCEEDED']);
  await createLocal(ann, 'model-15');
  expect(await next(changes)).toMatchObject({ name: 'model-15' });
  await changes.leave();
});

test('a platform administrator downloads a model that is not registered', async () => {
  const admin = await fixture.app.as('platform');
  const changes = await admin.subscribe('sse', PullChanges, {});
  const id = await idOf(pullNamed(admin, 'model-16'));
  await readUntil(changes, 'model-16', 'SUCCEEDED');
  await changes.leave();
  expect(fixture.ollama.has('model-16')).toBe(true);
  const found = (await list(admin)).nodes.filter(({ name }) => name === 'model-16');
  expect(found).toEqual([{ id, name: 'model-16', state: 'SUCCEEDED', models: [] }]);
  const tenant = await newTenant();
  expect((await list(tenant)).nodes.map(({ name }) => name)).not.toContain('model-16');
  expect((await tenant.data(PullNode, { id })).node).toBeNull();
});

test('a repeated request does not start another download', async () => {
  const admin = await fixture.app.as('platform');
  const ids = await Promise.all([
    idOf(pullNamed(admin, 'model-17', 'r1')),
    idOf(pullNamed(admin, 'model-17', 'r1')),
  ]);
  expect(new Set(ids).size).toBe(1);
  const done = async () => (await admin.data(PullNode, { id: ids[0] ?? '' })).node;
  await expect.poll(done, { timeout: 15_000 }).toMatchObject({ state: 'SUCCEEDED' });
  expect(await idOf(pullNamed(admin, 'model-17', 'r1'))).toBe(ids[0]);
  expect(await pullNamed(admin, 'model-18', 'r1')).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  expect(fixture.ollama.pulls.filter(({ name }) => name === 'model-17')).toHaveLength(1);
});

test('only a platform administrator can cancel a requested download', async () => {
  const admin = await fixture.app.as('platform');
  fixture.ollama.bytesPerSecond = 0;
  const id = await idOf(pullNamed(admin, 'model-19'));
  const tenant = await newTenant();
  const refused = await tenant.execute(CancelOllamaPull, { input: { id } });
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  const { cancelOllamaPull } = await admin.data(CancelOllamaPull, { input: { id } });
  expect(cancelOllamaPull).toMatchObject({ pull: { id, state: 'CANCELLED' } });
  await expect.poll(() => fixture.ollama.openPulls, { timeout: 15_000 }).toBe(0);
  fixture.ollama.bytesPerSecond = fast;
  expect(fixture.ollama.has('model-19')).toBe(false);
  const unknown = await admin.data(CancelOllamaPull, { input: { id: 'x' } });
  expect(unknown.cancelOllamaPull).toMatchObject({ code: 'NOT_FOUND' });
});

test.each([
  ['registry.example.net/acme/model', 'names a registry that OLLAMA_REGISTRIES does not list'],
  ['not a name', expect.any(String)],
])('a download of %j is rejected', async (name, message) => {
  const admin = await fixture.app.as('platform');
  expect(await pullNamed(admin, name)).toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: ['input', 'name'], message }],
  });
});

test('a tenant may not download without a model', async () => {
  const { errors } = await (await newTenant()).execute(PullOllamaModel, {
    input: { name: 'model-0' },
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});
