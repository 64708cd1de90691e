import { randomUUID } from 'node:crypto';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { isRowId } from '../models/model-store.ts';
import type { Chat } from './chat.ts';
import type { ChatStore } from './chat-store.ts';
import type { LiveChat } from './live-chat.ts';
import { StoredChat } from './stored-chat.ts';

export interface ChatDirectoryOptions {
  readonly store: ChatStore;
  readonly wakeUps: WakeUps;
  readonly log: Log;
}

/** Time that a stored completion stays open without readers, in milliseconds. */
const lingerMs = 1_000;

/** Finds completions of all processes, so that all readers of a completion share what is read. */
export class ChatDirectory {
  readonly #options: ChatDirectoryOptions;
  readonly #process = randomUUID();
  readonly #live = new Map<string, LiveChat>();
  readonly #stored = new Map<string, Promise<StoredChat | null>>();

  constructor(options: ChatDirectoryOptions) {
    this.#options = options;
  }

  get live(): readonly LiveChat[] {
    return [...this.#live.values()];
  }

  /** Returns a completion of any tenant that runs in this process; null when there is none. */
  findLive(id: string): LiveChat | null {
    return this.#live.get(id) ?? null;
  }

  add(chat: LiveChat): void {
    this.#live.set(chat.recording.id, chat);
  }

  remove(chat: LiveChat): void {
    this.#live.delete(chat.recording.id);
  }

  /** @returns null when the tenant has no such completion. */
  async find(tenantId: string, id: string): Promise<Chat | null> {
    const live = this.#live.get(id);
    if (live !== undefined) return live.tenantId === tenantId ? live : null;
    return isRowId(id) ? this.openStored(tenantId, id) : null;
  }

  /** @returns null when the tenant has no such completion. */
  async openStored(tenantId: string, id: string): Promise<StoredChat | null> {
    const key = `${tenantId} ${id}`;
    const known = this.#stored.get(key);
    if (known !== undefined) return known;
    const opening = StoredChat.open({ ...this.#options, process: this.#process, tenantId, id });
    this.#stored.set(key, opening);
    const remove = () => this.#stored.delete(key);
    opening.then(
      (chat) => (chat === null ? remove() : this.#closeWhenUnused(chat, remove)),
      remove,
    );
    return opening;
  }

  #closeWhenUnused(chat: StoredChat, remove: () => void): void {
    const timer = setInterval(() => {
      if (chat.channel.hasReaders) return;
      clearInterval(timer);
      remove();
      chat.close();
    }, lingerMs);
    timer.unref();
  }
}
