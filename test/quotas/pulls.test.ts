import { expect, test } from 'vitest';
import { createLocal, createPullFixture, reach, registry, see } from '../support/pull-fixture.ts';
import { CreateWithQuota } from '../support/quota-operations.ts';

const noisy = Array.from({ length: 8 }, (_, index) => `noisy-${index}`);
const calm = Array.from({ length: 4 }, (_, index) => `calm-${index}`);

test('downloads of a tenant are limited', async () => {
  await using fixture = await createPullFixture(registry(...noisy), {
    quotas: { TENANT_PULLS: 2 },
  });
  const { app, client, ollama } = fixture;
  ollama.bytesPerSecond = 0;
  const ids = [await createLocal(client, 'noisy-0'), await createLocal(client, 'noisy-1')];
  const create = async (name: string) =>
    (await client.data(CreateWithQuota, { input: { local: { name, type: 'CHAT' } } })).createModel;
  expect(await create('noisy-2')).toEqual({
    __typename: 'QuotaExceededError',
    code: 'LIMIT_EXCEEDED',
    quota: 'TENANT_PULLS',
    limit: 2,
    retryAfterMs: 10_000,
  });
  // A model that waits for the same download needs no other one.
  expect((await create('noisy-0')).__typename).toBe('ModelPayload');
  await createLocal(await app.as('other'), 'noisy-2');
  ollama.bytesPerSecond = 1_000_000_000;
  for (const id of ids) await reach(client, id, 'ACTIVE');
  expect((await create('noisy-3')).__typename).toBe('ModelPayload');
});

test('a tenant with many downloads leaves a slot, and tenants are served in turn', async () => {
  await using fixture = await createPullFixture(registry(...noisy, ...calm), { ollamaPulls: 3 });
  const { app, client, ollama } = fixture;
  const other = await app.as('calm');
  ollama.bytesPerSecond = 0;
  for (const name of noisy) await createLocal(client, name);
  const begun = () => ollama.pulls.map(({ name }) => name.split('-')[0]);
  await expect.poll(begun).toEqual(['noisy', 'noisy']);
  const waiting: string[] = [];
  for (const name of calm) waiting.push(await createLocal(other, name));
  await expect.poll(begun).toEqual(['noisy', 'noisy', 'calm']);
  // The first download of the second tenant runs although eight were queued before it.
  expect((await see(other, waiting[0] ?? '')).pull?.state).toBe('RUNNING');
  ollama.bytesPerSecond = 1_000_000_000;
  for (const id of waiting) await reach(other, id, 'ACTIVE');
  // While both wait, no tenant gets more than one slot more than the other.
  const order = begun();
  const lastCalm = order.lastIndexOf('calm');
  expect(order.slice(0, lastCalm).filter((tenant) => tenant === 'noisy').length).toBeLessThan(8);
});
