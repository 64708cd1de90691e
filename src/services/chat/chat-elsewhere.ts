import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import type { ChatEvent } from './chat-event.ts';
import { replay } from './chat-replay.ts';
import type { ChatStore } from './chat-store.ts';

/** Whoever takes part, and how he leaves. */
export interface ChatCall {
  /** Ends when the client is gone, whichever way it went. */
  readonly signal: AbortSignal;
  /** Whether the connection stands: leaving while it does is the client's will. */
  readonly isConnected: () => boolean;
}

export interface ElsewhereOptions {
  readonly store: ChatStore;
  readonly wakeUps: WakeUps;
  readonly log: Log;
  readonly tenantId: string;
  readonly id: string;
}

/** How often one who takes part from afar says that he is still there, in seconds. */
const attachmentSeconds = 5;

/**
 * Takes part in what runs in another process, from its first event on, or reads again what has
 * ended. Unsubscribing cancels it there, as it would here.
 */
export async function joinElsewhere(
  { store, wakeUps, log, tenantId, id }: ElsewhereOptions,
  isConnected: ChatCall['isConnected'],
): Promise<AsyncIterableIterator<ChatEvent>> {
  const attach = () =>
    store
      .attach(tenantId, id, attachmentSeconds * 2)
      .catch((error: unknown) => log.warn({ err: error, id }, 'attachment not renewed'));
  await attach();
  const timer = setInterval(attach, attachmentSeconds * 1_000);
  timer.unref();
  let ended = false;
  return replay({
    store,
    wakeUps,
    tenantId,
    id,
    after: 0,
    onEnd: () => {
      ended = true;
    },
    onLeave: () => {
      clearInterval(timer);
      if (ended || !isConnected()) return;
      store
        .requestCancel(tenantId, id)
        .catch((error: unknown) => log.warn({ err: error, id }, 'completion not cancelled'));
    },
  });
}
