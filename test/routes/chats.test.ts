import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createAppWithDatabase } from '../support/app-with-database.ts';
import { ask, readAll } from '../support/chat-fixture.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { createRoute } from '../support/created-route.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import {
  ChatStream,
  ClearDefault,
  DeleteModel,
  SetDefault,
  UpdateModel,
} from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import {
  ChatByRoute,
  DeleteRoute,
  FindDefaults,
  RouteAudit,
  SetDefaultRoute,
  UpdateRoute,
} from '../support/route-operations.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

let app: TestApp;
let upstream: Upstream;
beforeAll(async () => {
  app = await createTestApp();
  upstream = await startUpstream();
  answersWithModel(upstream);
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

/** Each response is the name of the model that was requested. */
function answersWithModel(server: Upstream): void {
  server.handle((exchange) => {
    const { model } = exchange.request.body as { readonly model: string };
    return sendStream(exchange, answer([model]));
  });
}

/** A tenant without models. */
const newTenant = () => app.as(randomUUID());

type Overrides = NonNullable<Parameters<typeof register>[1]>;

const model = (client: GraphqlClient, name: string, overrides: Overrides = {}) =>
  register(client, { name, baseUrl: `${upstream.url}/v1`, ...overrides });

type Input = Parameters<typeof chat>[1];

async function chat(
  client: GraphqlClient,
  input: Partial<ReturnType<typeof ask>['input']> & Record<string, unknown>,
) {
  const messages = [{ role: 'USER' as const, content: 'Why?' }];
  return (await client.data(ChatByRoute, { input: { messages, ...input } })).chat;
}

/** The name of the model that responds. */
async function responder(client: GraphqlClient, input: Input) {
  const result = await chat(client, input);
  if (result.__typename !== 'ChatPayload') throw new Error(JSON.stringify(result));
  return result.completion.message?.content;
}

describe('a chat with a route', () => {
  test('uses the model with the lowest priority number, and has the route', async () => {
    const client = await newTenant();
    const [first, second] = [await model(client, 'first'), await model(client, 'second')];
    const { id: routeId } = await createRoute(client, [], {
      targets: [
        { modelId: second.id, priority: 5 },
        { modelId: first.id, priority: 2 },
      ],
    });
    expect(await chat(client, { routeId })).toMatchObject({
      completion: {
        message: { content: 'first' },
        model: { id: first.id },
        route: { id: routeId, name: 'main' },
      },
    });
    await client.data(DeleteRoute, { input: { id: routeId } });
    expect(await chat(client, { routeId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await chat(client, { modelId: second.id })).toMatchObject({
      completion: { model: { id: second.id }, route: null },
    });
  });

  test('names no model', async () => {
    const client = await newTenant();
    const { id: modelId } = await model(client, 'first');
    const { id: routeId } = await createRoute(client, [modelId]);
    expect(await chat(client, { modelId, routeId })).toMatchObject({
      __typename: 'InvalidInputError',
      fields: [
        {
          path: ['input', 'routeId'],
          message: 'must be left out with modelId: name a model or a route, not both',
        },
      ],
    });
  });

  test('skips models that are deleted or have another type, and fails when none is left', async () => {
    const client = await newTenant();
    const models = [
      await model(client, 'deleted'),
      await model(client, 'retyped'),
      await model(client, 'last'),
    ];
    const [deleted, retyped, last] = models.map(({ id }) => id);
    const { id: routeId } = await createRoute(
      client,
      models.map(({ id }) => id),
    );
    expect(await responder(client, { routeId })).toBe('deleted');
    await client.data(DeleteModel, { input: { id: deleted ?? '' } });
    expect(await responder(client, { routeId })).toBe('retyped');
    await client.data(UpdateModel, { input: { id: retyped ?? '', type: 'EMBEDDING' } });
    expect(await responder(client, { routeId })).toBe('last');
    await client.data(DeleteModel, { input: { id: last ?? '' } });
    expect(await chat(client, { routeId })).toMatchObject({ code: 'MODEL_NOT_READY' });
  });

  test('needs a route of its type', async () => {
    const client = await newTenant();
    const { id } = await model(client, 'vectors', { type: 'EMBEDDING' });
    const { id: routeId } = await createRoute(client, [id], { type: 'EMBEDDING' });
    expect(await chat(client, { routeId })).toMatchObject({
      fields: [
        {
          path: ['input', 'routeId'],
          message: 'is the ID of a route of type EMBEDDING; this needs CHAT or VISION',
        },
      ],
    });
  });

  test("cannot use another tenant's route", async () => {
    const owner = await newTenant();
    const { id: routeId } = await createRoute(owner, [(await model(owner, 'secret')).id]);
    expect(await chat(await newTenant(), { routeId })).toEqual({
      __typename: 'NotFoundError',
      code: 'NOT_FOUND',
      message: 'There is no route with this ID.',
    });
  });

  test('uses the route of a subscription, too', async () => {
    const client = await newTenant();
    const { id: routeId } = await createRoute(client, [(await model(client, 'first')).id]);
    const { messages } = ask('').input;
    const stream = await client.subscribe('websocket', ChatStream, {
      input: { routeId, messages },
    });
    expect(await readAll(stream)).toMatchObject([
      { __typename: 'ChatStarted' },
      { text: 'first' },
      { __typename: 'ChatCompleted' },
    ]);
  });
});

test('the limit of concurrent calls of a model applies to chats with a route', async () => {
  const client = await newTenant();
  const only = await model(client, 'only', { parameters: { maxConcurrency: 1 } });
  const { id: routeId } = await createRoute(client, [only.id]);
  const names = await Promise.all([1, 2, 3].map(() => responder(client, { routeId })));
  expect(names).toEqual(['only', 'only', 'only']);
});

describe('a model that cannot serve the request is left out:', () => {
  const tools = [{ name: 'now', parameters: { type: 'object' } }];
  const images = [{ url: 'https://example.com/a.png' }];
  const withImage = [{ role: 'USER' as const, content: 'What is it?', images }];
  const schema = { name: 'answer', schema: { type: 'object' } };

  test.each<[string, Overrides['capabilities'], Input, string[] | null]>([
    ['tools', ['COMPLETION'], { tools }, ['input', 'tools']],
    ['images', ['COMPLETION'], { messages: withImage }, ['input', 'messages', '0', 'images', '0']],
    ['a JSON schema', ['COMPLETION'], { responseFormat: { schema } }, null],
  ])('%s', async (_name, capabilities, input, path) => {
    const client = await newTenant();
    const lacking = await model(client, 'lacking', { capabilities });
    const unknown = await model(client, 'unknown');
    const { id: routeId } = await createRoute(client, [lacking.id, unknown.id]);
    expect(await responder(client, { routeId })).toBe('lacking');
    expect(await responder(client, { routeId, ...input })).toBe('unknown');
    const other = await model(client, 'lacking too', { capabilities });
    const targets = [lacking, other].map(({ id }) => ({ modelId: id }));
    await client.data(UpdateRoute, { input: { id: routeId, targets } });
    const result = await chat(client, { routeId, ...input });
    // A schema can be an instruction, so it excludes no model when all lack the capability.
    if (path === null) expect(result).toMatchObject({ completion: { status: 'COMPLETED' } });
    else expect(result).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
  });
});

test.each([
  ['400 Latin characters', 'é'.repeat(400), 'small'],
  ['401 Latin characters', 'é'.repeat(401), 'large'],
  ['100 other characters', '字'.repeat(100), 'small'],
  ['101 other characters', '字'.repeat(101), 'large'],
  ['50 of each kind', 'a字'.repeat(50), 'small'],
  ['81 of each kind', 'a字'.repeat(81), 'large'],
  ['more than any model accepts', 'a'.repeat(5_000), 'small'],
])('of %s, the first model is used whose context length suffices', async (_name, content, name) => {
  const client = await newTenant();
  const small = await model(client, 'small', { parameters: { contextWindow: 100 } });
  const large = await model(client, 'large', { parameters: { contextWindow: 1_000 } });
  const { id: routeId } = await createRoute(client, [small.id, large.id]);
  expect(await responder(client, { routeId, messages: [{ role: 'USER', content }] })).toBe(name);
});

test('a change of a route applies to the next chat', async () => {
  const client = await newTenant();
  const [first, second] = [await model(client, 'first'), await model(client, 'second')];
  const { id: routeId } = await createRoute(client, [first.id]);
  for (let count = 0; count < 5; count += 1) {
    for (const [modelId, name] of [
      [second.id, 'second'],
      [first.id, 'first'],
    ] as const) {
      await client.data(UpdateRoute, { input: { id: routeId, targets: [{ modelId }] } });
      expect(await responder(client, { routeId })).toBe(name);
    }
  }
});

test('a change that the process has not read yet is detected before any event is shown', async () => {
  await using own = await createAppWithDatabase();
  const client = await own.app.as('acme');
  const [first, second] = [await model(client, 'first'), await model(client, 'second')];
  const { id: routeId } = await createRoute(client, [first.id, second.id]);
  expect(await responder(client, { routeId })).toBe('first');
  await own.database.asPlatform((em) =>
    em.execute('update route set targets = targets - 0, version = version + 1'),
  );
  expect(await responder(client, { routeId })).toBe('second');
  await own.database.asPlatform((em) => em.execute('delete from route'));
  expect(await chat(client, { routeId })).toMatchObject({ code: 'NOT_FOUND' });
});

// PGlite has one process.
describe.runIf(inject('databaseTemplate').kind === 'postgres')('of two processes', () => {
  test('the second uses a route as the first has changed it', async () => {
    await using place = await createTestDatabase();
    const options = { overrides: { database: place.location } };
    await using near = await createTestApp(options);
    await using far = await createTestApp(options);
    const [owner, caller] = [await near.as('acme'), await far.as('acme')];
    const [first, second] = [await model(owner, 'first'), await model(owner, 'second')];
    const { id: routeId } = await createRoute(owner, [first.id]);
    await owner.data(SetDefaultRoute, { input: { id: routeId } });
    expect(await responder(caller, { routeId })).toBe('first');
    expect(await responder(caller, {})).toBe('first');
    const targets = [{ modelId: second.id }];
    await owner.data(UpdateRoute, { input: { id: routeId, targets } });
    expect(await responder(caller, { routeId })).toBe('second');
    expect(await responder(caller, {})).toBe('second');
    await owner.data(DeleteRoute, { input: { id: routeId } });
    expect(await chat(caller, { routeId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await chat(caller, {})).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a default route', () => {
  const defaults = async (client: GraphqlClient) => client.data(FindDefaults, { type: 'CHAT' });

  test('is used without an ID, and takes the place of the default model', async () => {
    const client = await newTenant();
    const [first, second] = [await model(client, 'first'), await model(client, 'second')];
    const { id } = await createRoute(client, [second.id], { name: 'team' });
    await client.data(SetDefault, { input: { id: first.id } });
    expect(await responder(client, {})).toBe('first');
    const { setDefaultRoute } = await client.data(SetDefaultRoute, { input: { id } });
    expect(setDefaultRoute).toMatchObject({ route: { id } });
    expect(await responder(client, {})).toBe('second');
    expect(await defaults(client)).toEqual({
      defaultModel: null,
      defaultRoute: { id },
      models: { nodes: [] },
    });
    await client.data(SetDefault, { input: { id: first.id } });
    expect(await responder(client, {})).toBe('first');
    expect(await defaults(client)).toEqual({
      defaultModel: { id: first.id },
      defaultRoute: null,
      models: { nodes: [{ id: first.id }] },
    });
    const { auditEvents } = await client.data(RouteAudit, {
      filter: { actions: ['DEFAULT_SET', 'DEFAULT_UNSET'] },
    });
    expect(
      auditEvents.nodes.map(({ action, modelName, routeName }) => [action, modelName ?? routeName]),
    ).toEqual([
      ['DEFAULT_SET', 'first'],
      ['DEFAULT_UNSET', 'team'],
      ['DEFAULT_SET', 'team'],
      ['DEFAULT_UNSET', 'first'],
      ['DEFAULT_SET', 'first'],
    ]);
  });

  test('can be removed, and is removed with the route', async () => {
    const client = await newTenant();
    const { id: modelId } = await model(client, 'first');
    const { id } = await createRoute(client, [modelId]);
    await client.data(SetDefaultRoute, { input: { id } });
    await client.data(ClearDefault, { input: { type: 'CHAT' } });
    expect(await chat(client, {})).toMatchObject({
      fields: [
        {
          path: ['input', 'modelId'],
          message: 'is needed, because there is no default of type CHAT',
        },
      ],
    });
    await client.data(SetDefaultRoute, { input: { id } });
    await client.data(DeleteRoute, { input: { id } });
    expect(await defaults(client)).toMatchObject({ defaultModel: null, defaultRoute: null });
    const { auditEvents } = await client.data(RouteAudit, { filter: { routeId: id } });
    expect(auditEvents.nodes.map(({ action }) => action)).toEqual([
      'DELETED',
      'DEFAULT_UNSET',
      'DEFAULT_SET',
      'DEFAULT_UNSET',
      'DEFAULT_SET',
      'CREATED',
    ]);
  });

  test('for every tenant is built in, and a default of the tenant has priority', async () => {
    await using own = await createTestApp();
    const admin = await own.as('platform');
    const house = await model(admin, 'house', { isBuiltin: true });
    const { id } = await createRoute(admin, [house.id], { isBuiltin: true });
    const mine = await createRoute(admin, [house.id], { name: 'mine' });
    const everyone = true;
    const refused = await admin.data(SetDefaultRoute, { input: { id: mine.id, everyone } });
    expect(refused.setDefaultRoute).toMatchObject({ code: 'NOT_FOUND' });
    await admin.data(SetDefaultRoute, { input: { id, everyone } });
    const client = await own.as('acme');
    expect(await responder(client, {})).toBe('house');
    await model(client, 'own', { isDefault: true });
    expect(await responder(client, {})).toBe('own');
    // The platform's deletion also removes the defaults of tenants.
    await client.data(SetDefaultRoute, { input: { id } });
    expect(await responder(client, {})).toBe('house');
    await admin.data(DeleteRoute, { input: { id } });
    expect(await chat(client, {})).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test("cannot be another tenant's route", async () => {
    const owner = await newTenant();
    const { id } = await createRoute(owner, [(await model(owner, 'first')).id]);
    const { setDefaultRoute } = await (await newTenant()).data(SetDefaultRoute, { input: { id } });
    expect(setDefaultRoute).toMatchObject({ code: 'NOT_FOUND' });
  });
});
