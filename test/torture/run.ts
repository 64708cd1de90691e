import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions, usage } from './options.ts';
import { OtherLoad } from './other-load.ts';
import { findPostgres } from './postgres-binaries.ts';
import type { Case, Outcome, Scenario } from './scenario.ts';
import { database } from './scenarios/database.ts';
import { flood } from './scenarios/flood.ts';
import { kill } from './scenarios/kill.ts';
import { load } from './scenarios/load.ts';
import { memory } from './scenarios/memory.ts';
import { pause } from './scenarios/pause.ts';
import { stop } from './scenarios/stop.ts';
import { subscribers } from './scenarios/subscribers.ts';

const scenarios: readonly Scenario[] = [
  load,
  database,
  kill,
  pause,
  stop,
  subscribers,
  flood,
  memory,
];

const options = parseOptions(process.argv.slice(2), scenarios);
if (typeof options === 'string') {
  print(options);
  print(usage(scenarios));
  process.exit(options === '' ? 0 : 2);
}
process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));

const { seeds, firstSeed, caseName, logs, chats, seconds } = options;
const postgres = findPostgres();
let failed = 0;
for (const scenario of options.scenarios) {
  print(`\n${scenario.name}: ${scenario.description}`);
  for (const each of scenario.cases.filter(({ name }) => name.includes(caseName))) {
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) await run(each, seed);
  }
}
print(failed === 0 ? '\nPASS' : `\nFAIL: ${failed} ${failed === 1 ? 'row' : 'rows'}`);
process.exit(failed === 0 ? 0 : 1);

async function run(each: Case, seed: number): Promise<void> {
  const title = `${each.name.padEnd(24)} seed ${String(seed).padStart(3)}`;
  const others = new OtherLoad();
  try {
    const outcome = await each.run({ seed, postgres, chats, seconds });
    if (typeof outcome === 'string') return print(`  ${title}  ${outcome}`);
    const figures = { ...outcome.figures, 'cores used by others': others.cores };
    report(title, { ...outcome, figures });
  } catch (error) {
    failed += 1;
    print(`  ${title}  ERROR ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function report(title: string, { figures, violations, logs: text }: Outcome): void {
  const cells = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  const { lines } = violations;
  print(`  ${title}  ${lines.length === 0 ? 'ok  ' : 'FAIL'}  ${cells.join(' | ')}`);
  for (const line of lines) print(`      - ${line}`);
  if (lines.length === 0) return;
  failed += 1;
  if (logs === undefined) return;
  mkdirSync(logs, { recursive: true });
  writeFileSync(join(logs, `${title.replaceAll(/\W+/g, '-')}.log`), text);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
