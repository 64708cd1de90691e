import { parseArgs } from 'node:util';
import type { Scenario } from './scenario.ts';

export interface Options {
  readonly scenarios: readonly Scenario[];
  readonly seeds: number;
  readonly firstSeed: number;
  /** Part of the names of the cases to run. */
  readonly caseName: string;
  readonly chats: number | undefined;
  readonly seconds: number | undefined;
  /** Directory for the logs of rows that fail. */
  readonly logs: string | undefined;
}

/** @returns a message when the arguments are invalid; an empty one when help is requested. */
export function parseOptions(args: string[], all: readonly Scenario[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        scenario: { type: 'string', multiple: true, default: [] },
        seeds: { type: 'string' },
        'first-seed': { type: 'string', default: '1' },
        case: { type: 'string', default: '' },
        chats: { type: 'string' },
        seconds: { type: 'string' },
        logs: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return '';
    const isNumber = (text: string) => /^\d+$/.test(text);
    const names = [...values.scenario, ...positionals.filter((text) => !isNumber(text))];
    const unknown = names.find((name) => !all.some((each) => each.name === name));
    if (unknown !== undefined) return `unknown scenario: ${unknown}`;
    return {
      scenarios: all.filter(({ name }) => names.length === 0 || names.includes(name)),
      seeds: count(values.seeds ?? positionals.find(isNumber), 'seeds') ?? 1,
      firstSeed: count(values['first-seed'], 'first-seed') ?? 1,
      caseName: values.case,
      chats: count(values.chats, 'chats'),
      seconds: count(values.seconds, 'seconds'),
      logs: values.logs,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function count(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${name} must be a positive integer`);
  return Number(text);
}

export function usage(all: readonly Scenario[]): string {
  return `
npm run torture -- [options] [scenario ...] [seeds]

Runs real server processes, breaks what they depend on, and compares what clients were shown with
what is stored. Exit code 1 when a row fails.

  --seeds N        rows for each case (default 1); a bare number means the same
  --first-seed N   the first seed (default 1)
  --case TEXT      only cases whose name contains TEXT
  --chats N        number of chats, instead of the default of the case
  --seconds N      longest chat of load, database and kill, or duration of a flood of memory
  --logs DIR       keep the logs of the servers and of PostgreSQL for rows that fail

${all.map(describe).join('\n')}
`;
}

function describe({ name, description, cases }: Scenario): string {
  const names = cases.map((each) => each.name).join(', ');
  return `  ${name.padEnd(12)} ${description}\n               cases: ${names}`;
}
