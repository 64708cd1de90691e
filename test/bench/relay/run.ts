import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { issueToken } from '../../../src/auth/issue-token.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { onDatabase, onServer } from '../../support/on-server.ts';
import { register } from '../../support/registered-model.ts';
import { testConfig, testKey, testSecret } from '../../support/test-config.ts';
import { bareRelay, type Contender, directReader, modelyard } from './contenders.ts';

/**
 * Compares this server with a bare relay of the same upstream in the same run: CPU time per million
 * tokens, time to the first token, tokens per second, memory per open stream. Includes
 * authentication and storing the events. Linux only, because it reads /proc.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
await using stack = new AsyncDisposableStack();

function start(script: string, args: string[] = [], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stack.defer(async () => {
    child.kill('SIGKILL');
  });
  return child;
}

async function addressOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const piece of child.stdout ?? []) {
    text += String(piece);
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('it ended without saying where it is');
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

const upstreamUrl = await addressOf(start('test/bench/relay/upstream.ts'));
const bareProcess = start('test/bench/relay/bare.ts', [upstreamUrl]);
const bareUrl = (await addressOf(bareProcess)).replace('http', 'ws');
const { id, key } = testKey('test');
const ourProcess = start('src/main.ts', [], {
  PORT: '0',
  JWT_SECRET: new TextDecoder().decode(testSecret),
  ENCRYPTION_KEYS: `${id}:${Buffer.from(key).toString('base64')}`,
  EGRESS_ALLOW: '127.0.0.1',
  ...(await database()),
});
const ourUrl = await addressOf(ourProcess);
const claims = { tenantId: 'bench', subject: 'bench', ttlSeconds: 3_600 };
const token = await issueToken(
  { ...testConfig().jwt, secret: testSecret },
  { ...claims, scopes: ['models:read', 'models:write', 'models:use'] },
);
const { id: modelId } = await register(new GraphqlClient(ourUrl, token), {
  baseUrl: `${upstreamUrl}/v1`,
});

const [bare, ours, direct] = [
  bareRelay(bareProcess.pid ?? 0, bareUrl),
  modelyard(ourProcess.pid ?? 0, { url: ourUrl, token, modelId }),
  directReader(upstreamUrl),
];

/** Returns user and system time in seconds. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function memoryOf(pid: number): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes);
}

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN;

interface Load {
  readonly streams: number;
  readonly tokens: number;
  /** Tokens per second of each stream; 0 for maximum speed. */
  readonly rate: number;
  /** Length of the period in which the streams start, in milliseconds. */
  readonly spreadMs: number;
  /** The compared measurements. */
  readonly shown: readonly Figure[];
  /** The contenders. The bare relay is always one of them. */
  readonly others: readonly Contender[];
}

type Figure = 'cpuPerMillion' | 'firstP50' | 'firstP99' | 'perSecond' | 'memoryPerStream';

async function measure(contender: Contender, { streams, tokens, rate, spreadMs }: Load) {
  const before = cpuOf(contender.pid);
  const memoryBefore = memoryOf(contender.pid);
  let most = memoryBefore;
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(contender.pid));
  }, 100);
  const start = performance.now();
  const firsts: number[] = [];
  let characters = 0;
  await Promise.all(
    Array.from({ length: streams }, async (_, index) => {
      if (spreadMs > 0) await delay((index * spreadMs) / streams);
      const asked = performance.now();
      let first = true;
      await contender.stream(tokens, rate, (text) => {
        if (first) firsts.push(performance.now() - asked);
        first = false;
        characters += text.length;
      });
    }),
  );
  clearInterval(timer);
  const received = characters / ' tok0'.length;
  if (received !== streams * tokens) throw new Error(`${received} tokens came`);
  const seconds = (performance.now() - start) / 1_000;
  return {
    cpuPerMillion: ((cpuOf(contender.pid) - before) / received) * 1_000_000,
    firstP50: percentile(firsts, 0.5),
    firstP99: percentile(firsts, 0.99),
    perSecond: received / seconds,
    memoryPerStream: (most - memoryBefore) / streams,
  };
}

const loads: Readonly<Record<string, Load>> = {
  'paced: 60 streams of 50 tokens a second': {
    streams: 60,
    tokens: 400,
    rate: 50,
    spreadMs: 2_000,
    shown: ['cpuPerMillion', 'firstP50', 'firstP99', 'perSecond'],
    others: [],
  },
  'unpaced: 16 streams of 2,000 tokens': {
    streams: 16,
    tokens: 2_000,
    rate: 0,
    spreadMs: 0,
    shown: ['cpuPerMillion', 'firstP50', 'firstP99', 'perSecond'],
    others: [direct],
  },
  'slow: 150 streams of a token a second': {
    streams: 150,
    tokens: 12,
    rate: 1,
    spreadMs: 2_000,
    shown: ['memoryPerStream'],
    others: [],
  },
};

for (const [name, load] of Object.entries(loads)) {
  const contenders = [bare, ours, ...load.others];
  for (const contender of contenders) {
    await measure(contender, { ...load, streams: 8, tokens: 500, rate: 0, spreadMs: 0 });
  }
  const rounds = new Map<Contender, Awaited<ReturnType<typeof measure>>[]>();
  for (let round = 0; round < 3; round += 1) {
    for (const contender of contenders) {
      const measured = await measure(contender, load);
      rounds.set(contender, [...(rounds.get(contender) ?? []), measured]);
    }
  }
  const median = (who: Contender, what: Figure) =>
    percentile(
      (rounds.get(who) ?? []).map((round) => round[what]),
      0.5,
    );
  console.log(name);
  for (const what of load.shown) {
    const base = median(bare, what);
    const told = contenders.map((who) => {
      const own = median(who, what);
      return `${who.name} ${own.toFixed(1)} (${(own / base).toFixed(2)})`;
    });
    console.log(`  ${what}: ${told.join(', ')}`);
  }
}
