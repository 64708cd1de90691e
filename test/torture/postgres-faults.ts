import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { PostgresCluster } from './postgres-cluster.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Causes a failure of the database. Resolves when the database has recovered. */
export type Fault = (cluster: PostgresCluster, random: SeededRandom) => Promise<void>;

/** Ends all sessions except that of the caller. */
const endSessions = `select pg_terminate_backend(pid) from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid()`;

export const faults = {
  'freeze 3 s': (cluster) => freeze(cluster, 3_000),
  'freeze 12 s': (cluster) => freeze(cluster, 12_000),
  'crash away 5-26 s': async (cluster, random) => {
    await cluster.stop('immediate');
    await delay(random.integer(5_000, 26_000));
    await cluster.start();
  },
  restart: async (cluster) => {
    await cluster.stop('fast');
    await cluster.start();
  },
  'sessions ended': async (cluster) => {
    await cluster.execute(endSessions);
  },
  'no connections 5-10 s': async (cluster, random) => {
    await takeConnections(cluster, random.integer(5_000, 10_000));
  },
  'disk full 5-10 s': async (cluster, random) => {
    const ballast = join(cluster.disk, 'ballast');
    fill(cluster.disk, ballast);
    await delay(random.integer(5_000, 10_000));
    rmSync(ballast);
    // The server stops when it has no space for its write-ahead log.
    if (!cluster.isRunning) await cluster.start();
    await cluster.execute('checkpoint').catch(() => cluster.start());
  },
} satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof faults;

async function freeze(cluster: PostgresCluster, ms: number): Promise<void> {
  cluster.freeze();
  await delay(ms);
  cluster.thaw();
}

/** Ends the sessions of the application, and occupies all connections for a time. */
async function takeConnections(cluster: PostgresCluster, ms: number): Promise<void> {
  const admin = await cluster.connect();
  const clients = [admin];
  const take = async () => {
    const client = new Client({ connectionString: cluster.url, application_name: 'torture' });
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
  };
  for (const deadline = Date.now() + ms; Date.now() < deadline; ) {
    // Connections that the application opened first are ended and occupied too.
    await admin.query(`${endSessions} and application_name <> 'torture'`);
    while ((await Promise.allSettled(Array.from({ length: 10 }, take))).every(isFulfilled));
    await delay(200);
  }
  await Promise.all(clients.map((client) => client.end()));
}

const isFulfilled = ({ status }: PromiseSettledResult<void>) => status === 'fulfilled';

/** Fills the file system completely. */
function fill(directory: string, file: string): void {
  const { bavail, bsize } = statfsSync(directory);
  const block = Buffer.alloc(bsize);
  const sizes = [Buffer.alloc(bavail * bsize), ...Array.from({ length: 64 }, () => block)];
  for (const bytes of sizes) {
    try {
      writeFileSync(file, bytes, { flag: 'a' });
    } catch {
      return;
    }
  }
}
