import { cpus, loadavg, totalmem } from 'node:os';

/** Facts about the machine, for the reader of the figures. */
export function describeMachine(postgres: string | null) {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryMegabytes: Math.round(totalmem() / 1_048_576),
    node: process.versions.node,
    database: postgres === null ? 'embedded' : `PostgreSQL ${postgres}`,
    /** Processes that run or wait for a core, over the last minute. */
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
