import { setTimeout as delay } from 'node:timers/promises';
import { ServerProcess } from '../../support/server-process.ts';
import { randomScripts, startChats } from '../chats.ts';
import { compare } from '../comparison.ts';
import { EventLoopLag } from '../event-loop-lag.ts';
import { createInstallation } from '../installation.ts';
import { noPostgres } from '../postgres-binaries.ts';
import { failures, Probe } from '../probe.ts';
import type { CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { nominalMs } from '../script.ts';
import { SeededRandom } from '../seeded-random.ts';
import { spread } from '../statistics.ts';
import { Violations } from '../violations.ts';

/** Maximum delay of a last event: half of the nominal duration of chats in the full version. */
const lateMs = 5_000;

/** Normal chats without failures, while another program uses one core. */
export async function runLoad(
  options: CaseOptions & { readonly seconds: number; readonly chats: number },
): Promise<Outcome | string> {
  const { postgres, seed, chats, seconds } = options;
  if (postgres === null) return noPostgres;
  const random = new SeededRandom(seed);
  const violations = new Violations();
  await using installation = await createInstallation({ postgres });
  const { near, cluster } = installation;
  await using _busy = new ServerProcess('test/torture/busy-loop.ts', {});
  const target = await near.as('neighbour');
  await using probe = new Probe({ targets: [{ replica: 'A', target }], queryEveryMs: 100 });
  const lag = new EventLoopLag();
  const { readers, done } = startChats({
    modelId: installation.modelId,
    scripts: randomScripts(random, { chats, shortest: seconds * 0.9, longest: seconds }),
    runsAt: () => near,
    returnsTo: () => near,
    followedAt: [],
    spreadMs: 1_000,
    signal: AbortSignal.timeout((seconds * 6 + 10) * 1_000),
  });
  await done;
  const lagMs = lag.stop();
  const queries = await probe.stop();
  await delay(500);
  const delays = readers.map((reader) => {
    const [end] = reader.ends;
    const delayMs = (end?.at ?? Number.NaN) - reader.startedAt - nominalMs(reader.script);
    violations.expect(delayMs <= lateMs, 'an end was shown more than 5 s late');
    for (const loss of reader.losses) {
      violations.add('a client lost its subscription', Object.values(loss).join(' '));
    }
    return delayMs;
  });
  const { statuses } = await compare({ replicas: [near], readers, violations });
  violations.expect(
    statuses.get('COMPLETED') === chats,
    'not every chat is COMPLETED',
    JSON.stringify([...statuses]),
  );
  const deadlocks = cluster.log.split('deadlock detected').length - 1;
  violations.expect(deadlocks === 0, 'deadlocks in the log of PostgreSQL', String(deadlocks));
  const failed = failures(queries);
  violations.expect(failed === 'none', 'queries of another tenant failed', failed);
  return {
    violations,
    logs: near.logs,
    figures: {
      chats,
      'first token p50/p99/max ms': spread(
        readers.map(({ texts, startedAt }) => (texts[0]?.at ?? Number.NaN) - startedAt),
      ),
      'end delay p50/p99/max ms': spread(delays),
      deadlocks,
      'queries p50/p99/max ms': spread(queries.map(({ ms }) => ms)),
      'failed queries': failed,
      'client lag max ms': lagMs,
    },
  };
}

export const load: Scenario = {
  name: 'load',
  description: 'chats at 50 tokens/s for 10 s on PostgreSQL while one core is busy',
  cases: [50, 150, 300].map((chats) => ({
    name: `${chats} chats`,
    run: (options) =>
      runLoad({ ...options, chats: options.chats ?? chats, seconds: options.seconds ?? 10 }),
  })),
};
