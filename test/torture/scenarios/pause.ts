import { setTimeout as delay } from 'node:timers/promises';
import { storedCompletion } from '../chat-operations.ts';
import { randomScripts, startChats } from '../chats.ts';
import { compare } from '../comparison.ts';
import { createInstallation } from '../installation.ts';
import { post } from '../post.ts';
import { noPostgres } from '../postgres-binaries.ts';
import type { Reader } from '../reader.ts';
import { observedTenant, type Replica } from '../replica.ts';
import type { CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { SeededRandom } from '../seeded-random.ts';
import { spread } from '../statistics.ts';
import { Violations } from '../violations.ts';

const endsWithinMs = 40_000;

/** A process is suspended for longer than its lease is valid, and continues. */
export async function runPause({
  postgres,
  seed,
  chats = 10,
}: CaseOptions): Promise<Outcome | string> {
  if (postgres === null) return noPostgres;
  const random = new SeededRandom(seed);
  const violations = new Violations();
  await using installation = await createInstallation({ postgres, replicas: 2 });
  const { near, far, replicas, modelId } = installation;
  const giveUp = new AbortController();
  const { readers, done } = startChats({
    modelId,
    scripts: randomScripts(random, { chats, shortest: 20, longest: 30 }),
    runsAt: () => near,
    returnsTo: () => far,
    followedAt: [() => near, () => far],
    spreadMs: 500,
    signal: giveUp.signal,
  });
  await delay(500 + random.integer(500, 3_000));
  const pausedAt = performance.now();
  near.signal('SIGSTOP');
  await delay(16_000);
  const over = await endedAt(far, readers);
  // Events that it sent before it was suspended have arrived now.
  const shownBefore = new Map(readers.map((reader) => [reader, reader.texts.length]));
  near.signal('SIGCONT');
  const deadline = setTimeout(() => giveUp.abort(), endsWithinMs);
  await done;
  clearTimeout(deadline);
  const late = readers
    .filter(({ completionId }) => over.has(completionId ?? ''))
    .map((reader) => reader.texts.length - (shownBefore.get(reader) ?? 0));
  const lateTexts = late.reduce((sum, texts) => sum + texts, 0);
  violations.expect(
    lateTexts === 0,
    'a suspended process went on showing completions that another one had ended',
    `${lateTexts} texts`,
  );
  const { statuses, lostTokens, lostMs } = await compare({
    replicas,
    readers,
    violations,
    lostAt: pausedAt,
  });
  return {
    violations,
    logs: replicas.map(({ logs }) => logs).join('\n'),
    figures: {
      chats,
      ends: [...statuses].map(([status, number]) => `${number} ${status}`).join(', '),
      'ended while suspended': over.size,
      'texts shown after the end': lateTexts,
      'lost tokens p50/p99/max': spread(lostTokens),
      'lost ms p50/p99/max': spread(lostMs),
    },
  };
}

/** Returns the completions that a process reports as ended. */
async function endedAt(replica: Replica, readers: readonly Reader[]): Promise<Set<string>> {
  const target = await replica.as(observedTenant);
  const ended = new Set<string>();
  for (const id of new Set(readers.map(({ completionId }) => completionId ?? ''))) {
    const { data } = await post(target, { query: storedCompletion, variables: { id } });
    const { status } = (data['chatCompletion'] ?? {}) as { status?: string }; // As selected.
    if (status !== undefined && status !== 'IN_PROGRESS') ended.add(id);
  }
  return ended;
}

export const pause: Scenario = {
  name: 'pause',
  description: 'SIGSTOP of a replica for 16 s, with leases of 10 s, then SIGCONT',
  cases: [{ name: '16 s', run: runPause }],
};
