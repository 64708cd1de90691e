import { setTimeout as delay } from 'node:timers/promises';
import { randomScripts, startChats } from '../chats.ts';
import { compare } from '../comparison.ts';
import { EventLoopLag } from '../event-loop-lag.ts';
import { createInstallation } from '../installation.ts';
import { noPostgres } from '../postgres-binaries.ts';
import { type FaultName, faults } from '../postgres-faults.ts';
import { failures, Probe, type ProbeRecord } from '../probe.ts';
import type { CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { SeededRandom } from '../seeded-random.ts';
import { Violations } from '../violations.ts';

/** Maximum times after recovery until a write succeeds, and until all clients have a last event. */
const writesWithinMs = 2_000;
const endsWithinMs = 60_000;
/** Maximum duration of a request to `/readyz`, in milliseconds. */
const readyWithinMs = 3_000;

/** Chats on two processes, each followed on the other one, during a failure of the database. */
export async function runDatabase(
  fault: FaultName,
  { postgres, seed, chats = 50, seconds = 14 }: CaseOptions,
): Promise<Outcome | string> {
  if (postgres === null) return noPostgres;
  const needsDisk = fault.startsWith('disk');
  if (needsDisk && process.getuid?.() !== 0) return 'skipped: needs root, to mount a tmpfs';
  const random = new SeededRandom(seed);
  const violations = new Violations();
  const disk = needsDisk ? { tmpfs: '256m' } : {};
  await using installation = await createInstallation({ postgres, replicas: 2, ...disk });
  const { near, far, replicas, cluster, modelId } = installation;
  await using probe = new Probe({
    targets: await Promise.all(
      replicas.map(async (each) => ({ replica: each.name, target: await each.as('neighbour') })),
    ),
    queryEveryMs: 100,
    readinessEveryMs: 250,
    writeEveryMs: 250,
  });
  const lag = new EventLoopLag();
  const giveUp = new AbortController();
  const { readers, done } = startChats({
    modelId,
    scripts: randomScripts(random, { chats, shortest: seconds * 0.3, longest: seconds }),
    runsAt: (chat) => (chat % 2 === 0 ? near : far),
    returnsTo: (attempt) => (attempt % 2 === 0 ? near : far),
    followedAt: [(chat) => (chat % 2 === 0 ? far : near)],
    spreadMs: 1_000,
    signal: giveUp.signal,
  });
  await delay(1_000 + random.integer(500, 3_500));
  const brokenAt = Date.now();
  await faults[fault](cluster, random);
  const recoveredAt = Date.now();
  const deadline = setTimeout(() => giveUp.abort(), endsWithinMs);
  await done;
  clearTimeout(deadline);
  await delay(Math.max(0, recoveredAt + writesWithinMs + 1_000 - Date.now()));
  const lagMs = lag.stop();
  const records = await probe.stop();
  const writesMs = checkProbe(records, { recoveredAt, violations });
  const { statuses, lostTokens } = await compare({
    replicas,
    readers,
    violations,
    lostAt: brokenAt - performance.timeOrigin,
  });
  const ends = readers.flatMap(({ ends: [end] }) => (end === undefined ? [] : [end.at]));
  const during = records.filter(({ sentAt }) => sentAt >= brokenAt);
  const readiness = during.filter(({ kind }) => kind === 'readyz').map(({ ms }) => ms);
  const kind = (name: ProbeRecord['kind']) => during.filter((record) => record.kind === name);
  return {
    violations,
    logs: [...replicas.map(({ logs }) => logs), cluster.log].join('\n'),
    figures: {
      ends: [...statuses].map(([status, count]) => `${count} ${status}`).join(', '),
      'away ms': recoveredAt - brokenAt,
      'writes after ms': writesMs,
      'readyz max ms': Math.round(Math.max(...readiness)),
      'last end after ms': Math.round(Math.max(...ends) + performance.timeOrigin - recoveredAt),
      'lost tokens': lostTokens.reduce((sum, tokens) => sum + tokens, 0),
      'queries failed': failures(kind('query')),
      'writes failed': failures(kind('write')),
      'client lag max ms': lagMs,
    },
  };
}

/** @returns milliseconds from recovery until all processes have written. */
function checkProbe(
  records: readonly ProbeRecord[],
  { recoveredAt, violations }: { recoveredAt: number; violations: Violations },
): number {
  for (const { kind, ms, outcome } of records) {
    if (kind === 'readyz') {
      const isAnswer = outcome === '200' || outcome === '503';
      violations.expect(isAnswer, '/readyz did not answer', outcome);
      violations.expect(
        ms <= readyWithinMs,
        '/readyz took longer than 3 s',
        `${Math.round(ms)} ms`,
      );
    } else {
      const isTyped = outcome === 'ok' || outcome === 'OVERLOADED';
      violations.expect(isTyped, `a ${kind} of another tenant failed with ${outcome}`);
    }
  }
  const after = [...new Set(records.map(({ replica }) => replica))].map((replica) => {
    const written = records
      .filter((each) => each.replica === replica && each.kind === 'write' && each.outcome === 'ok')
      .map(({ sentAt, ms }) => sentAt + ms - recoveredAt)
      .filter((ms) => ms >= 0);
    return Math.min(...written);
  });
  const worst = Math.round(Math.max(...after));
  violations.expect(worst <= writesWithinMs, 'no write within 2 s of recovery', `${worst} ms`);
  return worst;
}

export const database: Scenario = {
  name: 'database',
  description: 'PostgreSQL fails at a random moment under 50 chats on two replicas',
  cases: Object.keys(faults).map((name) => ({
    name,
    run: (options) => runDatabase(name as FaultName, options), // The keys of the table.
  })),
};
