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

/** A process that takes the lock, prints the result, and keeps running. */
async function holder(): Promise<{ child: ChildProcess; output: string }> {
  const module = fileURLToPath(new URL('../../src/db/data-directory-lock.ts', import.meta.url));
  const script = `
    import { acquireDataDirectoryLock } from ${JSON.stringify(module)};
    try { await acquireDataDirectoryLock(process.argv[1], 0); console.log('has it'); }
    catch (error) { console.log(error.name); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [output] = await once(child.stdout as NonNullable<typeof child.stdout>, 'data'); // Its output is piped.
  return { child, output: String(output).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('a free directory is locked and released', async () => {
  const lock = await acquireDataDirectoryLock(dataDir);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  lock[Symbol.dispose]();
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a second lock fails with the process that holds the first one', async () => {
  using _lock = await acquireDataDirectoryLock(dataDir);
  const refused = await acquireDataDirectoryLock(dataDir, 0).catch((error) => error);
  expect(refused).toBeInstanceOf(DataDirectoryInUseError);
  expect(refused.message).toContain(`process ${process.pid};`);
  expect(readdirSync(dataDir)).toEqual(['modelyard.lock']);
});

test('the lock of another running process is respected', async () => {
  const { child, output } = await holder();
  expect(output).toBe('has it');
  await expect(acquireDataDirectoryLock(dataDir, 100)).rejects.toThrow(`process ${child.pid};`);
});

test('the lock of a killed process is replaced', async () => {
  const { child } = await holder();
  await kill(child);
  using _lock = await acquireDataDirectoryLock(dataDir, 0);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  expect(readdirSync(dataDir)).toEqual(['modelyard.lock']);
});

test('an owner that exits within two seconds is awaited', async () => {
  const { child } = await holder();
  const acquiring = acquireDataDirectoryLock(dataDir, 20_000);
  await kill(child);
  using _lock = await acquiring;
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
});

test.runIf(process.platform === 'linux')('a zombie process does not hold its lock', async () => {
  // The shell is replaced by a program that never reads the exit codes of its children.
  const script = `${JSON.stringify(process.execPath)} --version > /dev/null & echo $!; exec sleep 1000`;
  const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(parent);
  const [output] = await once(parent.stdout, 'data');
  const pid = Number(output);
  const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8');
  await expect.poll(stat, { timeout: 10_000 }).toContain(') Z ');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const started = stat()
    .slice(stat().lastIndexOf(')') + 2)
    .split(' ')[19];
  const owner = { pid, processStart: `${boot}/${started}`, nonce: 'x' };
  writeFileSync(lockFile(), JSON.stringify(owner));
  using _lock = await acquireDataDirectoryLock(dataDir, 0);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
});

test.each([
  ['a process whose number has been given to another since', 1],
  ['a predecessor with the same number as ours, as in a container', process.pid],
])('the lock of %s is replaced', async (_name, pid) => {
  writeFileSync(lockFile(), JSON.stringify({ pid, processStart: 'another boot/1', nonce: 'x' }));
  using _lock = await acquireDataDirectoryLock(dataDir, 0);
  expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
});

test.each(['', '{', '{"pid":"x"}', '{"pid":-1,"processStart":null,"nonce":"x"}'])(
  'a lock file with %j is not changed, and the error names it',
  async (text) => {
    writeFileSync(lockFile(), text);
    await expect(acquireDataDirectoryLock(dataDir)).rejects.toThrow(
      /modelyard\.lock cannot be read; delete it/,
    );
    expect(readFileSync(lockFile(), 'utf8')).toBe(text);
  },
);

test('releasing does not remove the lock of a later owner', async () => {
  const lock = await acquireDataDirectoryLock(dataDir);
  writeFileSync(lockFile(), JSON.stringify({ pid: 1, processStart: null, nonce: 'theirs' }));
  lock[Symbol.dispose]();
  expect(readFileSync(lockFile(), 'utf8')).toContain('theirs');
});

test('of many processes that find a stale lock, exactly one gets it', async () => {
  const dead = await holder();
  await kill(dead.child);
  const outcomes = await Promise.all(Array.from({ length: 6 }, holder));
  expect(outcomes.map(({ output }) => output).toSorted()).toEqual([
    ...Array<string>(5).fill('DataDirectoryInUseError'),
    'has it',
  ]);
});
