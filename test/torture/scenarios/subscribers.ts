import { setTimeout as delay } from 'node:timers/promises';
import { modelChanges, updateModel } from '../chat-operations.ts';
import { createInstallation, type Installation } from '../installation.ts';
import type { Ending } from '../link.ts';
import { post } from '../post.ts';
import { noPostgres } from '../postgres-binaries.ts';
import type { PostgresCluster } from '../postgres-cluster.ts';
import { failures, Probe } from '../probe.ts';
import { cpuOf } from '../process-usage.ts';
import { observedTenant, type Replica } from '../replica.ts';
import { runParallel } from '../run-parallel.ts';
import type { CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { percentile, spread } from '../statistics.ts';
import { Violations } from '../violations.ts';
import { WebSocketLink } from '../websocket-link.ts';

const count = 5_000;
const perSocket = 50;
const changeWithinMs = 1_000;
const queryWithinMs = 100;
/** Much less than one for each subscriber. */
const mostQueries = 100;
const observeMs = 10_000;

/** Many subscribers of `modelChanges` at one process, and two changes at the other one. */
async function runSubscribers({ postgres }: CaseOptions): Promise<Outcome | string> {
  if (postgres === null) return noPostgres;
  const violations = new Violations();
  await using stack = new AsyncDisposableStack();
  const installation = stack.use(await createInstallation({ postgres, replicas: 2 }));
  const { near, far, cluster } = installation;
  const received: number[] = [];
  const endings: Ending[] = [];
  const subscribedAt = performance.now();
  const cpuBefore = cpuOf(near.pid);
  const sockets = Array.from({ length: count / perSocket }, (_, index) => index);
  await runParallel(sockets, 10, async (index) => {
    const { origin, token } = await near.as(observedTenant, `subject-${index}`);
    const socket = await WebSocketLink.open(origin, token);
    stack.defer(() => socket.close());
    for (let number = 0; number < perSocket; number += 1) {
      const operation = { query: modelChanges, variables: {} };
      socket.subscribe(operation, {
        next: () => received.push(performance.now()),
        over: (ending) => endings.push(ending),
      });
    }
  });
  const calmMs = await waitUntilCalm(near);
  const subscribeMs = Math.round(performance.now() - subscribedAt - calmMs);
  const subscribeCpu = cpuOf(near.pid) - cpuBefore;

  await cluster.execute(`alter system set log_statement = 'all'`);
  await cluster.execute('select pg_reload_conf()');
  await delay(500);
  const idle = await countStatements(cluster, () => delay(observeMs));
  const changed: { first: number; last: number; all: boolean }[] = [];
  const change = async (name: string) => {
    changed.push(await makeChange(installation, { name, received, endings }));
  };
  const statements = await countStatements(cluster, () => change('one'));
  await cluster.execute(`alter system reset log_statement`);
  await cluster.execute('select pg_reload_conf()');

  const target = await near.as('neighbour');
  await using probe = new Probe({ targets: [{ replica: 'A', target }], queryEveryMs: 20 });
  await delay(1_000);
  await change('two');
  const queries = await probe.stop();
  for (const { all, last } of changed) {
    violations.expect(all, 'a change did not reach every subscriber');
    violations.expect(last <= changeWithinMs, 'a change took longer than 1 s', `${last} ms`);
  }
  violations.expect(endings.length === 0, 'subscriptions ended', describe(endings));
  const added = statements - idle;
  violations.expect(added <= mostQueries, 'statements grow with subscribers', String(added));
  const failed = failures(queries);
  violations.expect(failed === 'none', 'queries of another tenant failed', failed);
  const p99 = Math.round(
    percentile(
      queries.map(({ ms }) => ms),
      0.99,
    ),
  );
  violations.expect(
    p99 <= queryWithinMs,
    'queries of another tenant took too long',
    `p99 ${p99} ms`,
  );
  return {
    violations,
    logs: [near.logs, far.logs].join('\n'),
    figures: {
      subscribers: count,
      'subscribe ms': subscribeMs,
      'server CPU ms each': (subscribeCpu / count).toFixed(2),
      'first/last ms': changed.map(({ first, last }) => `${first}/${last}`).join(', '),
      ended: endings.length,
      'statements for a change': added,
      'queries p50/p99/max ms': spread(queries.map(({ ms }) => ms)),
      'failed queries': failed,
    },
  };
}

/** Renames a model at the other process. Resolves when all subscribers have the change. */
async function makeChange(
  { far, modelId }: Installation,
  options: { name: string; received: number[]; endings: Ending[] },
) {
  const { name, received, endings } = options;
  received.length = 0;
  const variables = { input: { id: modelId, displayName: name } };
  const start = performance.now();
  await post(await far.as(observedTenant), { query: updateModel, variables });
  while (received.length + endings.length < count && performance.now() - start < observeMs) {
    await delay(20);
  }
  const since = (at: number | undefined) => Math.round((at ?? Number.NaN) - start);
  const all = received.length >= count;
  // Work after the change is included.
  await delay(Math.max(0, observeMs - (performance.now() - start)));
  return { first: since(received.at(0)), last: since(received.at(-1)), all };
}

/** The protocol does not acknowledge subscriptions: an idle process has processed all of them. */
async function waitUntilCalm(replica: Replica): Promise<number> {
  const start = performance.now();
  for (let calm = 0; calm < 3 && performance.now() - start < 60_000; ) {
    const before = cpuOf(replica.pid);
    await delay(500);
    calm = cpuOf(replica.pid) - before <= 100 ? calm + 1 : 0;
  }
  return 1_500;
}

/** Returns the number of statements in the new part of PostgreSQL's log. */
async function countStatements(
  cluster: PostgresCluster,
  during: () => Promise<unknown>,
): Promise<number> {
  const before = cluster.log.length;
  await during();
  return cluster.log.slice(before).match(/LOG: {2}(?:statement|execute)/g)?.length ?? 0;
}

function describe(endings: readonly Ending[]): string {
  const counts = Map.groupBy(endings, (ending) => Object.values(ending).join(' '));
  return [...counts].map(([ending, list]) => `${list.length} ${ending}`).join(', ');
}

export const subscribers: Scenario = {
  name: 'subscribers',
  description: `${count} subscribers of modelChanges, and a change`,
  cases: [{ name: `${count}`, run: runSubscribers }],
};
