import { writeFile } from 'node:fs/promises';
import type { BenchCase, GrowthCase } from './bench-case.ts';
import { embed } from './cases/embed.ts';
import { idle } from './cases/idle.ts';
import { query } from './cases/query.ts';
import { relay } from './cases/relay.ts';
import { saturate } from './cases/saturate.ts';
import type { Growth } from './growth/growth.ts';
import { logLength } from './growth/log-length.ts';
import { models } from './growth/models.ts';
import { subscribers } from './growth/subscribers.ts';
import { subscriptions } from './growth/subscriptions.ts';
import { tenants } from './growth/tenants.ts';
import { describeMachine } from './machine.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { aligned, type Comparison, format, summary, tableOf } from './report.ts';
import { findPostgres } from './stage.ts';

const cases: readonly BenchCase[] = [relay, saturate, idle, query, embed];
const growth: readonly GrowthCase[] = [models, tenants, subscribers, logLength, subscriptions];

const options = parseOptions(process.argv.slice(2), { cases, growth });
if (typeof options !== 'string') await run(options);
else {
  if (options !== '') console.error(`${options}\n`);
  console.log(usage(cases, growth));
  process.exitCode = options === '' ? 0 : 2;
}

async function run({ names, out, ...settings }: Options): Promise<void> {
  const postgres = await findPostgres().catch((error: unknown) => String(error));
  if (typeof postgres === 'string') {
    console.error(postgres);
    process.exitCode = 1;
    return;
  }
  const surroundings = { ...settings, serverUrl: postgres?.url ?? null };
  const machine = describeMachine(postgres?.version ?? null);
  console.log(
    `${Object.values(machine).slice(0, 2).join(' cores, ')}, Node.js ${machine.node}, ${machine.database}, load ${machine.loadAverage}\n`,
  );
  const chosen = [...cases, ...growth].filter(({ name }) => names.includes(name));
  const possible = chosen.filter((each) => postgres !== null || canRunEmbedded(each));
  if (postgres === null) {
    const skipped = chosen.filter((each) => !possible.includes(each)).map(({ name }) => name);
    console.log('There is no PostgreSQL at 127.0.0.1:5432, and TEST_DATABASE_URL is not set.');
    if (skipped.length > 0) console.log(`Skipped: ${skipped.join(', ')}.`);
    console.log('The other cases use the embedded database, which is slower.\n');
  }
  const results: { comparisons: Comparison[]; growth: Growth[] } = { comparisons: [], growth: [] };
  for (const each of possible) {
    for (const result of await each.run(surroundings)) {
      if ('measured' in result) results.comparisons.push(result);
      else results.growth.push(result);
      console.log(`${'measured' in result ? tableOf(result) : growthTable(result)}\n`);
    }
  }
  const file = {
    measuredAt: new Date().toISOString(),
    machine: { ...machine, loadAverageAtEnd: describeMachine(null).loadAverage },
    settings,
    comparisons: results.comparisons.map(summary),
    growth: results.growth,
  };
  await writeFile(out, `${JSON.stringify(file, null, 2)}\n`);
  console.log(`All rounds: ${out}`);
}

function canRunEmbedded(each: BenchCase | GrowthCase): boolean {
  return 'needsPostgres' in each && !each.needsPostgres;
}

function growthTable({ title, x, y, series }: Growth): string {
  const sizes = series[0]?.points.map((point) => point.x) ?? [];
  const rows = series.map(({ name, points }) => [name, ...points.map((point) => format(point.y))]);
  return `${title}: ${y}\n${aligned([[x, ...sizes.map(format)], ...rows])}`;
}
