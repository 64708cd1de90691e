import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** How long a case measures. */
export interface Settings {
  /** Number of rounds, in each of which every contender has one turn. */
  readonly rounds: number;
  /** Length of a turn. */
  readonly seconds: number;
  /** Whether cases use fewer connections and rows. */
  readonly isShort: boolean;
  /** Directory for CPU profiles of the server; null for none. */
  readonly profile: string | null;
}

export interface Options extends Settings {
  readonly names: readonly string[];
  /** File for the results. */
  readonly out: string;
}

/** A case or a part of the growth. */
export interface Named {
  readonly name: string;
  readonly description: string;
}

const short = { rounds: 3, seconds: 2 };
const complete = { rounds: 5, seconds: 6 };

/** @returns a message when the arguments are invalid; an empty one when help is requested. */
export function parseOptions(
  args: string[],
  { cases, growth }: { readonly cases: readonly Named[]; readonly growth: readonly Named[] },
): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        short: { type: 'boolean', default: false },
        out: { type: 'string' },
        profile: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return '';
    const named = positionals.flatMap((name) =>
      name === 'growth' ? growth.map((part) => part.name) : [name],
    );
    const unknown = named.find((name) => ![...cases, ...growth].some((each) => each.name === name));
    if (unknown !== undefined) return `unknown case: ${unknown}`;
    const isShort = values.short || named.length === 0;
    const defaults = isShort ? short : complete;
    return {
      names: named.length > 0 ? named : cases.map(({ name }) => name),
      rounds:
        number(values.rounds, /^[1-9]\d*$/, '--rounds must be a positive integer') ??
        defaults.rounds,
      seconds:
        number(values.seconds, /^(?!0*\.?0*$)\d+(\.\d+)?$/, '--seconds must be above 0') ??
        defaults.seconds,
      isShort,
      profile: values.profile ?? null,
      out: values.out ?? join(tmpdir(), `modelyard-bench-${Date.now()}.json`),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function number(text: string | undefined, valid: RegExp, message: string): number | undefined {
  if (text === undefined) return undefined;
  if (!valid.test(text)) throw new Error(message);
  return Number(text);
}

export function usage(cases: readonly Named[], growth: readonly Named[]): string {
  const list = (all: readonly Named[]) =>
    all.map(({ name, description }) => `  ${name.padEnd(22)} ${description}`).join('\n');
  return `npm run bench -- [options] [case ...]

Measures the server beside the minimum that the same work costs: the limit of the case. In each round,
every contender has one turn, in random order. The table has medians, and medians of the ratios to the
limit in the same round. On a machine with other load, only the ratios are comparable. Without a case,
all cases run with short settings.

Cases:
${list(cases)}
  growth                 all of the following: how cost grows with the size of an installation
${list(growth)}

  --rounds N      rounds (default ${complete.rounds}, short ${short.rounds})
  --seconds S     length of a turn in seconds (default ${complete.seconds}, short ${short.seconds})
  --short         fewer rounds, connections and rows
  --out FILE      JSON file with all rounds (default: a new file in the temporary directory)
  --profile DIR   write CPU profiles of the server to this directory

The server runs as in production, on the PostgreSQL server of TEST_DATABASE_URL, or else of
127.0.0.1:5432, in a new database that is removed at the end. Without PostgreSQL, \`query\` and
\`growth\` are skipped, and the other cases use the embedded database.
`;
}
