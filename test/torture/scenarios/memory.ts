import { setTimeout as delay } from 'node:timers/promises';
import { chat, chatEvents, chatInput, startChat } from '../chat-operations.ts';
import { createInstallation, type Installation } from '../installation.ts';
import { post } from '../post.ts';
import { noPostgres } from '../postgres-binaries.ts';
import { memoryOf } from '../process-usage.ts';
import { observedTenant } from '../replica.ts';
import type { Case, CaseOptions, Outcome, Scenario } from '../scenario.ts';
import { SseLink } from '../sse-link.ts';
import { Violations } from '../violations.ts';
import { WebSocketLink } from '../websocket-link.ts';

/** Maximum memory of the server, in megabytes. */
const mostMemory = 400;
/** Maximum length of a response, in characters. */
const longestAnswer = 8_000_000;

interface Flood {
  readonly completions: number;
  /** Characters per token. */
  readonly size: number;
  readonly readers: 'websocket' | 'sse' | 'none';
  readonly environment?: Readonly<Record<string, string>>;
}

/** Completions at full speed, each with a client that does not read. */
async function runFlood(
  { completions, size, readers, environment = {} }: Flood,
  { postgres, chats = completions, seconds = 20 }: CaseOptions,
): Promise<Outcome | string> {
  if (postgres === null) return noPostgres;
  const violations = new Violations();
  await using stack = new AsyncDisposableStack();
  const installation = stack.use(await createInstallation({ postgres, environment }));
  const { near } = installation;
  const before = memoryOf(near.pid, 'VmRSS') ?? Number.NaN;
  let closed = 0;
  for (let number = 0; number < chats; number += 1) {
    const leave = await startReader(installation, {
      flood: { completions, size, readers },
      number,
      onClose: () => {
        closed += 1;
      },
    });
    stack.defer(leave);
  }
  let peak = before;
  const isOver = near.exited.then(() => true);
  let hasEnded = false;
  for (const end = Date.now() + seconds * 1_000; Date.now() < end && !hasEnded; ) {
    hasEnded = await Promise.race([isOver, delay(250, false)]);
    peak = memoryOf(near.pid, 'VmHWM') ?? peak;
  }
  const { sent, ended } = hasEnded ? unknown : await progress(installation);
  peak = memoryOf(near.pid, 'VmHWM') ?? peak;
  violations.expect(!hasEnded, 'the process died', near.logs.slice(-300));
  violations.expect(peak <= mostMemory, `more than ${mostMemory} MB of memory`, `${peak} MB`);
  return {
    violations,
    logs: near.logs,
    figures: {
      completions: chats,
      'characters per token': size,
      'MB before': before,
      'MB peak': peak,
      'MB after': memoryOf(near.pid, 'VmRSS') ?? 'dead',
      'tokens (millions)': sent,
      'completions ended': ended,
      'readers closed': closed,
    },
  };
}

async function startReader(
  { near, modelId }: Installation,
  options: { flood: Flood; number: number; onClose: () => void },
): Promise<() => void> {
  const { flood, number, onClose } = options;
  const { size, readers } = flood;
  const tokens = Math.floor(longestAnswer / size);
  const input = chatInput(modelId, { chat: number, tokens, rate: 0, size });
  const target = await near.as(observedTenant, `subject-${number}`);
  let operation = chat(input);
  // Half of the completions are started by their reader, the others are followed.
  if (number % 2 === 1 || readers === 'none') {
    const { data, outcome } = await post(target, { query: startChat, variables: { input } });
    const { completion } = (data['startChat'] ?? {}) as { completion?: { id: string } }; // As selected.
    if (completion === undefined) throw new Error(`the chat did not start: ${outcome}`);
    operation = chatEvents(completion.id, 0);
  }
  if (readers === 'none') return () => {};
  if (readers === 'sse') return new SseLink(target.origin, target.token).stall(operation, onClose);
  const socket = await WebSocketLink.open(target.origin, target.token);
  socket.subscribe(operation, { next: () => {}, over: onClose });
  socket.stall();
  return () => socket.close();
}

const listChats = 'query { chatCompletions(first: 100) { nodes { status lastSeq } } }';

const unknown = { sent: '-', ended: '-' };

/** Returns the number of events in millions, and the number of ended completions. */
async function progress({ near }: Installation): Promise<typeof unknown> {
  const { data, outcome } = await post(await near.as(observedTenant), { query: listChats });
  if (outcome !== 'ok') return unknown;
  const { nodes } = data['chatCompletions'] as { nodes: { status: string; lastSeq: number }[] }; // As selected.
  const sum = nodes.reduce((total, { lastSeq }) => total + lastSeq, 0);
  const over = nodes.filter(({ status }) => status !== 'IN_PROGRESS');
  return { sent: (sum / 1e6).toFixed(1), ended: String(over.length) };
}

const stalled = (['websocket', 'sse'] as const).flatMap((readers) =>
  [1, 9].map((size): Case => {
    const flood: Flood = { completions: 16, size, readers };
    return { name: `${readers} tokens of ${size}`, run: (options) => runFlood(flood, options) };
  }),
);

const unread: Flood = {
  completions: 3,
  size: 1,
  readers: 'none',
  environment: { NODE_OPTIONS: '--max-old-space-size=2048' },
};

export const memory: Scenario = {
  name: 'memory',
  description: 'completions at full speed, with readers that never read',
  cases: [...stalled, { name: 'no reader', run: (options) => runFlood(unread, options) }],
};
