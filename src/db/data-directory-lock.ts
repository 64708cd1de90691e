import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { StartupError } from '../startup-error.ts';

/** Another process uses the data directory. Two processes would destroy the data. */
export class DataDirectoryInUseError extends StartupError {
  override name = 'DataDirectoryInUseError';
  constructor(dataDir: string, pid: number) {
    super(
      `DATA_DIR ${dataDir} is in use by process ${pid}; stop that process first, or set another directory.`,
    );
  }
}

const owner = z.object({
  pid: z.int().positive(),
  /** Start time of the process, to distinguish it from a later process with the same ID. */
  processStart: z.string().nullable(),
  /** Distinguishes two locks of the same process. */
  nonce: z.string(),
});

type Owner = z.output<typeof owner>;

/** How long to wait for an owner that is exiting, in milliseconds. */
const defaultWaitMs = 2_000;
const pollMs = 50;

/**
 * Locks a data directory for this process until the lock is disposed, because PGlite itself has no
 * lock. Replaces the lock of a process that has exited, and waits for a process that is exiting.
 *
 * @throws DataDirectoryInUseError naming the process that holds the lock.
 */
export async function acquireDataDirectoryLock(
  dataDir: string,
  waitMs = defaultWaitMs,
): Promise<Disposable> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'modelyard.lock');
  const mine: Owner = {
    pid: process.pid,
    processStart: processStart(process.pid),
    nonce: randomUUID(),
  };
  const fresh = `${file}.${mine.nonce}`;
  writeFileSync(fresh, JSON.stringify(mine), { mode: 0o600, flag: 'wx' });
  const deadline = performance.now() + waitMs;
  try {
    while (!linked(fresh, file)) {
      const holder = read(file);
      if (holder === null) continue;
      if (!isAlive(holder)) removeStale(file, holder, `${fresh}.stale`);
      else if (performance.now() < deadline) await delay(pollMs);
      else throw new DataDirectoryInUseError(dataDir, holder.pid);
    }
  } finally {
    rmSync(fresh, { force: true });
  }
  return {
    [Symbol.dispose]: () => {
      if (read(file)?.nonce === mine.nonce) rmSync(file, { force: true });
    },
  };
}

/** Creates the lock with its whole content in one step. @returns false when there is a lock. */
function linked(fresh: string, file: string): boolean {
  try {
    linkSync(fresh, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Returns null when the lock was just released. */
function read(file: string): Owner | null {
  try {
    return owner.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StartupError(
      `The lock file ${file} cannot be read; delete it if no other Modelyard process uses the directory.`,
      { cause: error },
    );
  }
}

/**
 * Removes the lock of a process that has exited. Two processes can try this at the same time: a
 * process that has renamed a new lock of the other one by mistake restores it.
 */
function removeStale(file: string, dead: Owner, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(aside)?.nonce !== dead.nonce) linked(aside, file);
  rmSync(aside, { force: true });
}

function isAlive({ pid, processStart: startedAt }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (hasEnded(pid)) return false;
  return startedAt === null || startedAt === processStart(pid);
}

/**
 * Whether a process has exited but is still listed, until its parent reads the exit code (Linux: Z,
 * X).
 */
function hasEnded(pid: number): boolean {
  return ['Z', 'X'].includes(processStat(pid)?.[0] ?? '');
}

/**
 * Start time of a process since boot (Linux: field 22 of `/proc/<pid>/stat`); null when unknown.
 */
function processStart(pid: number): string | null {
  const ticks = processStat(pid)?.[19];
  if (ticks === undefined) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return null;
  }
}

/** Fields of a process from the third one, its state; null when unknown. */
function processStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
