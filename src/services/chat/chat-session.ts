import type { ChatEvent } from './chat-event.ts';
import type { ChatRun } from './chat-run.ts';

export interface ChatSessionOptions {
  readonly run: ChatRun;
  readonly tenantId: string;
  /** Whether it has a request id, under which a client can come back to it. */
  readonly resumable: boolean;
  /** Whether it goes on without anybody listening. */
  readonly detached: boolean;
  /** How long it waits for a client to come back, in milliseconds. */
  readonly graceMs: number;
  /** Whether somebody listens, or is expected, in another process. */
  readonly isAttachedElsewhere: () => Promise<boolean>;
}

/**
 * Decides how long a run goes on: as long as somebody takes part in it. Who unsubscribes ends it at
 * once; who is cut off may come back, if there is a request id to come back under.
 */
export class ChatSession {
  readonly run: ChatRun;
  readonly tenantId: string;
  readonly #options: ChatSessionOptions;
  #participants = 0;
  #grace: NodeJS.Timeout | null = null;

  constructor(options: ChatSessionOptions) {
    this.run = options.run;
    this.tenantId = options.tenantId;
    this.#options = options;
    void this.run.ended.then(() => clearTimeout(this.#grace ?? undefined));
  }

  /** Takes part, from the first event on. @param isConnected whether leaving is the client's will. */
  join(isConnected: () => boolean): AsyncIterableIterator<ChatEvent> {
    this.#participants += 1;
    clearTimeout(this.#grace ?? undefined);
    return this.run.read(0, () => {
      this.#participants -= 1;
      if (this.#participants > 0 || this.#options.detached) return;
      if (isConnected() || !this.#options.resumable) this.run.cancel();
      else this.#waitForReturn();
    });
  }

  /** Listens in, without any say in how long it goes on. */
  observe(after: number): AsyncIterableIterator<ChatEvent> {
    return this.run.read(after, () => {});
  }

  #waitForReturn(): void {
    const { graceMs, isAttachedElsewhere } = this.#options;
    this.#grace = setTimeout(async () => {
      if (this.#participants > 0) return;
      // Where it cannot be found out, nobody is cut off.
      const awaited = await isAttachedElsewhere().catch(() => true);
      if (this.#participants > 0) return;
      if (awaited) this.#waitForReturn();
      else this.run.cancel();
    }, graceMs);
    this.#grace.unref();
  }
}
