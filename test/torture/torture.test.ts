import { describe, expect, inject, type TestContext, test } from 'vitest';
import { findPostgres, noPostgres } from './postgres-binaries.ts';
import type { CaseOptions, Outcome } from './scenario.ts';
import { runDatabase } from './scenarios/database.ts';
import { runKill } from './scenarios/kill.ts';
import { runLoad } from './scenarios/load.ts';
import { runPause } from './scenarios/pause.ts';

const postgres = findPostgres();
/** Small versions of `npm run torture`, which runs the whole. */
const small: CaseOptions = { seed: 1, postgres, chats: 8, seconds: 5 };
/** Longer than any case waits: a run that is cut off would leave its processes behind. */
const timeout = 240_000;

/** Skips where PostgreSQL is missing or not asked for; fails with every violation. */
async function expectNoViolations(
  { skip }: Pick<TestContext, 'skip'>,
  run: () => Promise<Outcome | string>,
): Promise<void> {
  if (inject('databaseTemplate').kind !== 'postgres') skip('TEST_DATABASE_URL is not set');
  if (postgres === null) skip(noPostgres);
  const outcome = await run();
  if (typeof outcome === 'string') return skip(outcome);
  expect(outcome.violations.lines, JSON.stringify(outcome.figures)).toEqual([]);
}

test('what chats show under load is stored, in order and in time', { timeout }, (context) =>
  expectNoViolations(context, () => runLoad({ ...small, chats: 30, seconds: 4 })),
);

test('a database that does not answer for 3 s takes nothing back', { timeout }, (context) =>
  expectNoViolations(context, () => runDatabase('freeze 3 s', small)),
);

test('a restart of the database takes nothing back', { timeout }, (context) =>
  expectNoViolations(context, () => runDatabase('restart', small)),
);

// Both wait for leases to expire, most of the time.
describe.concurrent('a process that is gone', () => {
  test('after kill -9, every client that comes back is shown one end', { timeout }, (context) =>
    expectNoViolations(context, () => runKill('postgres', small)),
  );

  test(
    'a process that was suspended shows nothing of what another one ended',
    {
      timeout,
    },
    (context) => expectNoViolations(context, () => runPause({ ...small, chats: 5 })),
  );
});
