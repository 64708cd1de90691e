import { afterAll, beforeAll, expect, test } from 'vitest';
import { withChanges } from '../../web/src/models/with-changes.ts';
import type { JobModelsQuery, JobPullsQuery, JobRotationSubscription } from '../gql/graphql.ts';
import { delivered } from '../support/delivered.ts';
import { chunk, content, done, sendStream, sseHeaders } from '../support/fake-openai.ts';
import type { FrontEnd } from '../support/front-end.ts';
import { createFrontEndFixture, type FrontEndFixture } from '../support/front-end-fixture.ts';
import * as jobs from '../support/front-end-operations.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { DeleteModel, UpdateModel } from '../support/operations.ts';

type ModelRow = JobModelsQuery['models']['nodes'][number];
type PullRow = JobPullsQuery['pulls']['nodes'][number];

const messages = [{ role: 'USER' as const, content: 'Why is the sky blue?' }];
const words = ['Sunlight ', 'scatters.'];
const endOfResponse = [chunk({ finishReason: 'stop' }), done];

let fixture: FrontEndFixture;
/** Another client of the tenant, whose changes the front ends show. */
let other: GraphqlClient;
let modelId: string;

beforeAll(async () => {
  fixture = await createFrontEndFixture();
  ({ other, modelId } = fixture);
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** Fails the test for an item that is an error. */
function textOf(item: { __typename?: string; text?: string; message?: string }): string {
  if (item.message !== undefined) throw new Error(item.message);
  return item.text ?? '';
}

test('live list: a row changes, appears and disappears after what another client does', async () => {
  await using page = await fixture.open();
  const { id: gone } = await fixture.registerChat('Gone soon');
  const list = await page.show(jobs.JobModels, {});
  const changed = new Map<string, ModelRow | null>();
  void page.follow(
    jobs.JobModelChanges,
    { after: list.data.models.changesCursor },
    ({ modelChanges }) => {
      const { kind, modelId: id, model } = delivered(modelChanges);
      if (kind !== 'UPDATED' || changed.has(id)) changed.set(id, model);
    },
  );
  const rows = () =>
    withChanges(list.data.models.nodes, changed).map(({ displayName }) => displayName);
  expect(rows()).toEqual(['Gone soon', 'First']);
  await other.data(UpdateModel, { input: { id: modelId, displayName: 'Renamed' } });
  await expect.poll(rows).toEqual(['Gone soon', 'Renamed']);
  const { id } = await fixture.registerChat('New');
  await other.data(UpdateModel, { input: { id, displayName: 'Newer' } });
  await other.data(DeleteModel, { input: { id: gone } });
  await expect.poll(rows).toEqual(['Newer', 'Renamed']);
  expect(page.sent).toEqual(['query JobModels', 'subscription JobModelChanges']);
});

test('chat: the models to choose from, and a response', async () => {
  fixture.chat = (exchange) => sendStream(exchange, [...words.map(content), ...endOfResponse]);
  await using page = await fixture.open();
  const { data } = await page.show(jobs.JobModels, {});
  expect(data.models.nodes.map(({ id }) => id)).toContain(modelId);
  let text = '';
  let finishReason: string | null = null;
  await page.follow(jobs.JobChat, { input: { modelId, messages } }, ({ chat: event }) => {
    text += textOf(event);
    if (event.__typename === 'ChatCompleted') ({ finishReason } = event.completion);
  });
  expect({ text, finishReason }).toEqual({ text: words.join(''), finishReason: 'STOP' });
  expect(page.sent).toEqual(['query JobModels', 'subscription JobChat']);
});

test('resume: a reload in the middle of a response continues it exactly once', async () => {
  const { promise: afterReload, resolve: continueResponse } = Promise.withResolvers<void>();
  fixture.chat = async (exchange) => {
    exchange.head(200, sseHeaders);
    await exchange.write(content(words[0] ?? ''));
    await afterReload;
    for (const part of [content(words[1] ?? ''), ...endOfResponse]) await exchange.write(part);
    exchange.end();
  };
  /** What the tab stores. */
  const tab = { completionId: '', after: 0, text: '' };
  const follow = (page: FrontEnd, onText: () => void = () => {}) =>
    page.follow(
      jobs.JobChatEvents,
      { completionId: tab.completionId, after: tab.after },
      (data) => {
        const event = data.chatEvents;
        tab.text += textOf(event);
        if ('seq' in event) tab.after = event.seq;
        if (tab.text !== '') onText();
      },
    );
  {
    await using page = await fixture.open();
    const input = { modelId, messages, requestId: 'before the reload' };
    const { startChat } = await page.mutate(jobs.JobStartChat, { input });
    if (startChat.__typename !== 'StartChatPayload') throw new Error(startChat.message);
    tab.completionId = startChat.completion.id;
    await new Promise<void>((resolve) => void follow(page, resolve));
    expect(page.sent).toEqual(['mutation JobStartChat', 'subscription JobChatEvents']);
  }
  expect(tab.text).toBe(words[0]);
  await using page = await fixture.open();
  const ended = follow(page);
  continueResponse();
  await ended;
  expect(tab.text).toBe(words.join(''));
  expect(page.sent).toEqual(['subscription JobChatEvents']);
});

const shareOf = ({ completedBytes, totalBytes }: Pick<PullRow, 'completedBytes' | 'totalBytes'>) =>
  totalBytes === 0 ? 0 : completedBytes / totalBytes;

test('download bar: it reaches 100 %', async () => {
  await using page = await fixture.open();
  const input = { local: { name: 'one', type: 'CHAT' as const } };
  const { createModel } = await page.mutate(jobs.JobCreateLocal, { input });
  if (createModel.__typename !== 'ModelPayload') throw new Error(createModel.message);
  const { id, pull } = createModel.model;
  const shares = [pull === null ? Number.NaN : shareOf(pull)];
  await page.follow(jobs.JobPullProgress, { modelId: id }, ({ pullProgress }) => {
    shares.push(shareOf(delivered(pullProgress)));
  });
  expect(shares[0]).toBeLessThan(1);
  expect(shares.at(-1)).toBe(1);
  expect(page.sent).toEqual(['mutation JobCreateLocal', 'subscription JobPullProgress']);
});

test('download bars of all models: a new download appears from its event', async () => {
  await using page = await fixture.open();
  const list = await page.show(jobs.JobPulls, {});
  const changed = new Map<string, PullRow>();
  const after = list.data.pulls.changesCursor;
  void page.follow(jobs.JobPullChanges, { after }, ({ pullChanges }) => {
    const pull = delivered(pullChanges);
    changed.set(pull.id, pull);
  });
  const bars = () =>
    withChanges(list.data.pulls.nodes, changed).map((pull) => [pull.name, shareOf(pull)]);
  expect(bars()).toEqual([['one', 1]]);
  const input = { local: { name: 'two', type: 'CHAT' as const } };
  await other.data(jobs.JobCreateLocal, { input });
  await expect.poll(bars).toEqual([
    ['two', 1],
    ['one', 1],
  ]);
  expect(page.sent).toEqual(['query JobPulls', 'subscription JobPullChanges']);
});

test('usage: sums, days and models', async () => {
  await using page = await fixture.open();
  const day = 86_400_000;
  const [from = '', to = ''] = [Date.now() - day, Date.now() + day].map((time) =>
    new Date(time).toISOString(),
  );
  const { total, byDay, byModel } = await page.query(jobs.JobUsage, { from, to });
  expect(total).toMatchObject([{ calls: 2, failures: 0 }]);
  expect(byDay.reduce((sum, { calls }) => sum + calls, 0)).toBe(2);
  expect(byModel).toMatchObject([{ calls: 2, model: { id: modelId, displayName: 'Renamed' } }]);
  expect(page.sent).toEqual(['query JobUsage']);
});

test('rotation of encryption keys: the progress, and which key can be removed', async () => {
  await using page = await fixture.open();
  const { rotateEncryptionKeys } = await page.mutate(jobs.JobRotate, {});
  expect(rotateEncryptionKeys).toMatchObject({ __typename: 'RotateEncryptionKeysPayload' });
  const states: JobRotationSubscription['keyRotation'][] = [];
  await page.follow(jobs.JobRotation, {}, ({ keyRotation }) => states.push(keyRotation));
  const { state, completed, total, encryptionStatus } = states.at(-1) ?? {};
  expect({ state, completed, total }).toEqual({ state: 'FINISHED', completed: 1, total: 1 });
  expect(encryptionStatus?.keys).toContainEqual(
    expect.objectContaining({ keyId: 'old', valueCount: 0 }),
  );
  expect(page.sent).toEqual(['mutation JobRotate', 'subscription JobRotation']);
});

test('connection test: each step as it happens', async () => {
  fixture.chat = (exchange) => sendStream(exchange, [...words.map(content), ...endOfResponse]);
  await using page = await fixture.open();
  const remote = { name: 'gpt', type: 'CHAT' as const, ...fixture.endpoint };
  const steps: [string, boolean][] = [];
  await page.follow(jobs.JobTestConnection, { input: { model: { remote } } }, (data) => {
    const { name, ok } = delivered(data.testConnection);
    steps.push([name, ok]);
  });
  const names = ['ADDRESS', 'CONNECTION', 'CREDENTIAL', 'MODEL', 'ANSWER'];
  expect(steps).toEqual(names.map((name) => [name, true]));
  expect(page.sent).toEqual(['subscription JobTestConnection']);
});

test('registration form: the providers, and what an endpoint offers', async () => {
  await using page = await fixture.open();
  const form = await page.show(jobs.JobProviders, {});
  const openai = form.data.providers.find(({ name }) => name === 'openai');
  expect(openai).toMatchObject({ displayName: 'OpenAI', requiresCredential: true });
  expect(openai?.chatBaseUrl).toMatch(/^https:/);
  const input = fixture.endpoint;
  const { offeredModels } = await page.query(jobs.JobOfferedModels, { input });
  expect(offeredModels).toMatchObject({
    provider: { name: 'generic' },
    models: [{ name: 'gpt' }],
  });
  expect(page.sent).toEqual(['query JobProviders', 'query JobOfferedModels']);
});

test('audit: who did what to which model', async () => {
  await using page = await fixture.open();
  const filter = { modelId, actions: ['UPDATED' as const] };
  const { auditEvents } = await page.query(jobs.JobAudit, { filter });
  expect(auditEvents.nodes).toMatchObject([
    { subject: 'bob', fields: ['displayName'], model: { displayName: 'Renamed' } },
  ]);
  expect(page.sent).toEqual(['query JobAudit']);
});

test('edit with optimistic lock: a conflict shows the current model, and a retry succeeds', async () => {
  await using page = await fixture.open();
  const form = await page.show(jobs.JobModel, { id: modelId });
  const expectedVersion = form.data.model?.version ?? null;
  await other.data(UpdateModel, { input: { id: modelId, displayName: 'Theirs' } });
  page.sent.length = 0;
  const mine = { id: modelId, description: 'Mine' };
  const { updateModel: refused } = await page.mutate(jobs.JobUpdateModel, {
    input: { ...mine, expectedVersion },
  });
  if (refused.__typename !== 'ConflictError') throw new Error('The version was not checked.');
  // The form shows what the other client has stored, without another query.
  await expect.poll(() => form.data.model).toMatchObject({ displayName: 'Theirs' });
  expect(form.data.model?.version).toBe(refused.currentVersion);
  await page.mutate(jobs.JobUpdateModel, {
    input: { ...mine, expectedVersion: refused.currentVersion },
  });
  await expect
    .poll(() => form.data.model)
    .toMatchObject({ displayName: 'Theirs', description: 'Mine' });
  expect(page.sent).toEqual(['mutation JobUpdateModel', 'mutation JobUpdateModel']);
});
