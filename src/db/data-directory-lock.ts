import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { StartupError } from '../startup-error.ts';

/** Another process has the directory open. Two would destroy the data. */
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
  /** When that process began, so that a later one with the same number is told apart. */
  processStart: z.string().nullable(),
  /** Tells two locks of one process apart. */
  nonce: z.string(),
});

type Owner = z.output<typeof owner>;

/** How long an owner that is ending is waited for, in milliseconds. */
const defaultWaitMs = 2_000;
const pollMs = 50;

/**
 * Takes a data directory for this process, until disposed of. PGlite has no lock of its own. The
 * lock of a process that has ended is taken over; one that ends at the moment is waited for.
 *
 * @throws DataDirectoryInUseError naming the process that has it.
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

/** A link appears with its whole content, or not at all when there is a lock already. */
function linked(fresh: string, file: string): boolean {
  try {
    linkSync(fresh, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when it has just been released. */
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
 * Moves a dead owner's lock away. Whoever moves first wins; one who finds that he has moved a
 * rival's new lock instead puts it back.
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

/** Whether a process is only listed until its parent asks for its exit code: Z and X on Linux. */
function hasEnded(pid: number): boolean {
  return ['Z', 'X'].includes(processStat(pid)?.[0] ?? '');
}

/** Start of a process within this boot (Linux: field 22 of its stat); null where unknown. */
function processStart(pid: number): string | null {
  const ticks = processStat(pid)?.[19];
  if (ticks === undefined) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return null;
  }
}

/** Fields of a process from the third one on, which is its state; null where unknown. */
function processStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
