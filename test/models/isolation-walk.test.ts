import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../src/schema/schema.ts';
import { storeApiKey } from '../support/api-key-operations.ts';
import {
  ask,
  type ChatFixture,
  createChatFixture,
  nextEvent,
  readAll,
} from '../support/chat-fixture.ts';
import { createRoute } from '../support/created-route.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import {
  AuditEvents,
  ChatStream,
  DeleteModel,
  FindCompletion,
  FindModel,
} from '../support/operations.ts';

/** Arguments of type ID that are not object IDs, or that are the same for all tenants. */
const noIds: ReadonlySet<string> = new Set(['provider', 'requestId', 'toolCallId', 'toolCalls']);

/** Values for arguments that accept only some values. */
const samples: Readonly<Record<string, string>> = {
  role: 'USER',
  content: 'text',
  mediaType: 'audio/wav',
  base64: 'AAAA',
  // A new model needs an endpoint, or its keys are not looked up.
  baseUrl: 'https://api.example.com/v1',
};

/** All operations with an ID in the schema. A new one is tested without being added here. */
const roots = [
  ['query', schema.getQueryType()],
  ['mutation', schema.getMutationType()],
  ['subscription', schema.getSubscriptionType()],
] as const;

const operations = roots.flatMap(([kind, root]) =>
  Object.values(root?.getFields() ?? {})
    .filter((field) => field.args.some((argument) => takesId(argument.type)))
    .flatMap((field) => {
      const name = `${kind} ${field.name}`;
      const one = { kind, field, name, without: 'routeId' };
      if (!field.args.some(({ type }) => choosesRoute(type))) return [one];
      return [one, { kind, field, name: `${name} with a route`, without: 'modelId' }];
    }),
);

/** Whether an input has either the ID of a model or that of a route. */
function choosesRoute(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  const fields = isInputObjectType(named) ? named.getFields() : {};
  return 'modelId' in fields && 'routeId' in fields;
}

function takesId(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === 'ID';
  return Object.values(named.getFields()).some(
    (field) => !noIds.has(field.name) && takesId(field.type),
  );
}

/** A valid value that has this ID wherever possible, except in the field that is left out. */
function sampleOf(type: GraphQLInputType, id: string, without: string): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, id, without);
  if (isListType(type)) return [sampleOf(type.ofType, id, without)];
  if (isEnumType(type)) return type.getValues().at(-1)?.name;
  if (isInputObjectType(type)) {
    const wanted = Object.values(type.getFields())
      .filter(isWanted)
      .filter(({ name }) => name !== without || !choosesRoute(type));
    return Object.fromEntries(
      wanted.map((field) => [field.name, samples[field.name] ?? sampleOf(field.type, id, without)]),
    );
  }
  return { ID: id, Int: 1, Float: 1, Boolean: true }[type.name] ?? 'text';
}

function isWanted({ name, type }: GraphQLInputField | GraphQLArgument): boolean {
  return isNonNullType(type) || name in samples || (takesId(type) && !noIds.has(name));
}

function documentFor(kind: string, field: GraphQLField<unknown, unknown>): string {
  const wanted = field.args.filter(isWanted);
  const variables = wanted.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const values = wanted.map(({ name }) => `${name}: $${name}`).join(', ');
  const type = getNamedType(field.type);
  const error = isUnionType(type) ? ' ... on Error { code message }' : '';
  const items = type.name.endsWith('Connection') ? ' edges { cursor }' : '';
  return `${kind} (${variables}) { ${field.name}(${values}) { __typename${error}${items} } }`;
}

let fixture: ChatFixture;
const foreign: string[] = [];
const invented = [
  Buffer.from('Model:00000000-0000-4000-8000-000000000000').toString('base64url'),
  Buffer.from('Route:00000000-0000-4000-8000-000000000000').toString('base64url'),
  Buffer.from('ChatCompletion:00000000-0000-4000-8000-000000000000').toString('base64url'),
  Buffer.from('ApiKey:00000000-0000-4000-8000-000000000000').toString('base64url'),
  Buffer.from('AuditEvent:9007199254740991').toString('base64url'),
  Buffer.from('Viewer:1').toString('base64url'),
  'garbage',
  '',
];

beforeAll(async () => {
  fixture = await createChatFixture('openai');
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
  const stream = await fixture.client.subscribe('sse', ChatStream, ask(fixture.modelId));
  const { completionId } = await nextEvent(stream);
  await readAll(stream);
  const { auditEvents } = await fixture.client.data(AuditEvents, {});
  const route = await createRoute(fixture.client, [fixture.modelId]);
  const { id: apiKeyId } = await storeApiKey(fixture.client, { name: 'shared' });
  const ids = auditEvents.nodes.map(({ id }) => id);
  foreign.push(fixture.modelId, completionId, route.id, apiKeyId, ...ids);
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('the walk covers operations', () => {
  expect(operations.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'query node',
      'query nodes',
      'query model',
      'mutation updateModel',
      'subscription chat',
      'subscription chat with a route',
    ]),
  );
});

describe.each(operations)('$name', ({ kind, field, without }) => {
  test("returns the same result for another tenant's id as for an unknown id", async () => {
    const stranger = await fixture.app.as('globex');
    const query = documentFor(kind, field);
    const ask = async (id: string) => {
      const wanted = field.args.filter(isWanted);
      const variables = Object.fromEntries(
        wanted.map(({ name, type }) => [name, sampleOf(type, id, without)]),
      );
      const accept = kind === 'subscription' ? 'text/event-stream' : 'application/json';
      const headers = { ...stranger.headers, accept };
      return (await stranger.post({ query, variables }, { headers })).text();
    };
    const absent = await Promise.all(invented.map(ask));
    for (const text of absent) {
      expect(text).toBe(absent[0]);
      expect(text).toMatch(/NOT_FOUND|null|"edges":\[\]|is not the ID of/);
    }
    for (const id of foreign) expect(await ask(id)).toBe(absent[0]);
  });
});

test("the other tenant's data is unchanged", async () => {
  const [model = '', completion = ''] = foreign;
  const { client } = fixture;
  expect((await client.data(FindModel, { id: model })).model).toMatchObject({ version: 1 });
  expect((await client.data(FindCompletion, { id: completion })).node).toMatchObject({
    status: 'COMPLETED',
  });
  expect((await client.data(DeleteModel, { input: { id: model } })).deleteModel.__typename).toBe(
    'DeleteModelPayload',
  );
});
