import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListChatsQueryVariables, UsageGroup } from '../gql/graphql.ts';
import { ask, type ChatFixture, createChatFixture, endOf } from '../support/chat-fixture.ts';
import { answer, errorBody, sendStream } from '../support/fake-openai.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ChatWhole, ListChats, Usage } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let now = new Date('2026-03-01T12:00:00Z');
let fixture: ChatFixture;
let tenant: string;
let ann: GraphqlClient;
let bob: GraphqlClient;
let models: string[];
const ids: string[] = [];
const farAway = { exp: 40 * 365 * 86_400 };

async function chat(client: GraphqlClient, modelId: string): Promise<string> {
  return endOf((await client.data(ChatWhole, ask(modelId))).chat).id;
}

beforeAll(async () => {
  fixture = await createChatFixture('openai', { overrides: { now: () => now } });
  tenant = randomUUID();
  const ttlSeconds = farAway.exp;
  ann = await fixture.app.as(tenant, { subject: 'ann', ttlSeconds });
  bob = await fixture.app.as(tenant, { subject: 'bob', ttlSeconds });
  const baseUrl = `${fixture.upstream.url}/v1`;
  models = [(await register(ann, { baseUrl })).id, (await register(ann, { baseUrl })).id];
  const [one = '', two = ''] = models;
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Because.'])));
  for (const [client, model, day] of [
    [ann, one, '2026-03-01'],
    [ann, one, '2026-03-01'],
    [bob, one, '2026-03-02'],
    [ann, two, '2026-03-02'],
  ] as const) {
    now = new Date(`${day}T23:59:59Z`);
    ids.unshift(await chat(client, model));
  }
  fixture.upstream.handle((exchange) => {
    exchange.head(429, { 'content-type': 'application/json' });
    exchange.end(errorBody('slow', 'rate', 'rate_limit_exceeded'));
  });
  now = new Date('2026-03-03T00:00:00Z');
  ids.unshift(await chat(bob, two));
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function list(variables: ListChatsQueryVariables = {}, client = ann) {
  const { nodes, pageInfo } = (await client.data(ListChats, variables)).chatCompletions;
  return { nodes, pageInfo, ids: nodes.map(({ id }) => id) };
}

describe('completions', () => {
  test('are listed newest first, with their text as long as it is stored', async () => {
    const page = await list();
    expect(new Set(page.ids)).toEqual(new Set(ids));
    expect(page.ids[0]).toBe(ids[0]);
    expect(page.nodes.map(({ status }) => status)).toEqual([
      'FAILED',
      ...Array<string>(4).fill('COMPLETED'),
    ]);
    expect(page.nodes.at(-1)).toMatchObject({ message: { content: 'Because.' } });
  });

  test.each([
    ['first', 'after', 'endCursor', 'hasNextPage'],
    ['last', 'before', 'startCursor', 'hasPreviousPage'],
  ] as const)('are paged to the end by %s', async (size, cursor, end, more) => {
    const whole = (await list()).ids;
    const seen: string[] = [];
    for (let at: string | null | undefined; ; ) {
      const page = await list({ [size]: 2, [cursor]: at ?? null });
      if (size === 'first') seen.push(...page.ids);
      else seen.unshift(...page.ids);
      at = page.pageInfo[end];
      if (!page.pageInfo[more]) break;
    }
    expect(seen).toEqual(whole);
  });

  test('are filtered by model, status, subject and time', async () => {
    const [one = '', two = ''] = models;
    expect((await list({ filter: { modelId: one } })).ids).toHaveLength(3);
    expect((await list({ filter: { statuses: ['FAILED'] } })).ids).toEqual([ids[0]]);
    expect((await list({ filter: { statuses: [] } })).ids).toEqual([]);
    expect((await list({ filter: { subject: 'bob', modelId: two } })).ids).toEqual([ids[0]]);
    const filter = { since: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' };
    expect((await list({ filter })).ids).toHaveLength(2);
  });

  test('are found by their request ID', async () => {
    const carl = await fixture.app.as('initech', { ttlSeconds: farAway.exp, subject: 'carl' });
    const dora = await fixture.app.as('initech', { ttlSeconds: farAway.exp, subject: 'dora' });
    const model = await register(carl, { baseUrl: `${fixture.upstream.url}/v1` });
    const input = { ...ask(model.id).input, requestId: 'r-1' };
    const id = endOf((await carl.data(ChatWhole, { input })).chat).id;
    const same = endOf((await dora.data(ChatWhole, { input })).chat).id;
    const found = (await list({ filter: { requestId: 'r-1' } }, carl)).ids;
    expect(new Set(found)).toEqual(new Set([id, same]));
    expect((await list({ filter: { requestId: 'r-1', subject: 'dora' } }, carl)).ids).toEqual([
      same,
    ]);
    expect((await list({ filter: { requestId: 'r-2' } }, carl)).ids).toEqual([]);
    expect((await list({ filter: { requestId: 'r-1' } })).ids).toEqual([]);
  });

  test('are hidden from another tenant, also with IDs of models and cursors', async () => {
    const stranger = await fixture.app.as('globex', { ttlSeconds: farAway.exp });
    const { endCursor } = (await list()).pageInfo;
    for (const variables of [
      {},
      { filter: { modelId: models[0] ?? '' } },
      { before: endCursor ?? null },
    ]) {
      expect((await list(variables, stranger)).ids).toEqual([]);
    }
  });

  test.each([
    ['a cursor that is none', { after: 'x' }],
    ['a cursor of another list', { after: Buffer.from('["NAME","a"]').toString('base64url') }],
    ['no page at all', { first: 0 }],
  ])('%s is rejected', async (_name, variables) => {
    const { errors } = await ann.execute(ListChats, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('usage', () => {
  const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
  const usage = async (groupBy: UsageGroup[] = [], range = march, client = ann) =>
    (await client.data(Usage, { ...range, groupBy })).usage;

  test('sums up calls, failures and tokens, with percentiles of the times', async () => {
    const [row, ...others] = await usage();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      modelId: null,
      day: null,
      subject: null,
      calls: 5,
      failures: 1,
      promptTokens: 36,
      completionTokens: 4,
      totalTokens: 40,
      firstTokenMs: { p50: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number) },
    });
    expect(row?.durationMs?.p99).toBeGreaterThanOrEqual(row?.durationMs?.p50 ?? 0);
  });

  test('is grouped by model, day and subject', async () => {
    const [one = '', two = ''] = models;
    const byModel = await usage(['MODEL']);
    expect(new Map(byModel.map((row) => [row.model?.id, row.calls]))).toEqual(
      new Map([
        [one, 3],
        [two, 2],
      ]),
    );
    expect((await usage(['DAY'])).map(({ day, calls }) => [day, calls])).toEqual([
      ['2026-03-01', 2],
      ['2026-03-02', 2],
      ['2026-03-03', 1],
    ]);
    const both = await usage(['SUBJECT', 'DAY', 'SUBJECT']);
    expect(both.map(({ subject, day, calls }) => [subject, day, calls])).toEqual([
      ['ann', '2026-03-01', 2],
      ['ann', '2026-03-02', 1],
      ['bob', '2026-03-02', 1],
      ['bob', '2026-03-03', 1],
    ]);
  });

  test('includes the start of the range, but not its end', async () => {
    const range = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };
    expect((await usage([], range))[0]?.calls).toBe(2);
    const nothing = { from: '2025-01-01T00:00:00Z', to: '2025-01-02T00:00:00Z' };
    expect(await usage([], nothing)).toMatchObject([
      { calls: 0, totalTokens: 0, firstTokenMs: null },
    ]);
    expect(await usage(['MODEL'], nothing)).toEqual([]);
  });

  test('does not include another tenant', async () => {
    const stranger = await fixture.app.as('globex', { ttlSeconds: farAway.exp });
    expect((await usage([], march, stranger))[0]?.calls).toBe(0);
  });

  test.each([
    ['backwards', { from: march.to, to: march.from }],
    ['over more than a year', { from: '2024-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }],
  ])('%s is rejected, and the error names the argument', async (_name, range) => {
    const { errors } = await ann.execute(Usage, range);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: ['to'] }],
    });
  });
});
