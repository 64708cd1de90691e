import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Returns the CPU time of all threads of a process in seconds, as the operating system counts it. */
export function cpuOf(pid: number): number {
  return schedulerSeconds(pid) ?? statSeconds(pid) ?? psSeconds(pid);
}

/** Returns the resident memory of a process in kilobytes. */
export function memoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  } catch {
    return Number(ps(pid, 'rss='));
  }
}

/** In nanoseconds, where the kernel has CONFIG_SCHED_INFO. */
function schedulerSeconds(pid: number): number | null {
  try {
    let nanoseconds = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [running] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
      nanoseconds += Number(running);
    }
    return nanoseconds > 0 ? nanoseconds / 1e9 : null;
  } catch {
    return null;
  }
}

/** In ticks of 10 ms, on any Linux. */
function statSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}

/** `minutes:seconds` with hundredths on macOS, `hours:minutes:seconds` elsewhere. */
function psSeconds(pid: number): number {
  return ps(pid, 'time=')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

function ps(pid: number, field: string): string {
  return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim();
}
