import { setTimeout as delay } from 'node:timers/promises';
import { randomScripts, startChats } from '../chats.ts';
import { compare } from '../comparison.ts';
import { createInstallation } from '../installation.ts';
import { noPostgres } from '../postgres-binaries.ts';
import type { CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { SeededRandom } from '../seeded-random.ts';
import { spread } from '../statistics.ts';
import { Violations } from '../violations.ts';

const endsWithinMs = 60_000;

/** A process is killed. Its clients reconnect to the other one, or to a new process. */
export async function runKill(
  system: 'postgres' | 'pglite',
  { postgres, seed, chats, seconds = 14 }: CaseOptions,
): Promise<Outcome | string> {
  const severalProcesses = system === 'postgres';
  if (severalProcesses && postgres === null) return noPostgres;
  const random = new SeededRandom(seed);
  const violations = new Violations();
  await using installation = await createInstallation(
    severalProcesses ? { postgres, replicas: 2 } : { postgres: null },
  );
  const { near, far, replicas, modelId } = installation;
  const giveUp = new AbortController();
  const count = chats ?? random.integer(6, 20);
  const { readers, done } = startChats({
    modelId,
    scripts: randomScripts(random, { chats: count, shortest: 1, longest: seconds }),
    runsAt: () => near,
    // Clients alternately reconnect to the other process and to the new one.
    returnsTo: (attempt) => (attempt % 2 === 0 ? near : far),
    followedAt: [() => near, () => far],
    spreadMs: 500,
    signal: giveUp.signal,
  });
  await delay(500 + random.integer(500, 5_000));
  const lostAt = performance.now();
  near.signal('SIGKILL');
  await near.restart();
  const deadline = setTimeout(() => giveUp.abort(), endsWithinMs);
  await done;
  clearTimeout(deadline);
  const lastEnd = Math.max(...readers.flatMap(({ ends }) => ends.map(({ at }) => at)), lostAt);
  const { statuses, lostTokens, lostMs } = await compare({ replicas, readers, violations, lostAt });
  return {
    violations,
    logs: replicas.map(({ logs }) => logs).join('\n'),
    figures: {
      chats: count,
      ends: [...statuses].map(([status, number]) => `${number} ${status}`).join(', '),
      'lost tokens p50/p99/max': spread(lostTokens),
      'lost ms p50/p99/max': spread(lostMs),
      'last end after ms': Math.round(lastEnd - lostAt),
    },
  };
}

export const kill: Scenario = {
  name: 'kill',
  description: 'kill -9 of a process at a random moment; every client comes back',
  cases: [
    { name: 'two replicas', run: (options) => runKill('postgres', options) },
    { name: 'PGlite', run: (options) => runKill('pglite', options) },
  ],
};
