import { setTimeout as delay } from 'node:timers/promises';
import { storedCompletion } from './chat-operations.ts';
import { type Answer, post } from './post.ts';
import { Reader } from './reader.ts';
import { observedTenant, type Replica } from './replica.ts';
import { runParallel } from './run-parallel.ts';
import { countTokens, wholeText } from './script.ts';
import type { Violations } from './violations.ts';

export interface ComparisonOptions {
  readonly replicas: readonly Replica[];
  /** All clients; a completion can have several. */
  readonly readers: readonly Reader[];
  readonly violations: Violations;
  /**
   * Time of a failure that can cause the loss of the last shown events of a completion that is not
   * COMPLETED. Without a failure, all shown events must be stored.
   */
  readonly lostAt?: number;
}

export interface Comparison {
  /** For each completion, the number of tokens that were shown but not stored. */
  readonly lostTokens: readonly number[];
  /** For each completion with lost tokens, the time from the first of them to the failure. */
  readonly lostMs: readonly number[];
  /** Number of completions by status. */
  readonly statuses: ReadonlyMap<string, number>;
}

interface Stored {
  readonly status: string;
  readonly lastSeq: number;
  readonly message: { readonly content: string } | null;
}

const hugeNumber = 2_000_000_000;
const replayMs = 15_000;
/** Maximum number of completions that are read again, as a sample. */
const mostReplayed = 60;

/** Compares the events that clients received with those that each process returns afterwards. */
export async function compare(options: ComparisonOptions): Promise<Comparison> {
  const { readers, violations } = options;
  const comparison = {
    lostTokens: [] as number[],
    lostMs: [] as number[],
    statuses: new Map<string, number>(),
  };
  let replayed = 0;
  const silent = new Set<Replica>();
  const groups = Map.groupBy(readers, ({ script }) => script.chat);
  await runParallel(groups.values(), 8, async (group) => {
    const completionId = group.find((reader) => reader.completionId !== null)?.completionId ?? null;
    if (completionId === null) {
      violations.add('a completion was never started', describeLosses(group));
      return;
    }
    const stored = await findEverywhere(completionId, { ...options, silent });
    if (stored === null) return;
    const { statuses } = comparison;
    statuses.set(stored.status, (statuses.get(stored.status) ?? 0) + 1);
    checkStored(group, stored, options);
    for (const reader of group) checkShown(reader, stored, options);
    measureLoss(group, stored, { ...options, ...comparison });
    replayed += 1;
    if (replayed > mostReplayed) return;
    const answering = options.replicas.filter((replica) => !silent.has(replica));
    await checkReplays({ group, completionId, stored }, { ...options, replicas: answering });
  });
  return comparison;
}

/** Reads from all processes, except those that did not respond before. The results must agree. */
async function findEverywhere(
  id: string,
  { replicas, violations, silent }: ComparisonOptions & { readonly silent: Set<Replica> },
): Promise<Stored | null> {
  const answers: Stored[] = [];
  for (const replica of replicas) {
    const found = silent.has(replica) ? null : await findOne(id, replica);
    if (found !== null) answers.push(found);
    else {
      violations.add('a completion cannot be read afterwards', replica.name);
      silent.add(replica);
    }
  }
  const [first] = answers;
  if (first === undefined) return null;
  const agree = answers.every((each) => JSON.stringify(each) === JSON.stringify(first));
  violations.expect(agree, 'replicas return different completions');
  violations.expect(first.status !== 'IN_PROGRESS', 'a completion stays IN_PROGRESS', id);
  return first;
}

async function findOne(id: string, replica: Replica): Promise<Stored | null> {
  const target = await replica.as(observedTenant);
  let answer: Answer;
  for (const deadline = Date.now() + 20_000; ; await delay(500)) {
    answer = await post(target, { query: storedCompletion, variables: { id } });
    const stored = answer.data['chatCompletion'] as Stored | null | undefined; // As selected.
    const settled = stored != null && stored.status !== 'IN_PROGRESS';
    if (settled || Date.now() > deadline) return stored ?? null;
  }
}

function checkStored(
  group: readonly Reader[],
  { status, message }: Stored,
  { violations }: ComparisonOptions,
): void {
  const script = group[0]?.script;
  if (script === undefined) return;
  const [stored, whole] = [message?.content ?? '', wholeText(script)];
  violations.expect(
    whole.startsWith(stored),
    'stored text is not what the upstream sent, in order',
    differenceOf(stored, whole),
  );
  if (status === 'COMPLETED') {
    violations.expect(stored.length >= whole.length, 'COMPLETED, with an incomplete stored text');
  }
}

function checkShown(
  reader: Reader,
  { status, lastSeq, message }: Stored,
  { violations, lostAt }: ComparisonOptions,
): void {
  for (const fault of reader.faults) violations.add(`a client was shown ${fault}`);
  const { losses } = reader;
  violations.expect(
    losses.every(({ kind }) => kind !== 'completed'),
    'a client had a subscription that completed without a terminal event',
  );
  violations.expect(
    losses.every((loss) => loss.kind !== 'refused' || loss.code !== 'INTERNAL'),
    'a client had a subscription that ended with INTERNAL',
  );
  const [stored, shown] = [message?.content ?? '', reader.text];
  const [end] = reader.ends;
  violations.expect(end !== undefined, 'a client was never shown a terminal event', status);
  if (end !== undefined) {
    const told = `${end.status} shown, ${status} stored`;
    violations.expect(end.status === status, 'the status shown differs from the one stored', told);
    violations.expect(end.seq === lastSeq, 'the terminal number differs from the one stored');
    violations.expect(end.content === stored, 'the message of the terminal event is not stored');
  }
  if (status === 'COMPLETED' || lostAt === undefined) {
    violations.expect(
      shown === stored,
      `the text shown differs from the text stored (${status})`,
      differenceOf(stored, shown),
    );
  } else {
    const related = shown.startsWith(stored) || stored.startsWith(shown);
    violations.expect(related, 'the text shown and the text stored contradict each other');
  }
}

function measureLoss(
  group: readonly Reader[],
  { lastSeq, message }: Stored,
  options: ComparisonOptions & { lostTokens: number[]; lostMs: number[] },
): void {
  const length = (message?.content ?? '').length;
  const highest = Math.max(...group.flatMap(({ texts }) => texts.map(({ seq }) => seq)), 0);
  options.violations.expect(
    lastSeq > highest,
    'the terminal number is not above every number shown',
    `${lastSeq} after ${highest}`,
  );
  const losses = group.map((reader) => {
    let shown = 0;
    const first = reader.texts.find(({ text }) => {
      shown += text.length;
      return shown > length;
    });
    const ms = first === undefined ? 0 : (options.lostAt ?? Number.NaN) - first.at;
    return { tokens: countTokens(reader.text.slice(length)), ms };
  });
  const worst = losses.toSorted((one, other) => other.tokens - one.tokens)[0];
  options.lostTokens.push(worst?.tokens ?? 0);
  if (worst !== undefined && worst.tokens > 0) options.lostMs.push(worst.ms);
}

interface Replayed {
  readonly group: readonly Reader[];
  readonly completionId: string;
  readonly stored: Stored;
}

/** Reads again from each process, after several numbers. */
async function checkReplays(
  { group, completionId, stored }: Replayed,
  { replicas, violations }: ComparisonOptions,
): Promise<void> {
  const [reader] = group;
  if (reader === undefined) return;
  const content = stored.message?.content ?? '';
  const middle = reader.texts[reader.texts.length >> 1]?.seq ?? 0;
  const last = reader.texts.at(-1)?.seq ?? 0;
  const places = new Map([
    [0, '0'],
    [stored.lastSeq, 'the terminal number'],
    [hugeNumber, 'a huge number'],
  ]);
  for (const replica of replicas) {
    for (const after of [0, middle, last, stored.lastSeq, hugeNumber]) {
      const again = new Reader({
        script: reader.script,
        route: () => replica.link('websocket'),
        completionId: Promise.resolve(completionId),
        returns: false,
      });
      again.lastSeq = after;
      await again.read(AbortSignal.timeout(replayMs));
      const [end] = again.ends;
      violations.expect(
        end !== undefined && again.losses.length === 0,
        `chatEvents after ${places.get(after) ?? 'a number shown'} did not show the terminal event at once`,
        describeLosses([again]),
      );
      const isSame =
        end === undefined || (end.status === stored.status && end.seq === stored.lastSeq);
      violations.expect(isSame, 'a replay ends otherwise than the completion');
      const expected = after === hugeNumber ? '' : content.slice(reader.textUpTo(after).length);
      violations.expect(again.text === expected, 'a replay shows another text than is stored');
    }
  }
}

function describeLosses(readers: readonly Reader[]): string {
  const losses = readers.flatMap((reader) => reader.losses).slice(0, 3);
  return losses.map((loss) => Object.values(loss).join(' ')).join('; ');
}

/** Returns the position of the first difference of two texts, in unique tokens. */
function differenceOf(stored: string, other: string): string {
  const [one, two] = [stored.split(' '), other.split(' ')];
  const at = one.findIndex((token, index) => token !== two[index]);
  const from = at < 0 ? Math.min(one.length, two.length) - 1 : at;
  const tokens = (list: readonly string[]) => list.slice(from, from + 3).join(' ');
  return `stored ${one.length - 1} tokens, other ${two.length - 1}; at ${from}: "${tokens(one)}" and "${tokens(two)}"`;
}
