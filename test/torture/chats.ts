import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { chatInput } from './chat-operations.ts';
import { Reader } from './reader.ts';
import type { Replica } from './replica.ts';
import type { Script } from './script.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface ChatsOptions {
  readonly modelId: string;
  readonly scripts: readonly Script[];
  /** Returns the process that runs a chat. */
  readonly runsAt: (chat: number) => Replica;
  /** Returns the process to which the client that started a chat reconnects. */
  readonly returnsTo: (attempt: number) => Replica;
  /** The processes at which other clients follow each chat from the start. */
  readonly followedAt: readonly ((chat: number) => Replica)[];
  /** Length of the period in which the chats start, in milliseconds. */
  readonly spreadMs: number;
  /** Aborted when clients stop waiting for a last event. */
  readonly signal: AbortSignal;
}

/** Chats at 50 tokens per second, which last from `shortest` to `longest` seconds. */
export function randomScripts(
  random: SeededRandom,
  { chats, shortest, longest }: { chats: number; shortest: number; longest: number },
): Script[] {
  const rate = 50;
  return Array.from({ length: chats }, (_, chat) => {
    const tokens = random.integer(Math.round(shortest * rate), Math.round(longest * rate));
    return { chat, tokens, rate, size: 0 };
  });
}

/** Every fifth chat is read over server-sent events. */
const transportOf = (chat: number) => (chat % 5 === 4 ? 'sse' : 'websocket');

/** Starts chats and clients. `done` resolves when each client has its last event or has stopped. */
export function startChats(options: ChatsOptions): {
  readonly readers: readonly Reader[];
  readonly done: Promise<void>;
} {
  const { modelId, scripts, signal, spreadMs } = options;
  const readers: Reader[] = [];
  const reading = scripts.map(async (script, index) => {
    const { chat } = script;
    await delay((index * spreadMs) / scripts.length);
    const starter = new Reader({
      script,
      input: chatInput(modelId, script, randomUUID()),
      route: (attempt) =>
        (attempt === 0 ? options.runsAt(chat) : options.returnsTo(attempt)).link(transportOf(chat)),
    });
    const followers = options.followedAt.map(
      (place) =>
        new Reader({
          script,
          completionId: starter.started,
          route: (attempt) =>
            (attempt === 0 ? place(chat) : options.returnsTo(attempt)).link(transportOf(chat + 2)),
        }),
    );
    readers.push(starter, ...followers);
    await Promise.all([starter, ...followers].map((reader) => reader.read(signal)));
  });
  return { readers, done: Promise.all(reading).then(() => {}) };
}
