import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { createRoute } from '../support/created-route.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ApplyBuiltins } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import {
  DeleteRoute,
  FindDefaults,
  FindRoute,
  ListRoutes,
  RouteAudit,
  UpdateRoute,
} from '../support/route-operations.ts';

let directory: string;
let file: string;
let app: TestApp;
let admin: GraphqlClient;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'modelyard-routes-'));
  file = join(directory, 'models.yaml');
  app = await createTestApp({ builtinModels: { file, variables: {} } });
  admin = await app.as('ops');
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const models = `
models:
  - { id: one, remote: { name: gpt-1, type: CHAT, baseUrl: "https://api.example.com/v1" } }
  - { id: two, remote: { name: gpt-2, type: CHAT, baseUrl: "https://api.example.com/v1" } }
  - { id: vectors, remote: { name: v, type: EMBEDDING, baseUrl: "https://api.example.com/v1" } }
`;

async function apply(text: string, dryRun = false) {
  await writeFile(file, text);
  return (await admin.data(ApplyBuiltins, { dryRun })).applyBuiltinModels;
}

/** The steps for routes. */
async function steps(routes: string, dryRun = false) {
  const result = await apply(`${models}routes:\n${routes}`, dryRun);
  if (result.__typename !== 'ApplyBuiltinModelsPayload') throw new Error(JSON.stringify(result));
  return result.steps
    .filter(({ builtinId }) => builtinId.startsWith('route'))
    .map(({ builtinId, action, fields }) => [builtinId, action, ...fields].join(' '));
}

const main =
  '  - { id: route, name: Main, type: CHAT, targets: [{ model: one }, { model: two }] }\n';
const list = async () => (await admin.data(ListRoutes, {})).routes.nodes;

test('the file creates, keeps, changes, deletes and creates a route again under the same ID', async () => {
  expect(await steps(main, true)).toEqual(['route CREATE']);
  expect(await list()).toEqual([]);
  expect(await steps(main)).toEqual(['route CREATE']);
  const [{ id } = { id: '' }] = await list();
  const find = async () => (await admin.data(FindRoute, { id })).route;
  expect(await find()).toMatchObject({ name: 'Main', isBuiltin: true, targets: [{}, {}] });
  expect(await steps(main)).toEqual(['route KEEP']);
  expect(await find()).toMatchObject({ version: 1 });
  const changed = main.replace(', { model: two }', '').replace('CHAT', 'CHAT, isDefault: true');
  expect(await steps(changed, true)).toEqual(['route UPDATE targets isDefault']);
  expect(await steps(changed)).toEqual(['route UPDATE targets isDefault']);
  expect(await steps(changed)).toEqual(['route KEEP']);
  const client = await app.as('acme');
  expect(await client.data(FindDefaults, { type: 'CHAT' })).toMatchObject({ defaultRoute: { id } });
  expect(await steps('  []\n')).toEqual(['route DELETE']);
  expect(await list()).toEqual([]);
  expect(await client.data(FindDefaults, { type: 'CHAT' })).toMatchObject({ defaultRoute: null });
  expect(await steps(main)).toEqual(['route CREATE']);
  expect(await list()).toEqual([{ id, name: 'Main' }]);
  const vectors = main
    .replace('CHAT', 'EMBEDDING')
    .replace('{ model: one }, { model: two }', '{ model: vectors }');
  expect(await steps(vectors)).toEqual(['route UPDATE type targets']);
  expect(await steps(vectors)).toEqual(['route KEEP']);
  const filter = { routeId: id, platform: true };
  const { auditEvents } = await admin.data(RouteAudit, { filter });
  expect(auditEvents.nodes.toReversed().map(({ action }) => action)).toEqual([
    'CREATED',
    'UPDATED',
    'DEFAULT_SET',
    'DEFAULT_UNSET',
    'DELETED',
    'CREATED',
    'DELETED',
    'CREATED',
  ]);
});

test('two routes can swap their names', async () => {
  const named = (first: string, second: string) =>
    [first, second]
      .map((name, at) => main.replace('Main', name).replace('id: route', `id: route-${at}`))
      .join('');
  await steps(named('A', 'B'));
  expect(await steps(named('B', 'A'))).toEqual(['route-0 UPDATE name', 'route-1 UPDATE name']);
});

test('a mutation cannot change a route of the file', async () => {
  await steps(main);
  const [{ id } = { id: '' }] = await list();
  const message = "This route is from the operator's file (BUILTIN_MODELS_FILE); change it there.";
  const { updateRoute } = await admin.data(UpdateRoute, { input: { id, name: 'Other' } });
  expect(updateRoute).toMatchObject({ code: 'BUILTIN_MODEL', message });
  const { deleteRoute } = await admin.data(DeleteRoute, { input: { id } });
  expect(deleteRoute).toMatchObject({ code: 'BUILTIN_MODEL', message });
});

test.each([
  ['{ id: one, name: x, type: CHAT, targets: [{ model: one }] }', 'is the ID of an earlier entry'],
  [
    '{ id: r, name: x, type: CHAT, targets: [{ model: no }] }',
    'is not the id of a model in this file',
  ],
  [
    '{ id: r, name: x, type: CHAT, targets: [{ model: vectors }] }',
    'is the ID of a model of type EMBEDDING; the route has the type CHAT',
  ],
  [
    '{ id: r, name: x, type: CHAT, targets: [{ model: one }, { model: one }] }',
    'is the ID of an earlier model of the route',
  ],
  ['{ id: r, name: x, type: CHAT, targets: [] }', 'must have at least one model'],
])('the route %s is rejected with its line', async (route, message) => {
  expect(await apply(`${models}routes:\n  - ${route}\n`)).toMatchObject({
    __typename: 'InvalidInputError',
    fields: [{ message: `line 7: ${message}` }],
  });
});

test.each([true, false])(
  'the name of a route that a mutation created is rejected with its line (dry run: %s)',
  async (dryRun) => {
    const model = await register(admin, { isBuiltin: true });
    const other = await createRoute(admin, [model.id], { name: 'Taken', isBuiltin: true });
    const named = main.replace('Main', 'taken').replace('id: route', 'id: second');
    expect(await apply(`${models}routes:\n${main}${named}`, dryRun)).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        {
          path: ['routes', '1', 'name'],
          message:
            'line 8: is the name of a built-in route that is not from this file; choose a different one',
        },
      ],
    });
    await admin.data(DeleteRoute, { input: { id: other.id } });
  },
);
