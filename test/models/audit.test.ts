import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEventsQueryVariables } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  AuditEvents,
  ClearCredential,
  ClearDefault,
  DeleteModel,
  FindModel,
  RestoreModel,
  SetCredential,
  SetDefault,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

async function events(client: GraphqlClient, variables: AuditEventsQueryVariables = {}) {
  return (await client.data(AuditEvents, variables)).auditEvents;
}

const canary = 'canary-0123456789';

test('records subject, action, model and time, without values', async () => {
  const tenant = randomUUID();
  const [ann, bob] = [
    await app.as(tenant, { subject: 'ann' }),
    await app.as(tenant, { subject: 'bob' }),
  ];
  const before = Date.now();
  const headers = [{ name: 'X-Team', value: `${canary}-header` }];
  const { id } = await register(ann, { displayName: 'House model', apiKey: canary, headers });
  const parameters = { temperature: 0.5 };
  await ann.data(UpdateModel, {
    input: { id, description: canary, baseUrl: 'https://other.example.com', parameters },
  });
  await bob.data(SetCredential, { input: { id, apiKey: `${canary}-2`, headers } });
  await bob.data(SetCredential, { input: { id, headers: null } });
  await bob.data(UpdateModel, { input: { id, apiKey: `${canary}-3` } });
  await bob.data(SetDefault, { input: { id } });
  await bob.data(ClearDefault, { input: { type: 'CHAT' } });
  await ann.data(ClearCredential, { input: { id } });
  await ann.data(ClearCredential, { input: { id } });
  await ann.data(DeleteModel, { input: { id } });
  await ann.data(RestoreModel, { input: { id } });
  const { nodes } = await events(ann);
  expect(nodes.map(({ subject, action, fields }) => [subject, action, fields])).toEqual([
    ['ann', 'RESTORED', []],
    ['ann', 'DELETED', []],
    ['ann', 'CREDENTIAL_CLEARED', []],
    ['bob', 'DEFAULT_UNSET', []],
    ['bob', 'DEFAULT_SET', []],
    ['bob', 'CREDENTIAL_SET', ['apiKey']],
    ['bob', 'CREDENTIAL_CLEARED', ['headers']],
    ['bob', 'CREDENTIAL_SET', ['apiKey', 'headers']],
    // The address changed, and the credential was entrusted to the old one.
    ['ann', 'CREDENTIAL_CLEARED', []],
    ['ann', 'UPDATED', ['baseUrl', 'description', 'parameters.temperature']],
    ['ann', 'CREATED', []],
  ]);
  for (const event of nodes) {
    const at = new Date(event.at).getTime();
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
    expect(event).toMatchObject({ modelId: id, modelName: 'House model', subjectTenantId: tenant });
  }
  expect(JSON.stringify(nodes)).not.toContain('canary');
});

test('a rejected change is not recorded', async () => {
  const client = await app.as(randomUUID());
  const { id } = await register(client, { displayName: 'One' });
  await client.data(UpdateModel, { input: { id, name: '' } });
  await client.data(UpdateModel, { input: { id, expectedVersion: 7, name: 'x' } });
  await client.data(SetCredential, { input: { id, apiKey: 'a\nb' } });
  await client.data(RestoreModel, { input: { id } });
  expect((await events(client)).nodes.map(({ action }) => action)).toEqual(['CREATED']);
});

test('filters by model, action, subject and time, and pages both ways', async () => {
  const client = await app.as(randomUUID());
  const models = [];
  for (let index = 0; index < 5; index += 1) models.push(await register(client));
  const id = models[2]?.id ?? '';
  await client.data(DeleteModel, { input: { id } });
  const found = async (filter: NonNullable<AuditEventsQueryVariables['filter']>) =>
    (await events(client, { filter })).nodes.map(({ action }) => action);
  expect(await found({ modelId: id })).toEqual(['DELETED', 'CREATED']);
  expect(await found({ actions: ['DELETED'] })).toEqual(['DELETED']);
  expect(await found({ actions: [] })).toEqual([]);
  expect(await found({ subject: 'nobody' })).toEqual([]);
  expect(await found({ until: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect(await found({ since: '2020-01-01T00:00:00Z', actions: ['DELETED'] })).toEqual(['DELETED']);

  const whole = (await events(client)).nodes.map((event) => event.id);
  const forward: string[] = [];
  for (let after: string | null | undefined; ; ) {
    const page = await events(client, { first: 2, after: after ?? null });
    forward.push(...page.nodes.map((event) => event.id));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  expect(forward).toEqual(whole);
  const backward: string[] = [];
  for (let before: string | null | undefined; ; ) {
    const page = await events(client, { last: 4, before: before ?? null });
    backward.unshift(...page.nodes.map((event) => event.id));
    before = page.pageInfo.startCursor;
    if (!page.pageInfo.hasPreviousPage) break;
  }
  expect(backward).toEqual(whole);
});

test("another tenant's events, models and cursors show nothing", async () => {
  const [owner, stranger] = [await app.as(randomUUID()), await app.as(randomUUID())];
  const { id } = await register(owner);
  const own = await register(stranger);
  const { nodes } = await events(stranger);
  expect(nodes.map(({ modelId }) => modelId)).toEqual([own.id]);
  expect((await events(stranger, { filter: { modelId: id } })).nodes).toEqual([]);
  const { endCursor } = (await events(owner)).pageInfo;
  const page = await events(stranger, { before: endCursor ?? null });
  expect(page.nodes.map(({ modelId }) => modelId)).toEqual([own.id]);
});

test('an event can be fetched by its id, in its own tenant', async () => {
  const owner = await app.as(randomUUID());
  await register(owner);
  const [event] = (await events(owner)).nodes;
  const id = event?.id ?? '';
  expect((await owner.data(FindModel, { id })).node).toEqual({ __typename: 'AuditEvent', id });
  const stranger = await app.as(randomUUID());
  expect((await stranger.data(FindModel, { id })).node).toBeNull();
});

test('changes for all tenants are visible to the platform only', async () => {
  const tenant = randomUUID();
  const admin = await app.as(tenant, { subject: 'root' });
  const { id } = await register(admin, { isBuiltin: true });
  expect((await events(admin)).nodes).toEqual([]);
  const { nodes } = await events(admin, { filter: { platform: true, modelId: id } });
  expect(nodes).toMatchObject([{ action: 'CREATED', subject: 'root', subjectTenantId: tenant }]);
  const plain = await app.as(tenant, { scopes: ['models:read', 'models:write', 'models:use'] });
  const refused = await plain.execute(AuditEvents, { filter: { platform: true } });
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  const event = { id: nodes[0]?.id ?? '' };
  expect((await admin.data(FindModel, event)).node).toMatchObject(event);
  expect((await plain.data(FindModel, event)).node).toBeNull();
});

test.each([
  ['a cursor that is none', { after: 'garbage' }, ['after']],
  [
    'a cursor of another list',
    { before: Buffer.from('audit:x').toString('base64url') },
    ['before'],
  ],
  ['a page of nothing', { first: 0 }, ['first']],
  ['a page of everything', { first: 101 }, ['first']],
])('%s is rejected with its path', async (_name, variables, path) => {
  const { errors } = await (await app.as('acme')).execute(AuditEvents, variables);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
});

test('it needs models:write', async () => {
  const reader = await app.as('acme', { scopes: ['models:read', 'models:use'] });
  const { errors } = await reader.execute(AuditEvents, {});
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});
