import { expect, test } from 'vitest';
import { StartWriter } from '../../src/services/chat/start-writer.ts';
import type { ChatStart, StartOutcome } from '../../src/services/chat/store-starts.ts';

const start = (id: string, owner = 'me'): ChatStart => ({
  id,
  owner,
  tenantId: 'acme',
  subject: 'user',
  kind: 'CHAT',
  model: { id: 'model', version: 1, keysVersion: 0 },
  route: null,
  defaultOf: null,
  request: null,
  warnings: [],
  createdAt: new Date(0),
});

const allStored = (starts: readonly ChatStart[]) =>
  new Map(starts.map(({ id }) => [id, 'stored' as StartOutcome]));

const sqlError = (code: string) => Object.assign(new Error('refused'), { code });

test('a start is stored at once, and starts during its statement in the next one', async () => {
  const batches: string[][] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const writer = new StartWriter({
    write: async (_owner, starts) => {
      batches.push(starts.map(({ id }) => id));
      await promise;
      return allStored(starts);
    },
  });
  const first = writer.store(start('a'));
  expect(batches).toEqual([['a']]);
  const second = [writer.store(start('b')), writer.store(start('c'))];
  resolve();
  expect(await Promise.all([first, ...second])).toEqual(['stored', 'stored', 'stored']);
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('each lease has its own statement', async () => {
  const owners: string[] = [];
  const writer = new StartWriter({
    write: async (owner, starts) => {
      owners.push(owner);
      return allStored(starts);
    },
  });
  await Promise.all([writer.store(start('a')), writer.store(start('b', 'other'))]);
  expect(owners).toEqual(['me', 'other']);
});

test('a value that the database rejects does not affect other starts', async () => {
  const writer = new StartWriter({
    write: async (_owner, starts) => {
      if (starts.some(({ id }) => id === 'bad')) throw sqlError('22P05');
      return allStored(starts);
    },
  });
  const ends = await Promise.allSettled(['a', 'bad', 'c'].map((id) => writer.store(start(id))));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(writer.isHealthy).toBe(true);
});

test('a start with a locked model is retried', async () => {
  let tries = 0;
  const writer = new StartWriter({
    write: async (_owner, starts) => {
      tries += 1;
      return tries < 3 ? new Map(starts.map(({ id }) => [id, 'locked'])) : allStored(starts);
    },
  });
  expect(await writer.store(start('a'))).toBe('stored');
  expect(tries).toBe(3);
});

test('the writer is unhealthy from a failed statement to the next successful one', async () => {
  let isDown = true;
  const writer = new StartWriter({
    write: async (_owner, starts) => {
      if (isDown) throw sqlError('57P01');
      return allStored(starts);
    },
  });
  await expect(writer.store(start('a'))).rejects.toThrow('refused');
  expect(writer.isHealthy).toBe(false);
  isDown = false;
  await writer.store(start('b'));
  expect(writer.isHealthy).toBe(true);
});

test('starts that wait when the writer stops are rejected', async () => {
  const writer = new StartWriter({ write: async (_owner, starts) => allStored(starts) });
  const running = writer.store(start('a'));
  const waiting = writer.store(start('b'));
  writer.stop();
  await expect(waiting).rejects.toThrow('stopping');
  expect(await running).toBe('stored');
  await expect(writer.store(start('c'))).rejects.toThrow('stopping');
});
