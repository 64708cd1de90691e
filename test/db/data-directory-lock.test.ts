import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  acquireDataDirectoryLock,
  DataDirectoryInUseError,
} from '../../src/db/data-directory-lock.ts';

let dataDir: string;
const children: ChildProcess[] = [];
const lockFile = () => join(dataDir, 'modelyard.lock');

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'modelyard-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  rmSync(dataDir, { recursive: true });
});

/** A process that takes the lock, says how that went, and stays. */
async function holder(): Promise<{ child: ChildProcess; said: string }> {
  const module = fileURLToPath(new URL('../../src/db/data-directory-lock.ts', import.meta.url));
  const script = `
    import { acquireDataDirectoryLock } from ${JSON.stringify(module)};
    try { acquireDataDirectoryLock(process.argv[1]); console.log('has it'); }
    catch (error) { console.log(error.name); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout as NonNullable<typeof child.stdout>, 'data'); // it is piped
  return { child, said: String(said).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('a free directory is taken, and given back', () => {
  const lock = acquireDataDirectoryLock(dataDir);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  lock[Symbol.dispose]();
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a second taker is told who has it', () => {
  using _lock = acquireDataDirectoryLock(dataDir);
  expect(() => acquireDataDirectoryLock(dataDir)).toThrow(DataDirectoryInUseError);
  expect(() => acquireDataDirectoryLock(dataDir)).toThrow(new RegExp(`process ${process.pid};`));
  expect(readdirSync(dataDir)).toEqual(['modelyard.lock']);
});

test('another living process keeps it', async () => {
  const { child, said } = await holder();
  expect(said).toBe('has it');
  expect(() => acquireDataDirectoryLock(dataDir)).toThrow(new RegExp(`process ${child.pid};`));
});

test('the lock of a killed process is taken over', async () => {
  const { child } = await holder();
  await kill(child);
  using _lock = acquireDataDirectoryLock(dataDir);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  expect(readdirSync(dataDir)).toEqual(['modelyard.lock']);
});

test.each([
  ['a process whose number has been given to another since', 1],
  ['a predecessor with the same number as ours, as in a container', process.pid],
])('the lock of %s is taken over', (_name, pid) => {
  writeFileSync(lockFile(), JSON.stringify({ pid, processStart: 'another boot/1', nonce: 'x' }));
  using _lock = acquireDataDirectoryLock(dataDir);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
});

test.each(['', '{', '{"pid":"x"}', '{"pid":-1,"processStart":null,"nonce":"x"}'])(
  'a lock that says %j is left alone, and named',
  (text) => {
    writeFileSync(lockFile(), text);
    expect(() => acquireDataDirectoryLock(dataDir)).toThrow(
      /modelyard\.lock cannot be read; delete it/,
    );
    expect(readFileSync(lockFile(), 'utf8')).toBe(text);
  },
);

test("giving back does not take away a successor's lock", () => {
  const lock = acquireDataDirectoryLock(dataDir);
  writeFileSync(lockFile(), JSON.stringify({ pid: 1, processStart: null, nonce: 'theirs' }));
  lock[Symbol.dispose]();
  expect(readFileSync(lockFile(), 'utf8')).toContain('theirs');
});

test('of many that start at once over a dead lock, exactly one gets it', async () => {
  const dead = await holder();
  await kill(dead.child);
  const outcomes = await Promise.all(Array.from({ length: 6 }, holder));
  expect(outcomes.map(({ said }) => said).toSorted()).toEqual([
    ...Array<string>(5).fill('DataDirectoryInUseError'),
    'has it',
  ]);
});
