import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { wrapOrThrow } from '@pothos/plugin-errors';
import {
  buildSchema,
  type ExecutionResult,
  executeRootSelectionSet,
  executeSubscriptionEvent,
  GraphQLError,
  parse,
  validate,
  validateExecutionArgs,
  validateSubscriptionArgs,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { Model } from '../../src/db/model.entity.ts';
import { NotResumableError } from '../../src/errors.ts';
import { schema } from '../../src/schema/schema.ts';
import { SelectionPlan } from '../../src/transport/selection-plan.ts';
import { randomQuery } from '../support/random-query.ts';
import { SeededRandom } from '../torture/seeded-random.ts';

const completionId = '5b0b2e7a-0d3c-4f0e-9a9f-4c3c4a5d6e7f';
const delta = { type: 'ContentDelta', seq: 2, completionId, text: 'Because\u0000 \ud800' };
const call = {
  type: 'ToolCallDelta',
  seq: 3,
  completionId,
  index: 0,
  callId: 'call_1',
  name: 'report',
  argumentsDelta: '',
};

/** The text of a result, with its errors in the order of their positions. */
function textOf({ data, errors = [] }: ExecutionResult): string {
  const described = errors.map((error) => JSON.stringify(error)).sort();
  return JSON.stringify({ data, errors: described });
}

/** Returns the result of the plan and the result of graphql-js for an event. */
async function both(selection: string, event: unknown, contextValue: unknown = {}) {
  const args = validateSubscriptionArgs({
    schema,
    document: parse(selection),
    contextValue,
    variableValues: {},
  });
  if (!('schema' in args)) throw new Error(JSON.stringify(args));
  const executed = await executeSubscriptionEvent({ ...args, rootValue: event });
  const plan = SelectionPlan.of(args);
  await plan?.execute(event, args);
  return { read: await plan?.execute(event, args), executed };
}

const over = (selection: string, definitions = '') =>
  `subscription ($yes: Boolean = true, $no: Boolean = false) {
    chatEvents(completionId: "x") { ... on ChatEvent { ${selection} } }
  } ${definitions}`;

test.each([
  ['a field of the interface', over('seq')],
  ['the name of the type', over('__typename')],
  ['a field under another name', over('number: seq kind: __typename')],
  ['one field twice', over('seq seq completionId')],
  ['fields of one type', over('__typename ... on ContentDelta { text seq }')],
  ['fields of other types', over('... on ThinkingDelta { text } ... on ToolCallDelta { name }')],
  ['an interface within', over('... on ChatEvent { seq ... on ContentDelta { text } }')],
  ['a fragment without a condition', over('... { seq }')],
  [
    'named fragments',
    over(
      '...Delta',
      'fragment Delta on ContentDelta { text ...Seq } fragment Seq on ChatEvent { seq }',
    ),
  ],
  ['what is left out', over('seq @skip(if: true) text: completionId @include(if: true)')],
  [
    'what variables leave out',
    over('seq @skip(if: $no) completionId @include(if: $yes) ... @skip(if: $yes) { __typename }'),
  ],
  ['nothing of its type', over('... on ToolCallDelta { index }')],
  ['its type in the union', 'subscription { chatEvents(completionId: "x") { __typename } }'],
  [
    'what it is not, in the union',
    'subscription { chatEvents(completionId: "x") { ... on ContentDelta { text } ... on Error { code message } } }',
  ],
  [
    'its root under another name',
    'subscription { event: chatEvents(completionId: "x") { ... on ChatEvent { seq } } }',
  ],
  [
    'its root in a fragment',
    'subscription { ... on Subscription { chatEvents(completionId: "x") { ... on ChatEvent { seq } } } }',
  ],
])('%s has the result of graphql-js', async (_name, selection) => {
  for (const event of [delta, { ...delta, type: 'ThinkingDelta' }, call]) {
    const { read, executed } = await both(selection, event);
    expect(JSON.stringify(read)).toBe(JSON.stringify(executed));
  }
});

test('an error instead of an event has the result of graphql-js', async () => {
  const selection =
    'subscription { chatEvents(completionId: "x") { __typename ... on Error { code message } } }';
  const { read, executed } = await both(
    selection,
    wrapOrThrow(new NotResumableError('No longer kept.'), [NotResumableError]),
  );
  expect(read).toEqual({
    data: {
      chatEvents: {
        __typename: 'NotResumableError',
        code: 'NOT_RESUMABLE',
        message: 'No longer kept.',
      },
    },
  });
  expect(JSON.stringify(read)).toBe(JSON.stringify(executed));
});

const model = Object.assign(Object.create(Model.prototype) as Model, {
  id: completionId,
  displayName: 'Gemma',
  description: null,
  status: 'ACTIVE',
  capabilities: ['VISION', 'TOOLS'],
});

const changeOf = (selection: string) =>
  `subscription { modelChanges { ... on ModelChange { kind model { ${selection} } modelId } } }`;
const change = { kind: 'UPDATED', modelId: completionId, cursor: '' };

/** The services that the fields of a change and of its model use. */
const contextOf = (found: unknown, isDefault: () => unknown = () => true) => ({
  services: { changes: { findModel: () => found }, defaults: { isDefault } },
});

test.each([
  ['an object', 'displayName status', contextOf(model)],
  ['an object that is not there', 'displayName status', contextOf(null)],
  ['the promise of an object', '__typename status', contextOf(Promise.resolve(model))],
  ['promises of fields', 'id isDefault status', contextOf(model, async () => false)],
  ['a field that is null', 'name: displayName description', contextOf(model)],
  ['a list', 'capabilities', contextOf(model)],
  ['a field that is missing', 'id name', contextOf(model)],
  [
    'a field that fails beside a promise',
    'isDefault name',
    contextOf(model, async () => {
      throw new Error('The database is away.');
    }),
  ],
])('%s in an event has the result of graphql-js', async (_name, selection, context) => {
  const { read, executed } = await both(changeOf(selection), change, context);
  expect(textOf(read ?? {})).toBe(textOf(executed));
});

test('a promise in an event that rejects is an error at its position', async () => {
  const failed = () => Promise.reject(new Error('The database is away.'));
  const context = { services: { changes: { findModel: failed }, defaults: {} } };
  const { read, executed } = await both(changeOf('status'), change, context);
  expect(read?.errors?.[0]?.path).toEqual(['modelChanges', 'model']);
  expect(textOf(read ?? {})).toBe(textOf(executed));
});

test.each([
  ['a value is missing', over('seq'), { ...delta, seq: undefined }],
  ['a value is of another kind', over('seq'), { ...delta, seq: 'two' }],
  ['it is nothing', over('seq'), null],
])('an event has the errors of graphql-js when %s', async (_name, selection, event) => {
  const { read, executed } = await both(selection, event);
  expect(read?.errors).toHaveLength(1);
  expect(textOf(read ?? {})).toBe(textOf(executed));
});

test.each(['Nothing', 'Model'])('an event of the type %s is an error', async (type) => {
  const { read, executed } = await both(over('seq'), { ...delta, type });
  expect(read?.errors?.map(({ path }) => path)).toEqual(executed.errors?.map(({ path }) => path));
  expect(read?.errors).toHaveLength(1);
  expect(read?.data).toEqual(executed.data);
});

test('subscribers with the same document share a plan, and each event is read with its own context', async () => {
  const document = parse(changeOf('displayName'));
  const [one, other] = ['Gemma', 'Qwen'].map((displayName) => {
    const found = Object.assign(Object.create(Model.prototype) as Model, { displayName });
    const args = validateSubscriptionArgs({ schema, document, contextValue: contextOf(found) });
    if (!('schema' in args)) throw new Error(JSON.stringify(args));
    return { plan: SelectionPlan.of(args), args, displayName };
  });
  expect(one?.plan).toBe(other?.plan);
  for (const { plan, args, displayName } of [one, other].filter((each) => each !== undefined)) {
    expect(await plan?.execute(change, args)).toMatchObject({
      data: { modelChanges: { model: { displayName } } },
    });
  }
});

test('a subscription whose variables decide what it selects has its own plan', () => {
  const document = parse(over('seq @skip(if: $no)'));
  const planOf = (no: boolean) => {
    const args = validateSubscriptionArgs({ schema, document, variableValues: { no } });
    if (!('schema' in args)) throw new Error(JSON.stringify(args));
    return SelectionPlan.of(args)?.execute(delta, args);
  };
  expect(planOf(false)).toEqual({ data: { chatEvents: { seq: 2 } } });
  expect(planOf(true)).toEqual({ data: { chatEvents: {} } });
});

describe('a query', () => {
  const library = buildSchema(`
    interface Named { name: String! }
    type Person implements Named { name: String!, age: Int, friends(first: Int = 2): [Person!] }
    type Shop implements Named { name: String!, opens: [Int], grid: [[Int!]!] }
    union Found = Person | Shop
    enum Order { UP DOWN }
    input Filter { names: [String!], order: Order = UP }
    type Query {
      person(id: ID, name: String = "Ann"): Person
      must: Person!
      all: [Found!]!
      some: [Found]
      named: Named
      echo(filter: Filter, flag: Boolean): String
      numbers: [Int!]
      fails: Int
      failsToo: Int!
      list: [Int]
    }`);
  const bad = () => {
    throw new GraphQLError('refused', { extensions: { code: 'FORBIDDEN' } });
  };
  const person = (name: unknown, more: object = {}) => ({ __typename: 'Person', name, ...more });
  const shop = { __typename: 'Shop', name: 'Shop', opens: [1, null, 3], grid: [[1], [2, 3]] };
  const friends = ({ first }: { first: number }) =>
    ['Bo', 'Cy', 'Di'].slice(0, first).map((name) => person(name));
  const rootValue = {
    person: async ({ id, name }: { id?: string; name: string }) =>
      id === 'none' ? null : person(`${id}${name}`, { age: 3, friends }),
    must: () => Promise.reject(new Error('away')),
    all: [person('Ann', { age: Promise.resolve(4) }), shop],
    some: [person(null), Promise.resolve(shop), Promise.reject(new Error('away')), null],
    named: () => shop,
    echo: (given: object) => JSON.stringify(given),
    numbers: [1, 2, 3_000_000_000],
    fails: bad,
    failsToo: async () => bad(),
    list: [1, () => {}, new Error('item')],
  };
  // Tests that do not read it must not end the process.
  for (const item of rootValue.some) if (item instanceof Promise) item.catch(() => {});

  const run = async (document: string, variableValues: Record<string, unknown> = {}) => {
    const args = validateExecutionArgs({
      schema: library,
      document: parse(document),
      rootValue,
      variableValues,
    });
    if (!('schema' in args)) throw new Error(JSON.stringify(args));
    const plan = SelectionPlan.of(args);
    return {
      plan,
      read: await plan?.execute(rootValue, args),
      executed: await executeRootSelectionSet(args),
    };
  };

  test.each([
    ['a promise, with defaults of arguments', '{ person { name age friends { name } } }'],
    ['an argument of a field in a list', '{ person(id: 1) { friends(first: 1) { name } } }'],
    ['null', '{ person(id: "none") { name } }'],
    [
      'a list of a union',
      '{ all { __typename ... on Person { name age } ... on Shop { opens grid } } }',
    ],
    ['an interface', '{ named { name __typename ... on Shop { opens } } }'],
    [
      'fields that are merged',
      '{ person { name } person { age } ...F } fragment F on Query { person { friends { age } friends { name } } }',
    ],
    ['a fragment that is used twice', '{ all { ...P ...P } } fragment P on Person { name }'],
    ['a condition', '{ all @skip(if: true) { __typename } named @include(if: true) { name } }'],
    ['an object as an argument', '{ echo(filter: { names: ["a"], order: DOWN }) }'],
    ['aliases of one field', '{ a: echo(flag: true) b: echo(flag: false) c: __typename }'],
    ['an error of a nullable field', '{ fails named { name } }'],
    ['errors of several fields', '{ fails numbers person { name } list }'],
    ['an error of a non-null field', '{ failsToo fails }'],
    ['a promise that rejects for a non-null field', '{ must { name } }'],
    ['errors of items', '{ some { ... on Named { name } } }'],
    ['an item that must not be null', '{ numbers }'],
  ])('that selects %s has the result of graphql-js', async (_name, document) => {
    const { read, executed } = await run(document);
    expect(textOf(read ?? {})).toBe(textOf(executed));
  });

  test.each([
    ['a variable', { id: 'x', first: 1, flag: true }],
    ['another variable', { id: 'y', first: 3, flag: false }],
    ['no variables', {}],
  ])('with %s has the result of graphql-js', async (_name, variables) => {
    const document = `query ($id: ID, $first: Int = 2, $flag: Boolean = true, $names: [String!] = ["n"]) {
      person(id: $id) { name friends(first: $first) { name @include(if: $flag) age @skip(if: $flag) } }
      echo(filter: { names: $names }, flag: $flag)
    }`;
    const { read, executed } = await run(document, variables);
    expect(textOf(read ?? {})).toBe(textOf(executed));
  });

  test('that is random has the result of graphql-js', async () => {
    let executed = 0;
    for (let seed = 0; seed < 500; seed += 1) {
      const document = randomQuery(new SeededRandom(seed));
      if (validate(library, parse(document)).length > 0) continue;
      executed += 1;
      for (const variables of [{}, { yes: false, first: 1, id: 'x' }, { id: 'none' }]) {
        const results = await run(document, variables);
        expect(textOf(results.read ?? {}), document).toBe(textOf(results.executed));
      }
    }
    expect(executed).toBeGreaterThan(150);
  });

  test('that is shared does not hold the variables of an execution', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const document = parse('query ($names: [String!]) { echo(filter: { names: $names }) }');
    const variableValues = { names: ['a'] };
    const execute = async () => {
      const args = validateExecutionArgs({ schema: library, document, rootValue, variableValues });
      if (!('schema' in args)) throw new Error(JSON.stringify(args));
      const plan = SelectionPlan.of(args);
      await plan?.execute(rootValue, args);
      return { plan, variables: new WeakRef(args.variableValues) };
    };
    const { plan, variables } = await execute();
    // A WeakRef holds its object until the end of the turn.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(variables.deref()).toBeUndefined();
    expect((await execute()).plan).toBe(plan);
  });

  test('that reads the schema has no plan', async () => {
    const { plan } = await run('{ ...F } fragment F on Query { __schema { queryType { name } } }');
    expect(plan).toBeNull();
  });
});
