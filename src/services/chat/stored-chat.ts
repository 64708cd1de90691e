import type { ChatCompletion } from '../../db/chat-completion.entity.ts';
import { NotFoundError, NotResumableError } from '../../errors.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { type Chat, type ChatCall, cancelWaitMs } from './chat.ts';
import { ChatChannel } from './chat-channel.ts';
import type { ChatCompletionView, ChatEvent } from './chat-event.ts';
import { ChatLog, type LogEntry } from './chat-log.ts';
import { type ChatStore, chatTopic } from './chat-store.ts';
import { toStartedView, toView } from './chat-view.ts';
import { retryRead } from './retry-read.ts';

export interface StoredChatOptions {
  readonly store: ChatStore;
  /** Identifies this process among the processes that have clients of the completion. */
  readonly process: string;
  readonly wakeUps: WakeUps;
  readonly log: Log;
  readonly tenantId: string;
  readonly id: string;
}

/** Interval in which it is recorded that clients of this process take part, in milliseconds. */
const attachmentMs = 5_000;

/**
 * A completion that another process runs, or that has ended. When its topic is announced, new
 * events are read once for all of its readers in this process.
 */
export class StoredChat implements Chat {
  readonly channel: ChatChannel;
  readonly #options: StoredChatOptions;
  readonly #hasText: boolean;
  readonly #closed = new AbortController();
  #refreshing = false;
  #isStale = false;
  #participants = 0;
  #attaching: NodeJS.Timeout | undefined;

  private constructor(options: StoredChatOptions, row: ChatCompletion, storedSeq: number) {
    const { store, tenantId, id } = options;
    this.#options = options;
    this.#hasText = row.textKept;
    this.channel = new ChatChannel({
      id,
      log: new ChatLog(() => new Date(), row.textKept ? storedSeq : row.lastSeq - 1),
      started: toStartedView(row),
      load: (after) => loadEntries(store, { tenantId, id, after }),
      canShow: () => true,
    });
    if (row.status !== 'IN_PROGRESS') this.channel.close(toView(row, row.lastSeq));
  }

  /** @returns null when the tenant has no such completion. */
  static async open(options: StoredChatOptions): Promise<StoredChat | null> {
    const { store, wakeUps, tenantId, id } = options;
    let chat: StoredChat | null = null;
    let isStale = false;
    // Subscribe first: when a change is announced during the read, read again after it.
    const subscription = await wakeUps.subscribe([chatTopic(id)], () => {
      isStale = true;
      void chat?.refresh();
    });
    try {
      const head = await store.head(tenantId, id);
      if (head !== null) chat = new StoredChat(options, head.row, head.storedSeq);
    } finally {
      if (chat === null || chat.channel.end !== null) subscription[Symbol.dispose]();
    }
    if (chat === null) return null;
    const { signal } = (chat as StoredChat).#closed;
    signal.addEventListener('abort', () => subscription[Symbol.dispose]());
    if (isStale) void (chat as StoredChat).refresh();
    return chat;
  }

  get subject(): string {
    return this.channel.started.subject;
  }

  async join(isConnected: ChatCall['isConnected']): Promise<AsyncIterableIterator<ChatEvent>> {
    this.#assertText(0);
    this.#participants += 1;
    if (this.#participants === 1 && this.channel.end === null) {
      this.#attaching = setInterval(() => void this.#attach(), attachmentMs);
      this.#attaching.unref();
      // Await this: a client that then leaves the owner's process must not end the completion.
      await this.#attach();
    }
    return this.channel.read(0, () => {
      this.#participants -= 1;
      if (this.#participants > 0) return;
      clearInterval(this.#attaching);
      if (this.channel.end === null && isConnected()) void this.#detach();
    });
  }

  observe(after: number): AsyncIterableIterator<ChatEvent> {
    this.#assertText(after);
    return this.channel.read(after);
  }

  async view(): Promise<ChatCompletionView | null> {
    const { store, tenantId, id } = this.#options;
    return store.find(tenantId, id);
  }

  async cancel(): Promise<void> {
    if (this.channel.end !== null) return;
    const { store, tenantId, id } = this.#options;
    const events = this.channel.read(this.channel.log.lastSeq);
    const timer = setTimeout(() => void events.return(), cancelWaitMs);
    try {
      await store.requestCancel(tenantId, id);
      for await (const _event of events);
    } finally {
      clearTimeout(timer);
      await events.return();
    }
  }

  /** Stops following the database. */
  close(): void {
    this.#closed.abort();
  }

  /** Reads new events, once for all readers. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    const { signal } = this.#closed;
    while (this.#isStale && this.channel.end === null && !signal.aborted) {
      this.#isStale = false;
      try {
        await retryRead(() => this.#readNew(), signal);
      } catch (error) {
        this.channel.fail(error instanceof Error ? error : new Error(String(error)));
        break;
      }
    }
    this.#refreshing = false;
  }

  async #readNew(): Promise<void> {
    const { store, tenantId, id } = this.#options;
    const { log } = this.channel;
    for (;;) {
      const found = await store.read(tenantId, id, log.lastSeq);
      if (found === null) throw new NotFoundError('There is no completion with this ID.');
      const { row, entries } = found;
      log.addStored(entries);
      this.channel.wake();
      if (entries.length > 0) continue;
      if (row.status !== 'IN_PROGRESS') {
        this.channel.close(toView(row, row.lastSeq));
        this.close();
      }
      return;
    }
  }

  async #attach(): Promise<void> {
    const { store, log, tenantId, id, process } = this.#options;
    await store
      .attach(tenantId, id, { process, seconds: (attachmentMs * 2) / 1_000 })
      .catch((error: unknown) =>
        log.warn({ err: error, id }, 'a reader of a completion was not recorded'),
      );
  }

  async #detach(): Promise<void> {
    const { store, log, tenantId, id, process } = this.#options;
    await store
      .detach(tenantId, id, process)
      .catch((error: unknown) =>
        log.warn({ err: error, id }, 'the end of a subscription was not recorded'),
      );
  }

  #assertText(after: number): void {
    if (!this.#hasText && this.channel.log.isBefore(after)) throw textDeleted();
  }
}

/** Reads stored entries that are not in the memory of a channel. @throws NotResumableError */
export async function loadEntries(
  store: ChatStore,
  {
    tenantId,
    id,
    after,
  }: { readonly tenantId: string; readonly id: string; readonly after: number },
): Promise<readonly LogEntry[]> {
  const found = await store.read(tenantId, id, after);
  if (found === null || !found.row.textKept || found.entries.length === 0) throw textDeleted();
  return found.entries;
}

function textDeleted(): NotResumableError {
  return new NotResumableError(
    'The text of this completion has been deleted; CHAT_RETENTION_HOURS is the time that it is stored.',
  );
}
