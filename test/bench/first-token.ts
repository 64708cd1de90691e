import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { issueToken } from '../../src/auth/issue-token.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { noQuotas } from '../support/no-quotas.ts';
import { onDatabase, onServer } from '../support/on-server.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';

/**
 * Measures the time to the first token: of one chat at a time over an open connection, compared with
 * a bare relay of the same upstream; and of 300 concurrent chats while another program uses one
 * core. TEST_DATABASE_URL selects PostgreSQL.
 */
const chatsAtOnce = 300;
const subjects = 10;
const rounds = 200;
const query = `subscription ($input: ChatInput!) {
  chat(input: $input) { __typename ... on ContentDelta { text } ... on Error { message } }
}`;

await using stack = new AsyncDisposableStack();
const upstreamUrl = await addressOf('test/bench/relay/upstream.ts');
const bareUrl = (await addressOf('test/bench/relay/bare.ts', [upstreamUrl])).replace('http', 'ws');
const { id, key } = testKey('test');
const server = stack.use(
  new ServerProcess('src/main.ts', {
    JWT_SECRET: new TextDecoder().decode(testSecret),
    ENCRYPTION_KEYS: `${id}:${Buffer.from(key).toString('base64')}`,
    EGRESS_ALLOW: '127.0.0.1',
    LOG_LEVEL: 'error',
    ...noQuotas,
    ...(await database()),
  }),
);
const origin = await server.origin();
const model = await register(new GraphqlClient(origin, await tokenOf('subject-0')), {
  baseUrl: `${upstreamUrl}/v1`,
});

await alone();
await atOnce();

async function alone(): Promise<void> {
  const bare = await open(new WebSocket(bareUrl, { perMessageDeflate: false }));
  const ours = await connect('subject-0');
  const times = { bare: [] as number[], ours: [] as number[] };
  for (let round = -30; round < rounds; round += 1) {
    const [bareMs, oursMs] = [await firstOfBare(bare), await firstOfOurs(ours, '3/0')];
    if (round < 0) continue;
    times.bare.push(bareMs);
    times.ours.push(oursMs);
  }
  const [bareMs, oursMs] = [percentile(times.bare, 0.5), percentile(times.ours, 0.5)];
  console.log(
    `one chat at a time: p50 ${oursMs.toFixed(2)} ms, p99 ${percentile(times.ours, 0.99).toFixed(2)} ms;` +
      ` bare relay ${bareMs.toFixed(2)} ms; difference ${(oursMs - bareMs).toFixed(2)} ms`,
  );
}

async function atOnce(): Promise<void> {
  stack.use(new ServerProcess('test/torture/busy-loop.ts', {}));
  const sockets = await Promise.all(
    Array.from({ length: subjects }, (_, index) => connect(`subject-${index}`)),
  );
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now();
    const starts = Array.from({ length: chatsAtOnce }, (_, index) =>
      firstOfOurs(sockets[index % subjects] as WebSocket, '3/0'),
    );
    const ended = await Promise.allSettled(starts);
    const times = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    const failures = ended.flatMap((end) =>
      end.status === 'rejected' ? [String(end.reason)] : [],
    );
    console.log(
      `${chatsAtOnce} chats at once: first token p50 ${percentile(times, 0.5).toFixed(0)} ms,` +
        ` p99 ${percentile(times, 0.99).toFixed(0)} ms, all after ${(performance.now() - begun).toFixed(0)} ms;` +
        ` ${failures.length} refused ${[...new Set(failures)].slice(0, 2).join(' | ')}`,
    );
  }
}

async function firstOfBare(socket: WebSocket): Promise<number> {
  const asked = performance.now();
  let first: number | null = null;
  return new Promise((resolve) => {
    socket.on('message', function listener(data) {
      first ??= performance.now() - asked;
      if (!String(data).includes('done')) return;
      socket.off('message', listener);
      resolve(first);
    });
    socket.send('3/0');
  });
}

/** Returns the milliseconds until the first token. Rejects when the start is rejected. */
async function firstOfOurs(socket: WebSocket, content: string): Promise<number> {
  const operation = randomUUID();
  const asked = performance.now();
  let first: number | null = null;
  return new Promise((resolve, reject) => {
    socket.on('message', function listener(data) {
      const text = String(data);
      if (!text.includes(operation)) return;
      if (text.includes('"text"')) first ??= performance.now() - asked;
      const isFailed = text.includes('"error"') || text.includes('"errors"');
      if (!isFailed && !text.includes('"complete"')) return;
      socket.off('message', listener);
      if (first === null || isFailed) reject(new Error(text.replace(operation, '')));
      else resolve(first);
    });
    const variables = { input: { modelId: model.id, messages: [{ role: 'USER', content }] } };
    socket.send(
      JSON.stringify({ id: operation, type: 'subscribe', payload: { query, variables } }),
    );
  });
}

async function connect(subject: string): Promise<WebSocket> {
  const url = `${origin.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', {
    perMessageDeflate: false,
    headers: { authorization: `Bearer ${await tokenOf(subject)}` },
  });
  socket.setMaxListeners(0);
  await open(socket);
  const acknowledged = new Promise((resolve) => socket.once('message', resolve));
  socket.send('{"type":"connection_init"}');
  await acknowledged;
  return socket;
}

async function open(socket: WebSocket): Promise<WebSocket> {
  await new Promise((resolve) => socket.once('open', resolve));
  stack.defer(() => socket.terminate());
  return socket;
}

function tokenOf(subject: string): Promise<string> {
  const claims = { tenantId: 'bench', subject, ttlSeconds: 3_600 };
  const scopes = ['models:read', 'models:write', 'models:use'] as const;
  return issueToken({ ...testConfig().jwt, secret: testSecret }, { ...claims, scopes });
}

async function addressOf(script: string, args: string[] = []): Promise<string> {
  const program = stack.use(new ServerProcess(script, {}, args));
  const [address] = await program.printed(/http:\/\/127\.0\.0\.1:\d+/);
  return address;
}

async function database(): Promise<Record<string, string>> {
  const serverUrl = process.env['TEST_DATABASE_URL'];
  if (serverUrl === undefined) {
    const dataDir = await mkdtemp(join(tmpdir(), 'modelyard-bench-'));
    stack.defer(() => rm(dataDir, { recursive: true }));
    return { DATA_DIR: dataDir };
  }
  const name = `modelyard_bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name}`);
  stack.defer(() => onServer(serverUrl, `drop database ${name} with (force)`));
  return { DATABASE_URL: onDatabase(serverUrl, name) };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(values.length * share)] ?? Number.NaN;
}
