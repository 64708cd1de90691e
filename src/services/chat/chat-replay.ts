import type { ChatEventRow } from '../../db/chat-event.entity.ts';
import { NotResumableError } from '../../errors.ts';
import { TailReader } from '../../events/tail-reader.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { ChatEnd, ChatEvent } from './chat-event.ts';
import { type ChatStore, chatTopic } from './chat-store.ts';
import { toView } from './chat-view.ts';

export interface ChatReplayOptions {
  readonly store: ChatStore;
  readonly wakeUps: WakeUps;
  readonly tenantId: string;
  readonly id: string;
  /** Only events behind this number. */
  readonly after: number;
  /** Called when the last event has been read. */
  readonly onEnd?: () => void;
  /** Called once, when the reader stops. */
  readonly onLeave?: () => void;
}

const endings = {
  COMPLETED: 'ChatCompleted',
  FAILED: 'ChatFailed',
  CANCELLED: 'ChatCancelled',
  INTERRUPTED: 'ChatInterrupted',
} as const satisfies Record<string, ChatEnd['type']>;

/**
 * Reads a completion's events from the database: whatever there is, then what comes, to the end;
 * for those that another process runs, and those that have ended.
 */
export async function replay(options: ChatReplayOptions): Promise<TailReader<ChatEvent>> {
  const { store, wakeUps, tenantId, id } = options;
  let after = options.after;
  let over = false;
  const reader: TailReader<ChatEvent> = new TailReader({
    read: async () => {
      if (over) return null;
      const found = await store.read(tenantId, id, after);
      if (found === null) return null;
      const { row, events } = found;
      const ended = row.status !== 'IN_PROGRESS';
      const told = [
        ...(after < 1 ? [started(found.row)] : []),
        ...events.flatMap((event) => expand(event, after)),
      ];
      const reached = told.at(-1)?.seq ?? after;
      if (!row.textKept && reached < row.lastSeq - 1) {
        throw new NotResumableError('What it has said is no longer kept.');
      }
      over = ended;
      if (ended) options.onEnd?.();
      if (ended && after < row.lastSeq) {
        const whole = after < 1 ? events : await allEvents(store, tenantId, id);
        const completion = toView(row, whole);
        const type = endings[row.status as keyof typeof endings];
        told.push({ type, seq: row.lastSeq, completionId: id, completion });
      }
      after = told.at(-1)?.seq ?? after;
      return ended && told.length === 0 ? null : told;
    },
    onLeave: () => {
      subscription[Symbol.dispose]();
      options.onLeave?.();
    },
  });
  const subscription = await wakeUps.subscribe([chatTopic(id)], () => reader.wake());
  return reader;
}

async function allEvents(store: ChatStore, tenantId: string, id: string): Promise<ChatEventRow[]> {
  return (await store.read(tenantId, id, 0))?.events ?? [];
}

/** As it was when it began. */
function started(row: Parameters<typeof toView>[0]): ChatEvent {
  const completion = {
    ...toView(row, []),
    status: 'IN_PROGRESS' as const,
    message: null,
    finishReason: null,
    rawFinishReason: null,
    usage: null,
    error: null,
    lastSeq: 1,
    firstTokenMs: null,
    durationMs: null,
  };
  return { type: 'ChatStarted', seq: 1, completionId: row.id, completion };
}

/** The events of a row that come behind a number; of merged deltas, what is left of them, in one. */
function expand({ completionId, seq, body }: ChatEventRow, after: number): ChatEvent[] {
  if (!('fragments' in body)) return [{ ...body, seq, completionId }];
  const seen = Math.max(0, after - (seq - body.fragments.length));
  const text = body.fragments.slice(seen).join('');
  return text === '' ? [] : [{ type: body.type, seq, completionId, text }];
}
