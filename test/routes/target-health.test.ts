import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { platformTenant } from '../../src/domain.ts';
import type { CircuitRules } from '../../src/services/routes/circuit.ts';
import { modelItself } from '../../src/services/routes/circuit-store.ts';
import type { HealthTarget } from '../../src/services/routes/target-health.ts';
import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { startDatabaseProxy } from '../support/database-proxy.ts';
import { type HealthProcess, startHealthProcess } from '../support/health-process.ts';
import { throughProxy } from '../support/on-server.ts';
import { openCircuit } from '../support/open-circuit.ts';
import { createTestDatabase } from '../support/test-database.ts';

const isPostgres = inject('databaseTemplate').kind === 'postgres';

/** An opening that ends immediately, so that the next call is a test. */
const short: Partial<CircuitRules> = { openMs: [1] };
/** An opening that does not end during a test. */
const long: Partial<CircuitRules> = { openMs: [60_000] };

const target = (more: Partial<HealthTarget> = {}): HealthTarget => ({
  owner: 'acme',
  tenantId: more.owner ?? 'acme',
  modelId: randomUUID(),
  modelVersion: 1,
  keyId: null,
  keyVersion: 0,
  ...more,
});

/** The states of a target in several processes, once they are all the same. */
async function expectState(
  processes: readonly HealthProcess[],
  of: HealthTarget,
  state: string,
): Promise<void> {
  const states = () => [...new Set(processes.map(({ health }) => health.stateOf(of)))];
  await expect.poll(states).toEqual([state]);
}

/** Waits until all earlier reports of a process are stored: they are stored in their order. */
async function stored(process: HealthProcess): Promise<void> {
  const marker = target({ owner: randomUUID() });
  process.fail(marker, { reason: 'QUOTA_EXHAUSTED' });
  await expectState([process], marker, 'OPEN');
}

const rows = async ({ database }: HealthProcess) =>
  database.asPlatform((em) => em.execute<{ model_id: string }[]>('select * from target_health'));

function repeat(count: number, work: () => void): void {
  for (let index = 0; index < count; index += 1) work();
}

test('a model opens after three failures, and another one of the tenant does not', async () => {
  await using place = await createTestDatabase();
  await using process = await startHealthProcess(place.location, long);
  const [failing, other] = [target(), target()];
  repeat(2, () => process.fail(failing));
  await stored(process);
  expect(process.health.stateOf(failing)).toBe('CLOSED');
  process.fail(failing);
  await expectState([process], failing, 'OPEN');
  expect(process.health.admits(failing)).toBe(false);
  expect(process.health.admits(other)).toBe(true);
  expect(process.health.opensAt(failing)).toBeGreaterThan(process.health.opensAt(other));
  const { text } = await process.metrics.render();
  expect(text).toContain(
    'modelyard_circuit_openings_total{target="model",error_type="provider_unavailable"} 1',
  );
  expect(text).toMatch(/modelyard_circuits\{state="OPEN"\} 2\n/);
});

test('the first call of a process waits for what others have stored', async () => {
  await using place = await createTestDatabase();
  await using process = await startHealthProcess(place.location, long);
  const failing = target();
  process.fail(failing, { reason: 'CREDENTIAL_REJECTED' });
  await expectState([process], failing, 'OPEN');
  // The embedded database has one process: there, the circuits are removed from its memory.
  await using other = isPostgres ? await startHealthProcess(place.location, long) : null;
  if (other === null) process.memory[Symbol.dispose]();
  expect(await (other ?? process).health.admits(failing)).toBe(false);
});

describe('a test that no call makes', () => {
  /** A target whose model and credential are HALF_OPEN. */
  async function halfOpen({ database }: HealthProcess) {
    const of = target();
    const modelId = Buffer.from(`Model:${of.modelId}`).toString('base64url');
    const open = (keyId: string) =>
      openCircuit(database, { owner: 'acme', modelId, keyId, forMs: -1_000 });
    await open(modelItself);
    await open(of.modelId);
    return of;
  }

  const testUntil = async (process: HealthProcess, { modelId }: HealthTarget) => {
    const [row] = await process.database.asPlatform((em) =>
      em.execute<{ probe_until: Date | null }[]>(
        'select probe_until from target_health where model_id = ? and key_id = ?',
        [modelId, modelItself],
      ),
    );
    return row?.probe_until ?? null;
  };

  test('is released when another call tests the key', async () => {
    await using place = await createTestDatabase();
    await using process = await startHealthProcess(place.location);
    const of = await halfOpen(process);
    await process.database.asPlatform((em) =>
      em.execute(
        `update target_health set probe_until = clock_timestamp() + interval '1 minute'
         where key_id = ?`,
        [of.modelId],
      ),
    );
    await expectState([process], of, 'HALF_OPEN');
    expect(await process.health.admits(of)).toBe(false);
    await expect.poll(() => testUntil(process, of)).toBeNull();
  });

  test.runIf(isPostgres)('is released when the database permits it too late', async () => {
    await using place = await createTestDatabase();
    await using process = await startHealthProcess(place.location);
    const of = await halfOpen(process);
    await expectState([process], of, 'HALF_OPEN');
    const late = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holding = process.database.asPlatform(async (em) => {
      await em.execute('select 1 from target_health for update');
      locked.resolve();
      await late.promise;
    });
    await locked.promise;
    expect(await process.health.admits(of)).toBe(false);
    late.resolve();
    await holding;
    await stored(process);
    await expect.poll(() => testUntil(process, of)).toBeNull();
  });
});

test('a key opens for itself: the model stays usable with another one', async () => {
  await using place = await createTestDatabase();
  await using process = await startHealthProcess(place.location);
  const own = target();
  const second = { ...own, keyId: randomUUID() };
  process.fail(own, { reason: 'CREDENTIAL_REJECTED' });
  await expectState([process], own, 'OPEN');
  expect(process.health.stateOf(second)).toBe('CLOSED');
  const waitMs = process.health.opensAt(own) - process.memory.use('acme').now;
  expect(waitMs).toBeGreaterThan(290_000);
  expect(waitMs).toBeLessThanOrEqual(300_000);
});

test('failures of a lone target, and failures that the request causes, are not stored', async () => {
  await using place = await createTestDatabase();
  await using process = await startHealthProcess(place.location);
  repeat(5, () => process.fail(target(), { isAlone: true }));
  repeat(5, () => process.fail(target(), { reason: 'CONTENT_FILTER' }));
  await stored(process);
  expect(await rows(process)).toHaveLength(1);
});

test('one tenant alone cannot open a built-in model', async () => {
  await using place = await createTestDatabase();
  await using process = await startHealthProcess(place.location, long);
  const builtin = target({ owner: platformTenant });
  repeat(20, () => process.fail(builtin, { tenantId: 'acme' }));
  await stored(process);
  expect(process.health.stateOf(builtin)).toBe('CLOSED');
  process.fail(builtin, { tenantId: 'globex' });
  await expectState([process], builtin, 'OPEN');
  expect(JSON.stringify(await rows(process))).not.toMatch(/acme|globex/);
});

test('tenants read the health of their own and of built-in models only', async () => {
  await using place = await createTestDatabase();
  await using process = await startHealthProcess(place.location);
  const targets = ['acme', 'globex', platformTenant].map((owner) => target({ owner }));
  for (const each of targets) process.fail(each, { tenantId: 'acme' });
  await stored(process);
  const seen = await process.database.asTenant('acme', async (em) => {
    await em.execute("delete from target_health where tenant_id <> 'acme'");
    return em.execute<{ tenant_id: string }[]>('select tenant_id from target_health');
  });
  expect(new Set(seen.map(({ tenant_id }) => tenant_id))).toEqual(
    new Set(['acme', platformTenant]),
  );
  expect(await rows(process)).toHaveLength(4);
});

test.runIf(isPostgres)('calls that succeed cost no statement', async () => {
  await using place = await createTestDatabase();
  if (place.location.kind !== 'postgres') throw new Error('needs PostgreSQL');
  await using proxy = await startDatabaseProxy(place.location.url);
  await using process = await startHealthProcess({ kind: 'postgres', url: proxy.url });
  const healthy = target();
  await process.memory.load('acme');
  const before = proxy.statements.length;
  for (let index = 0; index < 100; index += 1) {
    expect(process.health.admits(healthy)).toBe(true);
    process.succeed(healthy);
  }
  await process.database.ping();
  expect(proxy.statements.slice(before).filter((sql) => sql.includes('target_health'))).toEqual([]);
});

describe.runIf(isPostgres)('in two processes', () => {
  async function start(stack: AsyncDisposableStack, rules: Partial<CircuitRules>) {
    const { location } = stack.use(await createTestDatabase());
    const near = stack.use(await startHealthProcess(location, rules));
    const far = stack.use(await startHealthProcess(location, rules));
    // A process hears of changes once it has used the tenant.
    for (const { memory } of [near, far]) await memory.load('acme');
    return { location, near, far, both: [near, far] as const };
  }

  test('failures count together, and the circuit opens in both', async () => {
    await using stack = new AsyncDisposableStack();
    const { near, far, both } = await start(stack, long);
    const failing = target();
    near.fail(failing);
    far.fail(failing);
    near.fail(failing);
    await expectState(both, failing, 'OPEN');
    expect(await rows(near)).toHaveLength(1);
  });

  test('one call of all tests a model, once for each opening', async () => {
    await using stack = new AsyncDisposableStack();
    const { both, near, far } = await start(stack, short);
    const failing = target();
    repeat(3, () => near.fail(failing));
    for (const openings of [2, 3]) {
      await expectState(both, failing, 'HALF_OPEN');
      const calls = Array.from({ length: 10 }, () =>
        both.map(({ health }) => health.admits(failing)),
      );
      const admitted = await Promise.all(calls.flat());
      expect(admitted.filter(Boolean)).toHaveLength(1);
      // The test fails, in either process.
      far.fail(failing);
      const opened = async () => (await rows(near))[0];
      await expect.poll(opened).toMatchObject({ openings, probe_until: null });
    }
  });

  test('another call tests a model when the process of the first one has gone', async () => {
    await using stack = new AsyncDisposableStack();
    const { location, near, both } = await start(stack, { ...short, probeMs: 1_000 });
    const failing = target();
    repeat(3, () => near.fail(failing));
    await expectState(both, failing, 'HALF_OPEN');
    {
      await using gone = await startHealthProcess(location, { ...short, probeMs: 1_000 });
      await gone.memory.load('acme');
      expect(await gone.health.admits(failing)).toBe(true);
    }
    const begun = performance.now();
    expect(await near.health.admits(failing)).toBe(false);
    await expect.poll(() => near.health.admits(failing), { timeout: 5_000 }).toBe(true);
    expect(performance.now() - begun).toBeGreaterThan(700);
  });

  test('a success in one closes the circuit in both, also of a call that began before', async () => {
    await using stack = new AsyncDisposableStack();
    const { near, far, both } = await start(stack, long);
    const failing = target();
    const startedAt = performance.now();
    repeat(3, () => near.fail(failing));
    await expectState(both, failing, 'OPEN');
    far.succeed(failing, { startedAt });
    await expectState(both, failing, 'CLOSED');
    expect(await rows(near)).toEqual([]);
  });

  test('a success between failures deletes those that were counted', async () => {
    await using stack = new AsyncDisposableStack();
    const { near, far } = await start(stack, long);
    const failing = target();
    repeat(2, () => near.fail(failing));
    await expect
      .poll(() => far.memory.use('acme').find(failing.modelId, modelItself)?.failures)
      .toBe(2);
    far.succeed(failing);
    await expect.poll(() => rows(near)).toEqual([]);
    repeat(2, () => near.fail(failing));
    await stored(near);
    expect(near.health.stateOf(failing)).toBe('CLOSED');
  });

  test('a process that cannot reach the database delays no call, and stores failures later', async () => {
    await using stack = new AsyncDisposableStack();
    const { location, near } = await start(stack, short);
    if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
    const proxy = stack.use(await startCuttableProxy(location.url));
    const url = throughProxy(location.url, proxy.origin);
    const cut = stack.use(await startHealthProcess({ kind: 'postgres', url }, short));
    await cut.memory.load('acme');
    const [failing, later] = [target(), target()];
    repeat(3, () => near.fail(failing));
    await expectState([near, cut], failing, 'HALF_OPEN');
    proxy.freeze();

    const begun = performance.now();
    repeat(3, () => cut.fail(later));
    cut.succeed(later);
    repeat(3, () => cut.fail(later));
    expect(cut.health.stateOf(later)).toBe('CLOSED');
    expect(performance.now() - begun).toBeLessThan(50);
    // A test needs the database: the call goes elsewhere.
    expect(await cut.health.admits(failing)).toBe(false);
    expect(await cut.health.admits(failing)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2_000);

    proxy.thaw();
    await expectState([near], later, 'HALF_OPEN');
  }, 30_000);
});
