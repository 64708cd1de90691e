import { parentPort, workerData } from 'node:worker_threads';
import { createModel, listModels } from './chat-operations.ts';
import { post } from './post.ts';
import type { ProbeOptions, ProbeRecord } from './probe.ts';

/** Sends the requests of a {@link Probe} from a separate thread, which other work does not delay. */
const { targets, queryEveryMs, readinessEveryMs, writeEveryMs } = workerData as ProbeOptions;
const records: ProbeRecord[] = [];
const timers: NodeJS.Timeout[] = [];
/** Maximum number of requests of one kind that wait for a response at the same time. */
const mostWaiting = 100;
let writes = 0;

function repeat(
  everyMs: number | undefined,
  request: Pick<ProbeRecord, 'kind' | 'replica'> & { send: () => Promise<string> },
): void {
  if (everyMs === undefined) return;
  const { kind, replica, send } = request;
  let waiting = 0;
  const probe = async () => {
    if (waiting >= mostWaiting) return;
    waiting += 1;
    const [sentAt, start] = [Date.now(), performance.now()];
    const outcome = await send();
    waiting -= 1;
    records.push({ kind, replica, sentAt, ms: performance.now() - start, outcome });
  };
  timers.push(setInterval(() => void probe(), everyMs));
}

async function readiness(origin: string): Promise<string> {
  try {
    const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(20_000) });
    await response.arrayBuffer();
    return String(response.status);
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer' : 'no connection';
  }
}

for (const { replica, target } of targets) {
  const list = async () => (await post(target, { query: listModels })).outcome;
  const write = async () => {
    writes += 1;
    const remote = { name: `probe-${writes}`, type: 'CHAT', baseUrl: 'http://127.0.0.1:9/v1' };
    return (await post(target, { query: createModel, variables: { input: { remote } } })).outcome;
  };
  repeat(queryEveryMs, { kind: 'query', replica, send: list });
  repeat(writeEveryMs, { kind: 'write', replica, send: write });
  repeat(readinessEveryMs, { kind: 'readyz', replica, send: () => readiness(target.origin) });
}

parentPort?.on('message', (message: 'read' | 'stop') => {
  if (message === 'stop') for (const timer of timers) clearInterval(timer);
  parentPort?.postMessage(records);
});
