import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreateRouteInput, UpdateRouteInput } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { createRoute } from '../support/created-route.ts';
import { delivered } from '../support/delivered.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { DeleteModel, ModelChanges, RestoreModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import {
  CreateRoute,
  DeleteRoute,
  FindRoute,
  ListRoutes,
  RouteAudit,
  UpdateRoute,
} from '../support/route-operations.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

/** A tenant without models. */
const newTenant = () => app.as(randomUUID(), { subject: 'ann' });

const attempt = async (client: GraphqlClient, input: Partial<CreateRouteInput>) => {
  const whole = { name: randomUUID(), type: 'CHAT' as const, targets: [], ...input };
  return (await client.data(CreateRoute, { input: whole })).createRoute;
};

const change = async (client: GraphqlClient, input: UpdateRouteInput) =>
  (await client.data(UpdateRoute, { input })).updateRoute;

const find = async (client: GraphqlClient, id: string) =>
  (await client.data(FindRoute, { id })).route;

const events = async (client: GraphqlClient, routeId: string) => {
  const { auditEvents } = await client.data(RouteAudit, { filter: { routeId } });
  return auditEvents.nodes.toReversed();
};

test('a route has the defaults of what is left out', async () => {
  const client = await newTenant();
  const [first, second] = [await register(client), await register(client, { type: 'VISION' })];
  const created = await createRoute(client, [first.id, second.id], { name: '  Main  ' });
  expect(created).toMatchObject({
    name: 'Main',
    description: null,
    type: 'CHAT',
    isBuiltin: false,
    version: 1,
    targets: [
      { model: { id: first.id }, priority: 0, weight: 1 },
      { model: { id: second.id }, priority: 1, weight: 1 },
    ],
    policy: {
      maxAttempts: 6,
      maxPauseMs: 3_000,
      firstTokenTimeoutMs: 15_000,
      deadlineMs: 120_000,
      onContextLength: 'NEXT_LARGER',
      onContentFilter: 'STOP',
      afterOutput: 'RESTART',
    },
  });
  const { node } = await client.data(FindRoute, { id: created.id });
  expect(node).toEqual({ __typename: 'Route', id: created.id });
});

test('an update changes what it has, and null means the default', async () => {
  const client = await newTenant();
  const [first, second] = [await register(client), await register(client)];
  const policy = { maxAttempts: 2, deadlineMs: 5_000, firstTokenTimeoutMs: null };
  const { id } = await createRoute(client, [first.id], { description: 'Old', policy });
  const targets = [
    { modelId: second.id, priority: 0, weight: 3 },
    { modelId: first.id, priority: 0 },
  ];
  expect(await change(client, { id, targets, policy: { maxAttempts: null } })).toMatchObject({
    route: {
      description: 'Old',
      version: 2,
      targets: [
        { model: { id: second.id }, priority: 0, weight: 3 },
        { model: { id: first.id }, priority: 0, weight: 1 },
      ],
      policy: { maxAttempts: 6, deadlineMs: 5_000, firstTokenTimeoutMs: null },
    },
  });
  expect(await change(client, { id, policy: null, description: null })).toMatchObject({
    route: {
      description: null,
      version: 3,
      policy: { deadlineMs: 120_000, firstTokenTimeoutMs: 15_000 },
    },
  });
  expect(await change(client, { id, description: null })).toMatchObject({ route: { version: 3 } });
});

test('of two changes of one version, the second is a conflict', async () => {
  const client = await newTenant();
  const { id } = await createRoute(client, [(await register(client)).id]);
  const renamed = (name: string) => change(client, { id, name, expectedVersion: 1 });
  const results = await Promise.all([renamed('one'), renamed('two')]);
  expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
    'ConflictError',
    'RoutePayload',
  ]);
  expect(results.find(({ __typename }) => __typename === 'ConflictError')).toMatchObject({
    currentVersion: 2,
  });
});

test('a name is unique within a tenant, in whatever case', async () => {
  const client = await newTenant();
  const { id: modelId } = await register(client);
  await createRoute(client, [modelId], { name: 'Fast' });
  const other = await createRoute(client, [modelId], { name: 'slow' });
  const taken = { __typename: 'ConflictError', code: 'CONFLICT', path: ['input', 'name'] };
  expect(await attempt(client, { name: 'fAST', targets: [{ modelId }] })).toMatchObject(taken);
  expect(await change(client, { id: other.id, name: 'FAST' })).toMatchObject(taken);
  const stranger = await newTenant();
  await createRoute(stranger, [(await register(stranger)).id], { name: 'Fast' });
});

describe('a list of models', () => {
  test.each<[string, number, string]>([
    ['is empty', 0, 'must have at least one model'],
    ['has 21 models', 21, 'must have at most 20 models'],
  ])('that %s is rejected', async (_name, count, message) => {
    const client = await newTenant();
    const targets = Array.from({ length: count }, () => ({ modelId: randomUUID() }));
    expect(await attempt(client, { targets })).toMatchObject({
      fields: [{ path: ['input', 'targets'], message }],
    });
  });

  test('has each model once', async () => {
    const client = await newTenant();
    const { id: modelId } = await register(client);
    expect(await attempt(client, { targets: [{ modelId }, { modelId }] })).toMatchObject({
      fields: [{ path: ['input', 'targets', '1', 'modelId'] }],
    });
  });

  test('has models of the type of the route', async () => {
    const client = await newTenant();
    const { id: modelId } = await register(client, { type: 'EMBEDDING' });
    expect(await attempt(client, { targets: [{ modelId }] })).toMatchObject({
      fields: [
        {
          path: ['input', 'targets', '0', 'modelId'],
          message:
            'is the ID of a model of type EMBEDDING; a route of type CHAT needs CHAT or VISION',
        },
      ],
    });
    await createRoute(client, [modelId], { type: 'EMBEDDING' });
  });

  test('cannot have a model of another tenant, nor learn that it exists', async () => {
    const { id: foreign } = await register(await newTenant());
    const client = await newTenant();
    const { id } = await createRoute(client, [(await register(client)).id]);
    const invented = Buffer.from(`Model:${randomUUID()}`).toString('base64url');
    const results = await Promise.all(
      [foreign, invented].flatMap((modelId) => [
        attempt(client, { targets: [{ modelId }] }),
        change(client, { id, targets: [{ modelId }] }),
      ]),
    );
    for (const result of results) {
      expect(result).toEqual({
        __typename: 'NotFoundError',
        code: 'NOT_FOUND',
        message: 'There is no model with the ID in input.targets.0.modelId.',
      });
    }
  });

  test('keeps a deleted model, and uses it again after a restore', async () => {
    const client = await newTenant();
    const [gone, stays] = [await register(client), await register(client)];
    const { id } = await createRoute(client, [gone.id, stays.id]);
    await client.data(DeleteModel, { input: { id: gone.id } });
    const route = await find(client, id);
    expect(route).toMatchObject({
      targets: [{ modelId: gone.id, model: null }, { model: { id: stays.id } }],
    });
    const targets = (route?.targets ?? []).map(({ modelId }) => ({ modelId }));
    expect(await change(client, { id, targets: targets.toReversed() })).toMatchObject({
      __typename: 'RoutePayload',
    });
    await client.data(RestoreModel, { input: { id: gone.id } });
    expect(await find(client, id)).toMatchObject({
      targets: [{ model: { id: stays.id } }, { model: { id: gone.id } }],
    });
  });

  test('does not accept a deleted model that it does not have', async () => {
    const client = await newTenant();
    const [gone, stays] = [await register(client), await register(client)];
    const { id } = await createRoute(client, [stays.id]);
    await client.data(DeleteModel, { input: { id: gone.id } });
    expect(await change(client, { id, targets: [{ modelId: gone.id }] })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

test.each([
  [{ maxAttempts: 0 }, 'must be a whole number from 1 to 20'],
  [{ maxAttempts: 21 }, 'must be a whole number from 1 to 20'],
  [{ maxPauseMs: -1 }, 'must be a whole number from 0 to 60000'],
  [{ firstTokenTimeoutMs: 0 }, 'must be a whole number from 1 to 3600000'],
  [{ deadlineMs: 3_600_001 }, 'must be a whole number from 1 to 3600000'],
])('the policy %j is rejected', async (policy, message) => {
  const client = await newTenant();
  const targets = [{ modelId: (await register(client)).id }];
  expect(await attempt(client, { targets, policy })).toMatchObject({
    fields: [{ path: ['input', 'policy', Object.keys(policy)[0]], message }],
  });
});

test('a route of another tenant cannot be seen, changed or deleted', async () => {
  const owner = await newTenant();
  const { id } = await createRoute(owner, [(await register(owner)).id]);
  const stranger = await newTenant();
  expect(await find(stranger, id)).toBeNull();
  expect(await change(stranger, { id, name: 'Mine' })).toMatchObject({ code: 'NOT_FOUND' });
  const { deleteRoute } = await stranger.data(DeleteRoute, { input: { id } });
  expect(deleteRoute).toMatchObject({ code: 'NOT_FOUND' });
  expect((await stranger.data(ListRoutes, { filter: { isBuiltin: false } })).routes.nodes).toEqual(
    [],
  );
  expect(await find(owner, id)).toMatchObject({ version: 1 });
});

test('a built-in route is visible to all tenants, and changed by the platform only', async () => {
  const admin = await app.as('platform');
  const { id: modelId } = await register(admin, { isBuiltin: true });
  const own = await register(admin);
  const targets = [{ modelId: own.id }];
  expect(await attempt(admin, { isBuiltin: true, targets })).toMatchObject({ code: 'NOT_FOUND' });
  const { id } = await createRoute(admin, [modelId], { name: 'House', isBuiltin: true });
  const client = await app.as(randomUUID(), { scopes: ['models:read', 'models:write'] });
  expect(await find(client, id)).toMatchObject({
    isBuiltin: true,
    targets: [{ model: { id: modelId } }],
  });
  expect(await change(client, { id, name: 'Mine' })).toMatchObject({ code: 'BUILTIN_MODEL' });
  expect((await client.data(DeleteRoute, { input: { id } })).deleteRoute).toMatchObject({
    code: 'BUILTIN_MODEL',
  });
  await createRoute(client, [modelId], { name: 'House' });
  expect(await change(admin, { id, name: 'Ours' })).toMatchObject({ route: { version: 2 } });
  expect((await admin.data(DeleteRoute, { input: { id } })).deleteRoute).toMatchObject({
    route: { id, name: 'Ours' },
  });
  expect(await find(client, id)).toBeNull();
});

test('a list is filtered and read page by page', async () => {
  const client = await newTenant();
  const [chat, vector] = [await register(client), await register(client, { type: 'EMBEDDING' })];
  await createRoute(client, [chat.id], { name: 'a%b' });
  await createRoute(client, [chat.id], { name: 'axb', description: 'For Agents' });
  await createRoute(client, [vector.id], { name: 'vectors', type: 'EMBEDDING' });
  const names = async (filter: object) => {
    const { nodes } = (await client.data(ListRoutes, { filter: { isBuiltin: false, ...filter } }))
      .routes;
    return nodes.map(({ name }) => name).toSorted();
  };
  expect(await names({})).toEqual(['a%b', 'axb', 'vectors']);
  expect(await names({ types: ['EMBEDDING'] })).toEqual(['vectors']);
  expect(await names({ types: [] })).toEqual([]);
  expect(await names({ modelId: chat.id })).toEqual(['a%b', 'axb']);
  expect(await names({ modelId: 'garbage' })).toEqual([]);
  expect(await names({ search: 'A%' })).toEqual(['a%b']);
  expect(await names({ search: 'agents' })).toEqual(['axb']);
  const { routes: first } = await client.data(ListRoutes, { first: 2 });
  const { endCursor: after } = first.pageInfo;
  const { routes: second } = await client.data(ListRoutes, { first: 2, after });
  const seen = [...first.nodes, ...second.nodes].map(({ name }) => name);
  expect(seen.toSorted()).toEqual(['a%b', 'axb', 'vectors']);
  expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
});

test('the audit log records each change, and the choice to pass a content filter', async () => {
  const client = await newTenant();
  const { id: modelId } = await register(client);
  const changes = await client.subscribe('sse', ModelChanges, { after: null });
  const { id } = await createRoute(client, [modelId], { name: 'one' });
  await change(client, { id, name: 'two', policy: { maxAttempts: 3 } });
  await change(client, { id, policy: { onContentFilter: 'NEXT' } });
  await change(client, { id, policy: { onContentFilter: 'NEXT', deadlineMs: 1_000 } });
  await client.data(DeleteRoute, { input: { id } });
  const log = await events(client, id);
  expect(log.map(({ action, fields, routeName }) => [action, fields, routeName])).toEqual([
    ['CREATED', [], 'one'],
    ['UPDATED', ['name', 'policy.maxAttempts'], 'two'],
    ['UPDATED', ['policy.onContentFilter'], 'two'],
    ['CONTENT_FILTER_NEXT', [], 'two'],
    ['UPDATED', ['policy.deadlineMs'], 'two'],
    ['DELETED', [], 'two'],
  ]);
  for (const event of log) {
    expect(event).toMatchObject({ routeId: id, modelId: null, model: null, subject: 'ann' });
  }
  const bold = await createRoute(client, [modelId], { policy: { onContentFilter: 'NEXT' } });
  expect((await events(client, bold.id)).map(({ action }) => action)).toEqual([
    'CREATED',
    'CONTENT_FILTER_NEXT',
  ]);
  // Changes of routes are no changes of models.
  await client.data(DeleteModel, { input: { id: modelId } });
  const { value } = await changes.next();
  if (value?.data == null) throw new Error(JSON.stringify(value));
  expect(delivered(value.data.modelChanges)).toMatchObject({ kind: 'DELETED', modelId });
  await changes.leave();
});

test('routes of a tenant are limited, and deleting one makes room', async () => {
  await using limited = await createTestApp({ quotas: { TENANT_ROUTES: 1 } });
  const client = await limited.as('acme');
  const { id: modelId } = await register(client);
  const { id } = await createRoute(client, [modelId]);
  expect(await attempt(client, { targets: [{ modelId }] })).toMatchObject({
    code: 'LIMIT_EXCEEDED',
    quota: 'TENANT_ROUTES',
    limit: 1,
  });
  await client.data(DeleteRoute, { input: { id } });
  await createRoute(client, [modelId]);
});
