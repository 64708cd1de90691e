import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  GraphQLString,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../src/schema/schema.ts';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { answer, sendStream } from '../support/fake-openai.ts';
import { ChatWhole, Who } from '../support/operations.ts';

const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
const uuid = '00000000-0000-4000-8000-000000000000';
const megabyte = 'x'.repeat(1_000_000);

const texts = [
  '',
  '\0',
  'a\0b',
  '\ud800',
  '%\\_',
  '__proto__',
  'x'.repeat(100_000),
  '1h'.repeat(50_000),
  Buffer.from('Model:\0').toString('base64url'),
];

/** Cursors that no list has issued, in the format of issued cursors. */
const cursors = [
  ...[
    ['CREATED_AT', 1e15, uuid],
    ['CREATED_AT', 9e15, uuid],
    ['CREATED_AT', -9e15, uuid],
    ['CREATED_AT', 1, `${uuid}\0`],
    ['NAME', 'a\0b', uuid],
    ['NAME', '\ud800', uuid],
    ['chat', 9e15, uuid],
    ['chat', 1, 'x'],
    ['routes', 9e15, uuid],
    ['routes', 1, `${uuid}\0`],
    ['audit', 1e15],
    ['audit', 2 ** 53 - 1],
    ['audit', 1e300],
    ['audit', -1],
    { own: 1e15, shared: 2 ** 53 - 1, at: 2 ** 53 - 1 },
    { own: -1, shared: 1e300, at: 2 ** 53 - 1 },
    { own: '1\0', shared: 0, at: 0 },
    null,
  ].map(cursor),
  Buffer.from('audit:999999999999999').toString('base64url'),
  Buffer.from('['.repeat(3_000)).toString('base64url'),
  'A'.repeat(1_000_000),
];

const numbers = [0, -1, 1.5, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 53, 1e308, 5e-324, '7'];

/** Invalid values for each scalar that a client can send. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  ID: [...texts, 7, 1e300],
  String: [...texts, 7],
  Int: numbers,
  Float: numbers,
  Boolean: ['true', 1],
  BigInt: [...numbers, '9'.repeat(38), '9'.repeat(39), megabyte],
  DateTime: [
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+23:59',
    '9999-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59-23:59',
    '+275760-09-13T00:00:00Z',
    '+300000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-01-01',
    '1',
    '2026-01-01T00:00:00Z\0',
    megabyte,
    0,
  ],
  Cursor: [...texts, ...cursors, megabyte],
  JSON: [
    JSON.parse(`${'['.repeat(400)}${']'.repeat(400)}`),
    JSON.parse(`${'{"items":'.repeat(400)}1${'}'.repeat(400)}`),
    JSON.parse('{"__proto__": {"x": 1}, "properties": {"constructor": {"__proto__": null}}}'),
    { '\0': '\0', '\ud800': '\ud800' },
    { type: 'object', description: megabyte },
    { enum: Array.from({ length: 20_000 }, () => 1) },
    megabyte,
    7,
    null,
    [],
  ],
};

/**
 * Each position gets one of this many parts of the values, which follow one another, so that every
 * type gets all of them. With ALL_VALUES=true, every position gets all.
 */
const parts = process.env['ALL_VALUES'] === 'true' ? 1 : 4;
let turn = 0;

function valuesFor(type: string): unknown[] {
  const all = [...(values[type] ?? ['X', '__proto__', 1]), ...anywhere];
  turn += 1;
  return all.filter((_, index) => index % parts === turn % parts);
}

/** Values for every position, whatever its type. */
const anywhere = [null, [], {}, [[[]]], { __typename: 'x' }];

/**
 * Valid values for the other arguments, so that an operation does not fail before the value is
 * read.
 */
const samples: Readonly<Record<string, unknown>> = {
  role: 'USER',
  content: 'text',
  mediaType: 'audio/wav',
  base64: 'AAAA',
  baseUrl: 'https://api.example.com',
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
};

interface Position {
  readonly type: string;
  /** Returns the value of an argument that contains a value at the position. */
  readonly fill: (value: unknown) => unknown;
  readonly name: string;
}

function positionsOf(type: GraphQLInputType, name: string): Position[] {
  if (isNonNullType(type)) return positionsOf(type.ofType, name);
  if (isListType(type)) {
    const inner = positionsOf(type.ofType, `${name}.0`);
    return inner.map((one) => ({ ...one, fill: (value: unknown) => [one.fill(value)] }));
  }
  if (!isInputObjectType(type)) {
    return [{ type: kindOf(type, name), fill: (value) => value, name }];
  }
  const fields = Object.values(type.getFields());
  const rest = (type.isOneOf ? [] : fields.filter(isWanted)).map(
    (field) => [field.name, sampleOf(field)] as const,
  );
  return fields.flatMap((field) =>
    positionsOf(field.type, `${name}.${field.name}`).map((one) => ({
      ...one,
      fill: (value: unknown) => ({ ...Object.fromEntries(rest), [field.name]: one.fill(value) }),
    })),
  );
}

function kindOf(type: GraphQLInputType, name: string): string {
  if (isEnumType(type)) return 'Enum';
  return type === GraphQLString && ['after', 'before'].includes(name) ? 'Cursor' : String(type);
}

/** Custom scalars parse literals of a document themselves. */
const readsLiterals = ['DateTime', 'JSON', 'BigInt'];

const isWanted = ({ name, type }: GraphQLInputField | GraphQLArgument) =>
  isNonNullType(type) || name === 'content' || name === 'modelId';

function sampleOf({ name, type }: GraphQLInputField | GraphQLArgument): unknown {
  if (name === 'modelId') return fixture?.modelId;
  return samples[name] ?? sampleOfType(type);
}

function sampleOfType(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOfType(type.ofType);
  if (isListType(type)) return [sampleOfType(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) {
    return { Int: 1, Float: 1, Boolean: true, JSON: {}, ID: fixture?.modelId }[type.name] ?? 'text';
  }
  const fields = Object.values(type.getFields());
  const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isWanted);
  return Object.fromEntries(given.map((field) => [field.name, sampleOf(field)]));
}

let fixture: ChatFixture | undefined;
beforeAll(async () => {
  fixture = await createChatFixture('openai');
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
});
afterAll(() => fixture?.[Symbol.asyncDispose]());

const operations = [
  { kind: 'query', root: schema.getQueryType() },
  { kind: 'mutation', root: schema.getMutationType() },
  { kind: 'subscription', root: schema.getSubscriptionType() },
].flatMap(({ kind, root }) =>
  Object.values(root?.getFields() ?? {})
    .filter(({ args }) => args.length > 0)
    .map((field) => ({ kind, field, name: `${kind} ${field.name}` })),
);

/** Selects the code of an error and the items of a list, which are resolved only when selected. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  const error = isUnionType(type) ? ' ... on Error { code message }' : '';
  const items = type.name.endsWith('Connection') ? ' edges { cursor }' : '';
  const count = type.name === 'ModelConnection' ? ' totalCount' : '';
  return `{ __typename${error}${items}${count} }`;
}

function asVariables(kind: string, field: GraphQLField<unknown, unknown>, args: object) {
  const given = field.args.filter(({ name }) => name in args);
  const variables = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const values = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const query = `${kind} (${variables}) { ${field.name}(${values}) ${selectionOf(field)} }`;
  return { query, variables: args };
}

function asLiterals(kind: string, field: GraphQLField<unknown, unknown>, args: object) {
  const values = Object.entries(args).map(([name, value]) => {
    const argument = field.args.find((one) => one.name === name);
    return `${name}: ${argument === undefined ? 'null' : literal(value, argument.type)}`;
  });
  return { query: `${kind} { ${field.name}(${values.join(', ')}) ${selectionOf(field)} }` };
}

function literal(value: unknown, type: GraphQLInputType | undefined): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (Array.isArray(value)) {
    const item = isListType(type) ? type.ofType : undefined;
    return `[${value.map((one) => literal(one, item)).join(', ')}]`;
  }
  if (isListType(type)) return literal(value, type.ofType);
  if (isEnumType(type) && typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = isInputObjectType(type) ? type.getFields() : {};
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}: ${literal(inner, fields[name]?.type)}`)
    .join(', ')}}`;
}

/** Returns the response of an operation; for a running subscription, its first events. */
async function send(kind: string, operation: object): Promise<string> {
  if (fixture === undefined) throw new Error('The fixture is not there.');
  const { client } = fixture;
  const leave = new AbortController();
  const accept = kind === 'subscription' ? 'text/event-stream' : 'application/json';
  const headers = { ...client.headers, accept };
  const response = await client.post(operation, { headers, signal: leave.signal });
  expect(response.status).toBeLessThan(500);
  if (kind !== 'subscription' || response.body === null) return response.text();
  // The database responds in order: earlier operations have ended when this one returns.
  void client.post({ query: '{ models(first: 1) { totalCount } }' }).then(() => leave.abort());
  let text = '';
  try {
    for await (const chunk of response.body) text += Buffer.from(chunk).toString();
  } catch (error) {
    leave.signal.throwIfAborted !== undefined &&
      expect(leave.signal.aborted, `${error}`).toBe(true);
  }
  return text;
}

test('the walk covers operations', () => {
  const count = operations.flatMap(({ field }) =>
    field.args.flatMap((argument) => positionsOf(argument.type, argument.name)),
  ).length;
  expect(count).toBeGreaterThan(200);
});

describe.each(operations)('$name', ({ kind, field }) => {
  const positions = field.args.flatMap((argument) =>
    positionsOf(argument.type, argument.name).map((position) => ({ argument, ...position })),
  );

  test.each(positions)(
    'accepts or rejects any value as $name',
    async ({ argument, type, fill }) => {
      for (const value of valuesFor(type)) {
        const others = field.args.filter((one) => one !== argument && isNonNullType(one.type));
        const args = {
          ...Object.fromEntries(others.map((one) => [one.name, sampleOf(one)])),
          [argument.name]: fill(value),
        };
        for (const operation of [
          asVariables(kind, field, args),
          ...(readsLiterals.includes(type) && JSON.stringify(value).length < 10_000
            ? [asLiterals(kind, field, args)]
            : []),
        ]) {
          const text = await send(kind, operation);
          const shown = JSON.stringify(operation).slice(0, 500);
          expect(text, shown).not.toContain('INTERNAL');
          expect(text.length, shown).toBeLessThan(10_000);
        }
      }
    },
    120_000,
  );
});

test('the server still responds afterwards', async () => {
  if (fixture === undefined) throw new Error('The fixture is not there.');
  const { client, modelId } = fixture;
  expect((await client.data(Who, {})).viewer.tenantId).toBe('acme');
  expect((await client.data(ChatWhole, ask(modelId))).chat).toMatchObject({
    completion: { status: 'COMPLETED' },
  });
});
