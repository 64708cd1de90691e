import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of user and system time; Linux counts 100 per second. */
const tickMs = 10;

/** Measures the cores that other programs use, which distorts the results. Linux only. */
export class OtherLoad {
  readonly #startedAt = performance.now();
  readonly #start = measure();

  /** Average number of cores since it was created, such as 0.8. */
  get cores(): string {
    const { busy, own } = measure();
    const ticks = busy - this.#start.busy - (own - this.#start.own);
    const cores = (ticks * tickMs) / (performance.now() - this.#startedAt);
    return Math.max(0, cores).toFixed(1);
  }
}

/** Returns the CPU time of all processes, and of this process with its descendants. */
function measure(): { busy: number; own: number } {
  const all = new Map(readdirSync('/proc').flatMap(readProcess));
  const isOwn = (pid: number): boolean => {
    if (pid === process.pid) return true;
    const parent = all.get(pid)?.parent ?? 0;
    return parent > 1 && isOwn(parent);
  };
  const own = [...all].filter(([pid]) => isOwn(pid)).map(([, { ticks }]) => ticks);
  const [, user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split(/\s+/);
  const busy = [user, nice, system, irq, softirq].map(Number);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return { busy: sum(busy), own: sum(own) };
}

function readProcess(name: string): [number, { parent: number; ticks: number }][] {
  if (!/^\d+$/.test(name)) return [];
  try {
    // "pid (name) state parent …"; the name can contain any character.
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1) ?? '';
    const fields = stat.split(' ').map(Number);
    // Its own time and that of ended children.
    const ticks = fields.slice(11, 15).reduce((total, value) => total + value, 0);
    return [[Number(name), { parent: fields[1] ?? 0, ticks }]];
  } catch {
    return []; // It has ended.
  }
}
