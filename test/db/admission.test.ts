import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Admission } from '../../src/db/admission.ts';
import { OverloadedError, ShuttingDownError } from '../../src/errors.ts';

const limits = { slots: 10, waitMs: 5_000, waitingPerTenant: 20, waiting: 30 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Attempt {
  /** Why the transaction was rejected. */
  error: Error | null;
}

/** Transactions of tenants that run until they are ended. */
class Tenants {
  readonly #admission: Admission;
  readonly #running: { readonly tenant: string; readonly end: () => void }[] = [];
  /** Tenants in the order in which their transactions started. */
  readonly begun: string[] = [];

  constructor(admission: Admission) {
    this.#admission = admission;
  }

  async start(tenant: string, count = 1): Promise<Attempt[]> {
    const attempts = Array.from({ length: count }, (): Attempt => ({ error: null }));
    for (const attempt of attempts) {
      const transaction = () => {
        this.begun.push(tenant);
        const end = Promise.withResolvers<void>();
        this.#running.push({ tenant, end: end.resolve });
        return end.promise;
      };
      this.#admission.run(tenant, transaction).catch((error: Error) => {
        attempt.error = error;
      });
    }
    await vi.advanceTimersByTimeAsync(0);
    return attempts;
  }

  /** Ends the oldest transaction of a tenant. */
  async end(tenant: string): Promise<void> {
    const index = this.#running.findIndex((running) => running.tenant === tenant);
    this.#running.splice(index, 1)[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
  }

  running(tenant: string): number {
    return this.#running.filter((running) => running.tenant === tenant).length;
  }
}

test('a single busy tenant gets half of the slots', async () => {
  const tenants = new Tenants(new Admission(limits));
  await tenants.start('acme', 12);
  expect(tenants.running('acme')).toBe(5);
});

test('blocked tenants leave a slot for another tenant', async () => {
  const tenants = new Tenants(new Admission(limits));
  await tenants.start('acme', 8);
  await tenants.start('globex', 8);
  await tenants.start('initech', 8);
  await tenants.start('umbrella', 1);
  expect(['acme', 'globex', 'initech', 'umbrella'].map((name) => tenants.running(name))).toEqual([
    5, 3, 1, 1,
  ]);
});

test.each([1, 2, 3])('with %i slots, all tenants are served', async (slots) => {
  const tenants = new Tenants(new Admission({ ...limits, slots }));
  await tenants.start('acme', 3);
  await tenants.start('globex', 3);
  expect(tenants.begun.length).toBeGreaterThan(0);
  while (tenants.begun.length < 6) {
    const [next] = ['acme', 'globex'].filter((name) => tenants.running(name) > 0);
    expect(next).toBeDefined();
    await tenants.end(next ?? '');
  }
});

test('waiting tenants are served in turn, whatever their number of transactions', async () => {
  const tenants = new Tenants(new Admission({ ...limits, slots: 1 }));
  await tenants.start('acme', 6);
  await tenants.start('globex', 2);
  await tenants.start('initech', 1);
  while (tenants.begun.length < 9) await tenants.end(tenants.begun.at(-1) ?? '');
  expect(tenants.begun).toEqual([
    ...['acme', 'acme', 'globex', 'initech', 'acme', 'globex'],
    ...['acme', 'acme', 'acme'],
  ]);
});

test('a transaction that has waited for five seconds is rejected and leaves the queue', async () => {
  const tenants = new Tenants(new Admission({ ...limits, slots: 1 }));
  await tenants.start('acme');
  const [late] = await tenants.start('acme');
  await vi.advanceTimersByTimeAsync(4_999);
  const [later] = await tenants.start('acme');
  await vi.advanceTimersByTimeAsync(1);
  expect(late?.error).toBeInstanceOf(OverloadedError);
  expect(tenants.begun).toHaveLength(1);
  await tenants.end('acme');
  await tenants.end('acme');
  expect(later?.error).toBeNull();
  expect(tenants.begun).toHaveLength(2);
});

test('under a restriction, one transaction runs at a time, and all again afterwards', async () => {
  const admission = new Admission(limits);
  const tenants = new Tenants(admission);
  await tenants.start('acme', 2);
  admission.restrict();
  await tenants.start('globex', 3);
  await tenants.end('acme');
  expect(tenants.running('globex')).toBe(0);
  await tenants.end('acme');
  expect(tenants.running('globex')).toBe(1);
  admission.restore();
  await vi.advanceTimersByTimeAsync(0);
  expect(tenants.running('globex')).toBe(3);
});

test('the queue is limited for each tenant and in total', async () => {
  const tenants = new Tenants(new Admission({ ...limits, slots: 1 }));
  const acme = await tenants.start('acme', 22);
  expect(acme[21]?.error).toBeInstanceOf(OverloadedError);
  const globex = await tenants.start('globex', 11);
  expect(globex[10]?.error).toBeInstanceOf(OverloadedError);
  await tenants.end('acme');
  expect(tenants.begun).toEqual(['acme', 'acme']);
});

test('a transaction that fails frees its slot', async () => {
  const admission = new Admission({ ...limits, slots: 1 });
  await expect(admission.run('acme', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await admission.run('globex', async () => 'yes')).toBe('yes');
});

test('closing rejects waiting and later transactions, and returns when none runs', async () => {
  const admission = new Admission({ ...limits, slots: 1 });
  const tenants = new Tenants(admission);
  await tenants.start('acme');
  const [waiting] = await tenants.start('globex');
  let isClosed = false;
  const closing = admission.close().then(() => {
    isClosed = true;
  });
  const [refused] = await tenants.start('globex');
  expect(waiting?.error).toBeInstanceOf(ShuttingDownError);
  expect(refused?.error).toBeInstanceOf(ShuttingDownError);
  expect(isClosed).toBe(false);
  await tenants.end('acme');
  await closing;
});
