import { setTimeout as delay } from 'node:timers/promises';
import { randomScripts, startChats } from '../chats.ts';
import { compare } from '../comparison.ts';
import { createInstallation } from '../installation.ts';
import { noPostgres } from '../postgres-binaries.ts';
import type { CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { SeededRandom } from '../seeded-random.ts';
import { spread } from '../statistics.ts';
import { Violations } from '../violations.ts';

const graceSeconds = 3;
const exitWithinMs = graceSeconds * 1_000 + 5_000;
/** Time after which a process that does not stop is killed, in milliseconds. */
const mostMs = 45_000;
const endsWithinMs = 45_000;

/** SIGTERM while the database does not respond, or while many chats run. */
export async function runStop(
  place: 'database frozen' | 'under load',
  { postgres, seed, chats }: CaseOptions,
): Promise<Outcome | string> {
  if (postgres === null) return noPostgres;
  const isFrozen = place === 'database frozen';
  const random = new SeededRandom(seed);
  const violations = new Violations();
  const environment = { SHUTDOWN_GRACE_SECONDS: String(graceSeconds) };
  await using installation = await createInstallation({ postgres, replicas: 2, environment });
  const { near, far, replicas, cluster, modelId } = installation;
  const giveUp = new AbortController();
  const count = chats ?? (isFrozen ? 20 : 100);
  const { readers, done } = startChats({
    modelId,
    scripts: randomScripts(random, { chats: count, shortest: 8, longest: 24 }),
    runsAt: () => near,
    returnsTo: (attempt) => (attempt % 2 === 0 ? near : far),
    followedAt: isFrozen ? [() => far] : [],
    spreadMs: 1_000,
    signal: giveUp.signal,
  });
  await delay(1_000 + random.integer(500, 3_000));
  if (isFrozen) {
    cluster.freeze();
    await delay(random.integer(200, 2_000));
  }
  const stoppedAt = performance.now();
  near.signal('SIGTERM');
  const isOver = await Promise.race([near.exited.then(() => true), delay(mostMs, false)]);
  const exitMs = Math.round(performance.now() - stoppedAt);
  if (!isOver) near.signal('SIGKILL');
  violations.expect(
    exitMs <= exitWithinMs,
    'the process did not exit within grace + 5 s',
    `${exitMs} ms`,
  );
  if (isFrozen) cluster.thaw();
  await near.restart();
  const deadline = setTimeout(() => giveUp.abort(), endsWithinMs);
  await done;
  clearTimeout(deadline);
  const lost = isFrozen ? { lostAt: stoppedAt } : {};
  const { statuses, lostTokens } = await compare({ replicas, readers, violations, ...lost });
  return {
    violations,
    logs: replicas.map(({ logs }) => logs).join('\n'),
    figures: {
      chats: count,
      'exit after ms': isOver ? exitMs : `killed after ${exitMs}`,
      ends: [...statuses].map(([status, number]) => `${number} ${status}`).join(', '),
      'lost tokens p50/p99/max': spread(lostTokens),
    },
  };
}

export const stop: Scenario = {
  name: 'stop',
  description: `SIGTERM with SHUTDOWN_GRACE_SECONDS=${graceSeconds}`,
  cases: (['database frozen', 'under load'] as const).map((name) => ({
    name,
    run: (options) => runStop(name, options),
  })),
};
