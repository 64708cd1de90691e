import { expect, inject, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { OllamaSimulator } from '../support/ollama-simulator.ts';
import { onServer } from '../support/on-server.ts';
import { createLocal, megabyte, reach, see } from '../support/pull-fixture.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import { createLastingDatabase, type LastingDatabase } from '../support/test-database.ts';

const { id: keyId, key } = testKey('test');

function serve(place: LastingDatabase, ollama: OllamaSimulator): ServerProcess {
  return new ServerProcess('src/main.ts', {
    JWT_SECRET: new TextDecoder().decode(testSecret),
    ENCRYPTION_KEYS: `${keyId}:${Buffer.from(key).toString('base64')}`,
    OLLAMA_BASE_URL: ollama.url,
    ...place.environment,
  });
}

async function clientOf(server: ServerProcess): Promise<GraphqlClient> {
  const issuer = { ...testConfig().jwt, secret: testSecret };
  const claims = { tenantId: 'acme', subject: 'user', scopes, ttlSeconds: 600 };
  return new GraphqlClient(await server.origin(), await issueToken(issuer, claims));
}

/** Times that are the same in every run. */
function* moments(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const kills = Number(process.env['PULL_KILLS'] ?? 2);

test('a server that is killed repeatedly downloads its models, and transfers each byte once', {
  timeout: 60_000 + kills * 20_000,
}, async () => {
  await using place = await createLastingDatabase();
  const names = Array.from({ length: kills + 2 }, (_, index) => `model-${index}`);
  const model = { layers: [60 * megabyte, 10 * megabyte] };
  await using ollama = await OllamaSimulator.start({
    models: Object.fromEntries(names.map((name) => [name, model])),
    bytesPerSecond: 40 * megabyte,
  });
  const random = moments(815);
  const ids: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await using server = serve(place, ollama);
    const client = await clientOf(server);
    for (const id of ids)
      expect(await see(client, id)).not.toMatchObject({ status: 'DOWNLOAD_FAILED' });
    ids.push(await createLocal(client, names[kill] ?? ''));
    const wait = random.next().value * 1_500;
    const begun = performance.now();
    await expect
      .poll(() => performance.now() - begun, { timeout: 5_000, interval: 5 })
      .toBeGreaterThan(wait);
    server.signal('SIGKILL');
    await server.exited;
  }
  await using server = serve(place, ollama);
  const client = await clientOf(server);
  for (const id of ids) {
    await expect
      .poll(async () => (await see(client, id)).status, { timeout: 30_000, interval: 100 })
      .toBe('ACTIVE');
    expect((await see(client, id)).pull).toMatchObject({
      state: 'SUCCEEDED',
      completedBytes: 70 * megabyte,
    });
  }
  expect(ollama.mostAtOnce).toBe(1);
  expect(ollama.hasCrashed).toBe(false);
});

test('a server that stops releases its downloads immediately, and the next server continues them', {
  timeout: 60_000,
}, async () => {
  await using place = await createLastingDatabase();
  await using ollama = await OllamaSimulator.start({
    models: { tiny: { layers: [50 * megabyte] } },
    bytesPerSecond: 20 * megabyte,
  });
  let id = '';
  {
    await using server = serve(place, ollama);
    const client = await clientOf(server);
    id = await createLocal(client, 'tiny');
    await expect.poll(() => ollama.openPulls).toBe(1);
    server.signal('SIGTERM');
    expect(await server.exited).toBe(0);
    await expect.poll(() => ollama.openPulls).toBe(0);
  }
  await using server = serve(place, ollama);
  const client = await clientOf(server);
  const begun = performance.now();
  await reach(client, id, 'ACTIVE');
  // Without waiting for a lease to expire.
  expect(performance.now() - begun).toBeLessThan(9_000);
});

// PGlite has one process.
if (inject('databaseTemplate').kind === 'postgres') {
  test('a process that was paused until its lease expired stops when another process has taken over', {
    timeout: 90_000,
  }, async () => {
    await using place = await createLastingDatabase();
    await using ollama = await OllamaSimulator.start({
      models: { tiny: { layers: [50 * megabyte] } },
      bytesPerSecond: 0,
    });
    await using paused = serve(place, ollama);
    const id = await createLocal(await clientOf(paused), 'tiny');
    await expect.poll(() => ollama.openPulls).toBe(1);
    paused.signal('SIGSTOP');
    await using other = serve(place, ollama);
    const client = await clientOf(other);
    const begun = performance.now();
    await expect
      .poll(async () => (await see(client, id)).pull?.attempt, { timeout: 25_000 })
      .toBe(2);
    // Two leases of ten seconds.
    expect(performance.now() - begun).toBeLessThan(20_000);
    paused.signal('SIGCONT');
    // The late process stops; the download of the other one continues.
    await expect.poll(() => ollama.openPulls, { timeout: 10_000 }).toBe(1);
    ollama.bytesPerSecond = 100 * megabyte;
    await reach(client, id, 'ACTIVE');
    expect((await see(client, id)).pull).toMatchObject({ attempt: 2, state: 'SUCCEEDED' });
  });

  test('a download continues after the database has closed all connections', {
    timeout: 60_000,
  }, async () => {
    await using place = await createLastingDatabase();
    if (place.location.kind !== 'postgres') throw new Error('only PostgreSQL has connections');
    const { url } = place.location;
    await using ollama = await OllamaSimulator.start({
      models: { tiny: { layers: [40 * megabyte] } },
      bytesPerSecond: 20 * megabyte,
    });
    await using server = serve(place, ollama);
    const client = await clientOf(server);
    const id = await createLocal(client, 'tiny');
    await expect.poll(() => ollama.openPulls).toBe(1);
    for (let time = 0; time < 3; time += 1) {
      await onServer(
        url,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await expect
        .poll(async () => (await see(client, id)).name, { timeout: 10_000 })
        .toMatch(/^tiny/);
    }
    await reach(client, id, 'ACTIVE');
    expect(ollama.mostAtOnce).toBe(1);
  });

  test('one of many servers downloads, and all of them show the progress', {
    timeout: 60_000,
  }, async () => {
    await using place = await createLastingDatabase();
    await using ollama = await OllamaSimulator.start({
      models: { tiny: { layers: [50 * megabyte] } },
      bytesPerSecond: 50 * megabyte,
    });
    await using one = serve(place, ollama);
    await using other = serve(place, ollama);
    const clients = await Promise.all([clientOf(one), clientOf(other)]);
    const ids = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        createLocal(clients[index % 2] ?? clients[0], 'tiny'),
      ),
    );
    for (const [index, id] of ids.entries()) {
      await reach(clients[(index + 1) % 2] ?? clients[0], id, 'ACTIVE');
    }
    expect(ollama.pulls).toHaveLength(1);
  });
}
