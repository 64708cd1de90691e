import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PullProgressSubscription } from '../gql/graphql.ts';
import { type Delivered, delivered } from '../support/delivered.ts';
import { type Stream, transports } from '../support/graphql-client.ts';
import { DeleteModel } from '../support/operations.ts';
import {
  createLocal,
  createPullFixture,
  megabyte,
  type PullFixture,
  reach,
} from '../support/pull-fixture.ts';
import { CancelPull, PullProgress } from '../support/pull-operations.ts';
import { register } from '../support/registered-model.ts';

type Progress = Delivered<PullProgressSubscription['pullProgress']>;

const names = ['moving', 'late', 'left', 'gone', 'rolled'].flatMap((name) =>
  transports.map((transport) => `${name}-${transport}`),
);

let fixture: PullFixture;
beforeAll(async () => {
  const model = { layers: [60 * megabyte, 20 * megabyte, 500] };
  fixture = await createPullFixture(Object.fromEntries(names.map((name) => [name, model])));
});
beforeEach(() => {
  fixture.ollama.bytesPerSecond = 120 * megabyte;
});
afterAll(() => fixture[Symbol.asyncDispose]());

async function readAll(stream: Stream<PullProgressSubscription>): Promise<Progress[]> {
  const seen: Progress[] = [];
  for await (const { data, errors } of stream) {
    if (data == null) throw new Error(JSON.stringify(errors));
    seen.push(delivered(data.pullProgress));
  }
  return seen;
}

describe.each(transports)('over %s', (transport) => {
  const watch = (modelId: string, client = fixture.client) =>
    client.subscribe(transport, PullProgress, { modelId });

  test('a remote model has no download to follow', async () => {
    const { id } = await register(fixture.client, { baseUrl: 'http://127.0.0.1:9' });
    const stream = await watch(id);
    const { value } = await stream.next();
    expect(value?.data?.pullProgress).toMatchObject({
      __typename: 'InvalidInputError',
      code: 'INVALID_INPUT',
      fields: [
        {
          path: ['modelId'],
          message: 'is the ID of a remote model; only local models are downloaded',
        },
      ],
    });
    expect(await stream.next()).toMatchObject({ done: true });
  });

  test('a download reports progress and its end', async () => {
    fixture.ollama.bytesPerSecond = 40 * megabyte;
    const id = await createLocal(fixture.client, `moving-${transport}`);
    const begun = performance.now();
    const seen = await readAll(await watch(id));
    const seconds = (performance.now() - begun) / 1_000;
    const last = seen.at(-1);
    expect(last).toMatchObject({
      state: 'SUCCEEDED',
      completedBytes: 80 * megabyte,
      totalBytes: 80 * megabyte,
      bytesPerSecond: null,
      attempt: 1,
    });
    expect(last?.layers).toEqual([
      expect.objectContaining({ completedBytes: 60 * megabyte, totalBytes: 60 * megabyte }),
      expect.objectContaining({ completedBytes: 20 * megabyte, totalBytes: 20 * megabyte }),
    ]);
    expect(seen.slice(0, -1).every(({ state }) => /QUEUED|RUNNING/.test(state))).toBe(true);
    const bytes = seen.map(({ completedBytes }) => Number(completedBytes));
    expect(bytes).toEqual(bytes.toSorted((one, next) => one - next));
    expect(bytes.filter((count) => count > 0 && count < 80 * megabyte).length).toBeGreaterThan(2);
    // A few events per second, and three or four that are not progress.
    expect(seen.length).toBeLessThan(4 * seconds + 6);
    expect(seen.some(({ bytesPerSecond }) => Number(bytesPerSecond) > megabyte)).toBe(true);
    expect(seen.every(({ phase }) => !/waiting/.test(phase ?? ''))).toBe(true);
  }, 30_000);

  test('a download that has ended reports its end, and a model without one reports nothing', async () => {
    const id = await createLocal(fixture.client, `late-${transport}`);
    await reach(fixture.client, id, 'ACTIVE');
    expect(await readAll(await watch(id))).toMatchObject([{ state: 'SUCCEEDED' }]);
    fixture.ollama.install(`installed-${transport}`);
    const present = await createLocal(fixture.client, `installed-${transport}`);
    expect(await readAll(await watch(present))).toEqual([]);
  }, 30_000);

  test('the tenant that cancels receives CANCELLED, and the others further progress', async () => {
    const other = await fixture.app.as('globex');
    const mine = await createLocal(fixture.client, `left-${transport}`);
    const theirs = await createLocal(other, `left-${transport}`);
    const both = [await watch(mine), await watch(theirs, other)] as const;
    const ends = both.map(readAll);
    await fixture.client.data(CancelPull, { input: { id: mine } });
    expect((await ends[0])?.at(-1)?.state).toBe('CANCELLED');
    expect((await ends[1])?.at(-1)?.state).toBe('SUCCEEDED');
  }, 30_000);

  test('deleting the model ends the subscription', async () => {
    const id = await createLocal(fixture.client, `gone-${transport}`);
    const stream = await watch(id);
    await stream.next();
    await fixture.client.data(DeleteModel, { input: { id } });
    expect((await readAll(stream)).every(({ state }) => state !== 'SUCCEEDED')).toBe(true);
  });

  test('progress decreases only after Ollama has discarded bytes', async () => {
    fixture.ollama.faults.push({ kind: 'rollback', share: 0.5 }, { kind: 'cut', share: 0.8 });
    const id = await createLocal(fixture.client, `rolled-${transport}`);
    const bytes = (await readAll(await watch(id))).map((one) => Number(one.completedBytes));
    const falls = bytes.filter((count, index) => count < (bytes[index - 1] ?? 0));
    expect(falls.length).toBeLessThanOrEqual(1);
    expect(bytes.at(-1)).toBe(80 * megabyte);
    fixture.ollama.faults.length = 0;
  }, 30_000);

  test.each([
    ['that there is not', 'TW9kZWw6eA'],
    ['that is no id', 'nonsense'],
  ])('a model %s is an error', async (_name, modelId) => {
    const { value } = await (await watch(modelId)).next();
    expect(value?.data?.pullProgress).toMatchObject({ __typename: 'NotFoundError' });
  });

  test('a model of another tenant is the same error', async () => {
    const other = await fixture.app.as('globex');
    fixture.ollama.install(`theirs-${transport}`);
    const theirs = await createLocal(other, `theirs-${transport}`);
    const { value } = await (await watch(theirs)).next();
    expect(value?.data?.pullProgress).toMatchObject({ __typename: 'NotFoundError' });
  });
});
