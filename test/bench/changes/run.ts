import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { issueToken } from '../../../src/auth/issue-token.ts';
import { scopes } from '../../../src/auth/viewer.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { noQuotas } from '../../support/no-quotas.ts';
import { onDatabase, onServer } from '../../support/on-server.ts';
import { UpdateModel } from '../../support/operations.ts';
import { register } from '../../support/registered-model.ts';
import { ServerProcess } from '../../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../../support/test-config.ts';
import type { ProbeMessage } from './probe.ts';

/**
 * Measures one change of a model with many `modelChanges` subscribers: the time until the last one
 * has it, the CPU time of the server, the statements that reach the database (including the change
 * itself), the memory of each subscription, and the duration of another tenant's queries meanwhile.
 * Uses PostgreSQL with TEST_DATABASE_URL, otherwise PGlite, where statements are not counted. Linux
 * only, because it reads /proc.
 */
const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '5000' },
    /** Number of subscriptions on one socket, at most 200. */
    'per-socket': { type: 'string', default: '1' },
    tenants: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    selection: { type: 'string', default: 'kind model { id displayName status } cursor' },
    /** Whether to change a built-in model, which all tenants see. */
    builtin: { type: 'boolean', default: false },
    /** Whether to print the statements of each round. */
    statements: { type: 'boolean', default: false },
    /** Options of Node.js for the server, such as `--cpu-prof`. */
    'node-options': { type: 'string', default: '' },
  },
});
const subscribers = Number(values.subscribers);
const perSocket = Number(values['per-socket']);
const tenants = Number(values.tenants);
const rounds = Number(values.rounds);
const query = `subscription {
  modelChanges { ... on ModelChange { ${values.selection} } ... on Error { code message } }
}`;

await using stack = new AsyncDisposableStack();
const serverUrl = process.env['TEST_DATABASE_URL'];
const database = `modelyard_bench_${randomUUID().replaceAll('-', '')}`;
const databaseUrl = serverUrl === undefined ? null : onDatabase(serverUrl, database);
const probe = new Worker(new URL('./probe.ts', import.meta.url), { workerData: { databaseUrl } });
const [proxyUrl] = (await once(probe, 'message')) as [string];
stack.defer(async () => void (await probe.terminate()));
const { id: keyId, key } = testKey('test');
const server = stack.use(
  new ServerProcess('src/main.ts', {
    JWT_SECRET: new TextDecoder().decode(testSecret),
    ENCRYPTION_KEYS: `${keyId}:${Buffer.from(key).toString('base64')}`,
    NODE_OPTIONS: values['node-options'],
    ...noQuotas,
    ...(await createDatabase()),
  }),
);
const origin = await server.origin();
const bystander = await clientOf('bystander');
const changer = await clientOf('tenant-0');
const model = await register(changer, { isBuiltin: values.builtin });

let received = 0;
const failures = new Map<string, number>();
const sockets: WebSocket[] = [];
let connections = 0;
// The memory of a new process grows at first.
await connectAll(Math.min(200, subscribers));
for (const socket of sockets.splice(0)) socket.terminate();
await delay(1_000);
const memoryBefore = memoryOf(server.pid);
const cpuBefore = cpuOf(server.pid);
const begun = performance.now();
await connectAll(subscribers);
await delay(1_500);
report('subscribing', {
  subscribers,
  sockets: sockets.length,
  seconds: (performance.now() - begun - 1_500) / 1_000,
  cpuMicroseconds: ((cpuOf(server.pid) - cpuBefore) / subscribers) * 1e6,
  kilobytes: (memoryOf(server.pid) - memoryBefore) / subscribers,
});

for (let round = -2; round < rounds; round += 1) {
  await ask({ kind: 'count' });
  const cpu = cpuOf(server.pid);
  const lastMs = await change();
  const cpuSeconds = cpuOf(server.pid) - cpu;
  const statements = (await ask({ kind: 'count' })) as readonly string[];
  // Measure as long without a change as with one, because the machine is slow at times.
  const quiet = await besideOthers(() => delay(500));
  const others = await besideOthers(change);
  if (round < 0) continue;
  report(`round ${round}`, {
    lastMs,
    cpuSeconds,
    statements: statements.length,
    othersMs: others.slowest,
    othersQuietMs: quiet.slowest,
    failedOthers: others.failures,
    megabytes: memoryOf(server.pid) / 1_000,
    failures: Object.fromEntries(failures),
  });
  if (values.statements) for (const statement of statements) console.log('  ', statement);
}
for (const socket of sockets) socket.terminate();
if (values['node-options'] !== '') {
  server.signal('SIGTERM');
  await server.exited;
}

async function createDatabase(): Promise<Record<string, string>> {
  if (serverUrl === undefined) {
    const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-bench-'));
    stack.defer(() => rm(dataDir, { recursive: true }));
    return { DATA_DIR: dataDir };
  }
  await onServer(serverUrl, `create database ${database}`);
  stack.defer(() => onServer(serverUrl, `drop database ${database} with (force)`));
  return { DATABASE_URL: proxyUrl };
}

async function clientOf(tenantId: string, subject = 'user'): Promise<GraphqlClient> {
  const issuer = { ...testConfig().jwt, secret: testSecret };
  return new GraphqlClient(
    origin,
    await issueToken(issuer, { tenantId, subject, scopes, ttlSeconds: 3_600 }),
  );
}

/** Changes the model. @returns milliseconds until the last subscriber has the change. */
async function change(): Promise<number> {
  received = 0;
  const start = performance.now();
  await changer.data(UpdateModel, { input: { id: model.id, displayName: randomUUID() } });
  while (received < subscribers) {
    if (performance.now() - start > 15_000) throw new Error(`it reached ${received} only`);
    await delay(2);
  }
  return performance.now() - start;
}

async function connectAll(count: number): Promise<void> {
  for (let open = 0; open < count; ) {
    const batch: Promise<void>[] = [];
    for (; open < count && batch.length < 50; open += perSocket) {
      batch.push(connect(Math.min(perSocket, count - open)));
    }
    await Promise.all(batch);
  }
}

async function connect(subscriptions: number): Promise<void> {
  const index = connections;
  connections += 1;
  // A subject can have 200 sockets.
  const { token } = await clientOf(`tenant-${index % tenants}`, `user-${Math.floor(index / 100)}`);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
    headers: { authorization: `Bearer ${token}` },
  });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"type":"next"') && !text.includes('"errors"')) received += 1;
      else if (text.includes('connection_ack')) {
        for (let id = 0; id < subscriptions; id += 1) {
          socket.send(JSON.stringify({ type: 'subscribe', id: `${id}`, payload: { query } }));
        }
        resolve();
      } else failures.set(text.slice(0, 200), (failures.get(text.slice(0, 200)) ?? 0) + 1);
    });
  });
}

/** Returns the duration of another tenant's slowest query during some work. */
async function besideOthers(work: () => Promise<unknown>) {
  probe.postMessage({ kind: 'start', origin, token: bystander.token } satisfies ProbeMessage);
  await delay(200);
  await work();
  return (await ask({ kind: 'stop' })) as { slowest: number; failures: number };
}

async function ask(message: ProbeMessage): Promise<unknown> {
  probe.postMessage(message);
  const [answer] = (await once(probe, 'message')) as [unknown];
  return answer;
}

/** Returns user and system time in seconds. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Returns the resident memory in kilobytes. */
function memoryOf(pid: number): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes);
}

function report(name: string, figures: Readonly<Record<string, unknown>>): void {
  const rounded = Object.entries(figures).map(([figure, value]) => [
    figure,
    typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value,
  ]);
  console.log(name, JSON.stringify(Object.fromEntries(rounded)));
}
