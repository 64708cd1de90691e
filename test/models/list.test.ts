import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListModelsQueryVariables } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { CreateModel, ListModels, UpdateModel } from '../support/operations.ts';

let app: TestApp;
let client: GraphqlClient;
const names = ['delta', 'alpha', 'echo', '100%_sure', 'bravo', 'Charlie\\x'];

beforeAll(async () => {
  app = await createTestApp();
  client = await app.as('acme');
  for (const name of names) await create(client, name);
  await create(await app.as('globex'), 'foreign');
});
afterAll(() => app[Symbol.asyncDispose]());

async function create(as: GraphqlClient, name: string): Promise<string> {
  const remote = { name, type: 'CHAT' as const, baseUrl: 'https://api.example.com' };
  const { createModel } = await as.data(CreateModel, { input: { remote } });
  if (createModel.__typename !== 'ModelPayload') throw new Error(JSON.stringify(createModel));
  return createModel.model.id;
}

async function list(variables: ListModelsQueryVariables) {
  const { models } = await client.data(ListModels, variables);
  return { ...models, names: models.nodes.map(({ name }) => name) };
}

const byName = { field: 'NAME', direction: 'ASC' } as const;

test("lists the tenant's own models, newest first", async () => {
  const page = await list({});
  expect(page.names).toEqual([...names].reverse());
  expect(page.totalCount).toBe(names.length);
});

test.each([
  ['forwards', 'first', 'after', 'endCursor', 'hasNextPage'],
  ['backwards', 'last', 'before', 'startCursor', 'hasPreviousPage'],
] as const)(
  'pages %s to the end, in either direction of every order',
  async (_name, size, cursor, end, more) => {
    for (const field of ['NAME', 'CREATED_AT', 'UPDATED_AT'] as const) {
      for (const direction of ['ASC', 'DESC'] as const) {
        const orderBy = { field, direction };
        const whole = (await list({ orderBy })).names;
        const seen: string[] = [];
        let at: string | null | undefined;
        for (;;) {
          const page = await list({ orderBy, [size]: 2, [cursor]: at ?? null });
          if (size === 'first') seen.push(...page.names);
          else seen.unshift(...page.names);
          at = page.pageInfo[end];
          if (!page.pageInfo[more]) break;
        }
        expect(seen).toEqual(whole);
      }
    }
  },
);

test('a page up to a cursor has a next page, and a page from a cursor a previous one', async () => {
  const { pageInfo } = await list({ orderBy: byName, first: 3 });
  const end = pageInfo.endCursor ?? null;
  const upTo = await list({ orderBy: byName, first: 10, before: end });
  expect(upTo.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const from = await list({ orderBy: byName, last: 10, after: end });
  expect(from.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
});

test('pages neither repeat nor skip rows while others are added and deleted', async () => {
  const first = await list({ orderBy: byName, first: 3 });
  const added = await create(client, 'aardvark');
  const second = await list({
    orderBy: byName,
    first: 10,
    after: first.pageInfo.endCursor ?? null,
  });
  const { updateModel } = await client.data(UpdateModel, { input: { id: added, name: 'zulu' } });
  expect(updateModel.__typename).toBe('ModelPayload');
  expect([...first.names, ...second.names].toSorted()).toEqual(names.toSorted());
});

test.each([
  ['a percent sign', '%', ['100%_sure']],
  ['an underscore', '_', ['100%_sure']],
  ['a backslash', '\\', ['Charlie\\x']],
  ['another case', 'CHARLIE', ['Charlie\\x']],
  ['a quote', "'", []],
  ['an SQL wildcard pattern', 'a%a', []],
])('a search for %s finds it literally', async (_name, search, found) => {
  expect((await list({ filter: { search } })).names).toEqual(found);
});

test('filters apply to rows and totalCount', async () => {
  expect(await list({ filter: { types: ['EMBEDDING'] } })).toMatchObject({
    names: [],
    totalCount: 0,
  });
  expect((await list({ filter: { types: [] } })).names).toEqual([]);
  expect((await list({ filter: { sources: ['LOCAL'] } })).names).toEqual([]);
  expect((await list({ filter: { provider: 'generic', search: 'alpha' } })).totalCount).toBe(1);
});

const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const id = '00000000-0000-4000-8000-000000000000';

test.each<[string, ListModelsQueryVariables, string]>([
  ['no items', { first: 0 }, 'first'],
  ['fewer than none', { first: -1 }, 'first'],
  ['too many', { first: 101 }, 'first'],
  ['too many from the end', { last: 1_000_000 }, 'last'],
  ['both directions', { first: 1, last: 1 }, 'last'],
  ['a cursor that is none', { after: 'garbage' }, 'after'],
  ['a cursor of another order', { orderBy: byName, after: cursor(['CREATED_AT', 1, id]) }, 'after'],
  ['a cursor with a value of another kind', { after: cursor(['CREATED_AT', 'x', id]) }, 'after'],
  ['a cursor with an id that is none', { after: cursor(['CREATED_AT', 1, "' or 1=1"]) }, 'after'],
  ['a huge cursor', { before: 'A'.repeat(1_000_000) }, 'before'],
])('%s is rejected with its path', async (_name, variables, argument) => {
  const { errors } = await client.execute(ListModels, variables);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: [argument] }],
  });
});

test("another tenant's cursor shows nothing of that tenant", async () => {
  const stranger = await app.as('globex');
  const { models } = await stranger.data(ListModels, { orderBy: byName });
  const page = await list({
    orderBy: byName,
    last: 100,
    before: models.pageInfo.endCursor ?? null,
  });
  expect(page.names).not.toContain('foreign');
});
