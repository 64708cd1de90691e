import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { chatInput } from '../chat-operations.ts';
import type { FloodData } from '../flood-worker.ts';
import { createInstallation, type Installation, registerModel } from '../installation.ts';
import { noPostgres } from '../postgres-binaries.ts';
import { failures, Probe, type ProbeRecord } from '../probe.ts';
import { Reader } from '../reader.ts';
import { observedTenant } from '../replica.ts';
import type { CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { percentile, spread } from '../statistics.ts';
import { Violations } from '../violations.ts';

/** Quotas that a machine with two cores can serve beside other tenants. */
const quotas: Readonly<Record<string, string>> = {
  TENANT_OPERATIONS: '50',
  TENANT_COMPLETIONS: '10',
  TENANT_CALLS: '5',
  TENANT_SUBSCRIPTIONS: '20',
  TENANT_SOCKETS: '10',
  ANONYMOUS_SOCKETS: '20',
  ANONYMOUS_OPERATIONS: '50',
  TENANT_MODELS: '20',
  TENANT_PULLS: '5',
  TENANT_CHANGES: '50',
};

const defaultSeconds = 10;
/** How much longer requests of other tenants may take. */
const mostTimes = 2;

interface Measured {
  readonly queries: readonly ProbeRecord[];
  /** Milliseconds until the first token of each chat. */
  readonly firstTokens: readonly number[];
}

/** Measures what another tenant waits for, before and while a tenant uses all of its quotas. */
async function runFlood({
  postgres,
  seconds = defaultSeconds,
}: CaseOptions): Promise<Outcome | string> {
  if (postgres === null) return noPostgres;
  const violations = new Violations();
  const entries = Object.entries(quotas).map(([name, value]) => [`QUOTA_${name}`, value]);
  await using installation = await createInstallation({
    postgres,
    environment: Object.fromEntries(entries),
  });
  const { near } = installation;
  await measure(installation, 3);
  const before = await measure(installation, seconds);
  const target = await near.as('flooding');
  const workerData: FloodData = {
    target,
    modelId: await registerModel(near, 'flooding', installation.upstreamUrl),
  };
  const flood = new Worker(new URL('../flood-worker.ts', import.meta.url), {
    workerData,
    execArgv: [],
  });
  // First what the quotas permit at once, then what they permit in the long run.
  await delay(3_000);
  const during = await measure(installation, seconds);
  flood.postMessage('stop');
  const [outcomes] = (await once(flood, 'message')) as [ReadonlyMap<string, number>];
  await flood.terminate();
  const [calm, busy] = [before, during].map(({ queries }) => queries.map(({ ms }) => ms));
  compare('queries', calm ?? [], busy ?? []);
  compare('first tokens', before.firstTokens, during.firstTokens);
  const failed = failures(during.queries);
  violations.expect(failed === 'none', 'queries of another tenant failed', failed);
  for (const refusal of ['RATE_LIMITED', 'LIMIT_EXCEEDED']) {
    violations.expect((outcomes.get(refusal) ?? 0) > 0, 'a quota was not reached', refusal);
  }
  return {
    violations,
    logs: near.logs,
    figures: {
      'queries p50/p99/max ms before': spread(calm ?? []),
      during: spread(busy ?? []),
      'first tokens before': spread(before.firstTokens),
      'first tokens during': spread(during.firstTokens),
      'the flood': [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', '),
    },
  };

  function compare(what: string, calmMs: readonly number[], busyMs: readonly number[]): void {
    const ratio = percentile(busyMs, 0.5) / percentile(calmMs, 0.5);
    violations.expect(
      ratio <= mostTimes,
      `${what} of another tenant take more than ${mostTimes} times as long`,
      ratio.toFixed(1),
    );
  }
}

async function measure({ near, modelId }: Installation, seconds: number): Promise<Measured> {
  const target = await near.as(observedTenant);
  await using probe = new Probe({ targets: [{ replica: near.name, target }], queryEveryMs: 100 });
  const firstTokens: number[] = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; ) {
    const script = { chat: firstTokens.length, tokens: 2, rate: 1_000, size: 0 };
    const reader = new Reader({
      script,
      input: chatInput(modelId, script),
      route: () => near.link('websocket'),
    });
    await reader.read(AbortSignal.timeout(20_000));
    firstTokens.push((reader.texts[0]?.at ?? Number.NaN) - reader.startedAt);
    await delay(200);
  }
  return { queries: await probe.stop(), firstTokens };
}

export const flood: Scenario = {
  name: 'flood',
  description: 'a tenant uses all of its quotas at once, and another tenant works',
  cases: [{ name: 'all quotas', run: runFlood }],
};
