import { expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { PostgresListener } from '../../src/db/postgres-listener.ts';
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts';
import { onServer, throughProxy } from '../support/on-server.ts';
import { createTestDatabase } from '../support/test-database.ts';

test('a notification is received after its transaction was committed', async () => {
  await using stack = new AsyncDisposableStack();
  const { location } = stack.use(await createTestDatabase());
  const database = stack.use(await Database.open(location));
  const received: string[] = [];
  const onNotify = (payload: string) => void received.push(payload);
  stack.use(await database.listen('topics', { onNotify, onGap: () => {} }));
  await database
    .asPlatform(async (em) => {
      await em.execute(`select pg_notify('topics', 'rolled back')`);
      throw new Error('no');
    })
    .catch(() => {});
  await database.asPlatform((em) => em.execute(`select pg_notify('topics', 'committed')`));
  await expect.poll(() => received).toEqual(['committed']);
});

test.runIf(inject('databaseTemplate').kind === 'postgres').each([
  ['frozen', (proxy: CuttableProxy) => proxy.freeze()],
  ['cut', (proxy: CuttableProxy) => proxy.cut()],
] as const)(
  'a listener whose connection is %s reconnects and reports the gap',
  async (_name, stop) => {
    await using stack = new AsyncDisposableStack();
    const { location } = stack.use(await createTestDatabase());
    if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
    const proxy = stack.use(await startCuttableProxy(location.url));
    const received: string[] = [];
    let gaps = 0;
    const listener = stack.use(
      new PostgresListener({
        url: throughProxy(location.url, proxy.origin),
        channel: 'topics',
        listener: {
          onNotify: (payload) => void received.push(payload),
          onGap: () => {
            gaps += 1;
          },
        },
        checkIntervalMs: 100,
        timeoutMs: 500,
      }),
    );
    await listener.connect();
    await onServer(location.url, `notify topics, 'before'`);
    await expect.poll(() => received).toEqual(['before']);
    stop(proxy);
    await expect.poll(() => proxy.connections, { timeout: 5_000 }).toBeGreaterThan(1);
    proxy.thaw();
    await expect.poll(() => gaps, { timeout: 5_000 }).toBe(1);
    await onServer(location.url, `notify topics, 'after'`);
    await expect.poll(() => received).toEqual(['before', 'after']);
  },
);
