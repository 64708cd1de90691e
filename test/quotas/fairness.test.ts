import { expect, test } from 'vitest';
import { ModelSlots } from '../../src/services/calls/model-slots.ts';
import { StartWriter } from '../../src/services/chat/start-writer.ts';
import type { ChatStart, StartOutcome } from '../../src/services/chat/store-starts.ts';
import { noParameters } from '../../src/services/models/model-parameters.ts';

const start = (tenantId: string, id: string): ChatStart => ({
  id,
  owner: 'me',
  tenantId,
  subject: 'user',
  kind: 'CHAT',
  model: { id: 'model', version: 1, keysVersion: 0 },
  route: null,
  defaultOf: null,
  request: null,
  warnings: [],
  createdAt: new Date(0),
});

test('a start does not wait for the many starts of another tenant', async () => {
  const batches: string[][] = [];
  const writer = new StartWriter({
    write: async (_owner, starts) => {
      batches.push(starts.map(({ tenantId }) => tenantId));
      return new Map(starts.map(({ id }) => [id, 'stored' as StartOutcome]));
    },
  });
  const flood = Array.from({ length: 1_000 }, (_, index) =>
    writer.store(start('noisy', `${index}`)),
  );
  const few = ['a', 'b', 'c'].map((id) => writer.store(start('calm', id)));
  await Promise.all([...flood, ...few]);
  expect(batches[0]).toEqual(['noisy']);
  expect(batches[1]?.filter((tenant) => tenant === 'calm')).toHaveLength(3);
  expect(batches[1]).toHaveLength(200);
  expect(batches.flat()).toHaveLength(1_003);
});

const model = { id: 'shared', parameters: { ...noParameters, maxConcurrency: 2 } };

/** A queue of calls that end one after the other. */
function queue() {
  const slots = new ModelSlots();
  const served: string[] = [];
  const open: Disposable[] = [];
  const call = (tenant: string, signal = new AbortController().signal) =>
    slots.acquire(model, tenant, signal).then((slot) => {
      served.push(tenant);
      open.push(slot);
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const endOne = async () => {
    open.shift()?.[Symbol.dispose]();
    await settle();
  };
  return { served, open, call, endOne, settle };
}

test('tenants that share a model are served in turn, whatever the length of their queues', async () => {
  const { served, call, endOne, settle } = queue();
  for (let index = 0; index < 100; index += 1) void call('noisy');
  for (let index = 0; index < 3; index += 1) void call('calm');
  await settle();
  expect(served).toEqual(['noisy', 'noisy']);
  for (let index = 0; index < 7; index += 1) await endOne();
  expect(served.slice(2)).toEqual(['noisy', 'calm', 'noisy', 'calm', 'noisy', 'calm', 'noisy']);
});

test('a call that leaves while it waits takes no slot with it', async () => {
  const { served, open, call, endOne, settle } = queue();
  const leaving = new AbortController();
  for (const tenant of ['a', 'a']) void call(tenant);
  const left = call('b', leaving.signal);
  void call('c');
  await settle();
  leaving.abort(new Error('left'));
  // The slot is released before the cancelled call can run.
  open.shift()?.[Symbol.dispose]();
  await expect(left).rejects.toThrow('left');
  await settle();
  expect(served).toEqual(['a', 'a', 'c']);
  for (const tenant of ['d', 'd']) void call(tenant);
  await endOne();
  await endOne();
  expect(served).toEqual(['a', 'a', 'c', 'd', 'd']);
});
