import { wrapOrThrow } from '@pothos/plugin-errors';
import { executeSubscriptionEvent, parse, validateSubscriptionArgs } from 'graphql';
import { expect, test } from 'vitest';
import { Model } from '../../src/db/model.entity.ts';
import { NotResumableError } from '../../src/errors.ts';
import { schema } from '../../src/schema/schema.ts';
import { EventPlan } from '../../src/transport/event-plan.ts';

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

/** Returns the result of the plan and the result of the executor for an event. */
async function both(selection: string, event: unknown, contextValue: unknown = {}) {
  const args = validateSubscriptionArgs({
    schema,
    document: parse(selection),
    contextValue,
    variableValues: {},
  });
  if (!('schema' in args)) throw new Error(JSON.stringify(args));
  const executed = await executeSubscriptionEvent({ ...args, rootValue: event });
  const plan = new EventPlan(args);
  await plan.read(event, contextValue);
  return { read: await plan.read(event, contextValue), executed };
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
])('%s is read with the result of the executor', async (_name, selection) => {
  for (const event of [delta, { ...delta, type: 'ThinkingDelta' }, call]) {
    const { read, executed } = await both(selection, event);
    expect(read).not.toBeNull();
    expect(JSON.stringify(read)).toBe(JSON.stringify(executed));
  }
});

test('an error instead of an event is read with the result of the executor', async () => {
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
])('%s in an event is read with the result of the executor', async (_name, selection, context) => {
  const { read, executed } = await both(changeOf(selection), change, context);
  expect(read).not.toBeNull();
  expect(JSON.stringify(read)).toBe(JSON.stringify(executed));
});

test.each([
  ['a list', 'capabilities', contextOf(model)],
  ['an object of another type', 'status', contextOf({ status: 'ACTIVE' })],
  ['a field that is missing', 'id name', contextOf(model)],
  [
    'a field that fails beside a promise',
    'isDefault name',
    contextOf(model, async () => {
      throw new Error('The database is away.');
    }),
  ],
])('%s in an event needs the executor', async (_name, selection, context) => {
  const { read } = await both(changeOf(selection), change, context);
  expect(read).toBeNull();
});

test('a promise in an event that rejects needs the executor', async () => {
  const failed = Promise.reject(new Error('The database is away.'));
  const reading = both(changeOf('status'), change, contextOf(failed));
  await expect(reading).rejects.toThrow('The database is away.');
});

test.each([
  [
    'its root is selected twice',
    'subscription { chatEvents(completionId: "x") { ... on ChatEvent { seq } } ... { chatEvents(completionId: "x") { ... on ChatEvent { completionId } } } }',
    delta,
  ],
  ['a value is missing', over('seq'), { ...delta, seq: undefined }],
  ['a value is of another kind', over('seq'), { ...delta, seq: 'two' }],
  ['its type does not exist', over('seq'), { ...delta, type: 'Nothing' }],
  ['its type is another one', over('seq'), { ...delta, type: 'Model' }],
  ['it is nothing', over('seq'), null],
])('an event needs the executor when %s', async (_name, selection, event) => {
  const { read } = await both(selection, event);
  expect(read).toBeNull();
});

test('subscribers with the same document share a plan, and each event is read with its own context', async () => {
  const document = parse(changeOf('displayName'));
  const [one, other] = ['Gemma', 'Qwen'].map((displayName) => {
    const found = Object.assign(Object.create(Model.prototype) as Model, { displayName });
    const args = validateSubscriptionArgs({ schema, document, contextValue: contextOf(found) });
    if (!('schema' in args)) throw new Error(JSON.stringify(args));
    return { plan: EventPlan.of(args), context: args.contextValue, displayName };
  });
  expect(one?.plan).toBe(other?.plan);
  for (const { plan, context, displayName } of [one, other].filter((each) => each !== undefined)) {
    expect(await plan.read(change, context)).toMatchObject({
      data: { modelChanges: { model: { displayName } } },
    });
  }
});

test('a subscription with variables has its own plan', () => {
  const document = parse(over('seq @skip(if: $no)'));
  const planOf = (no: boolean) => {
    const args = validateSubscriptionArgs({ schema, document, variableValues: { no } });
    if (!('schema' in args)) throw new Error(JSON.stringify(args));
    return EventPlan.of(args).read(delta, {});
  };
  expect(planOf(false)).toEqual({ data: { chatEvents: { seq: 2 } } });
  expect(planOf(true)).toEqual({ data: { chatEvents: {} } });
});
