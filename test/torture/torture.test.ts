import { describe, expect, inject, type TestContext, test } from 'vitest';
import { findPostgres, noPostgres } from './postgres-binaries.ts';
import type { CaseOptions, Outcome } from './scenario.ts';
import { runDatabase } from './scenarios/database.ts';
import { runKill } from './scenarios/kill.ts';
import { runLoad } from './scenarios/load.ts';
import { runPause } from './scenarios/pause.ts';

const postgres = findPostgres();
/** Small versions of the scenarios of `npm run torture`. */
const small: CaseOptions = { seed: 1, postgres, chats: 8, seconds: 5 };
/** Longer than any scenario: a run that times out would not stop its processes. */
const timeout = 240_000;

/** Skips without PostgreSQL. Fails with all violations. */
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

test('events that chats show under load are stored, in order and in time', { timeout }, (context) =>
  expectNoViolations(context, () => runLoad({ ...small, chats: 30, seconds: 4 })),
);

test(
  'a database that does not respond for 3 s causes no loss of shown events',
  { timeout },
  (context) => expectNoViolations(context, () => runDatabase('freeze 3 s', small)),
);

test('a restart of the database causes no loss of shown events', { timeout }, (context) =>
  expectNoViolations(context, () => runDatabase('restart', small)),
);

// Both tests mostly wait for leases to expire.
describe.concurrent('a failed process', () => {
  test('after kill -9, every client that reconnects gets one last event', { timeout }, (context) =>
    expectNoViolations(context, () => runKill('postgres', small)),
  );

  test(
    'a process that was suspended shows no event of a completion that another one ended',
    {
      timeout,
    },
    (context) => expectNoViolations(context, () => runPause({ ...small, chats: 5 })),
  );
});
