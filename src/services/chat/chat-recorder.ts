import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import type { ChatCompletionView } from './chat-event.ts';
import { ChatJournal, type NumberedEvent } from './chat-journal.ts';
import { ChatRun, type ChatRunOptions } from './chat-run.ts';
import type { ChatStore } from './chat-store.ts';
import { ChatWriter } from './chat-writer.ts';

export interface ChatRecorderOptions {
  readonly store: ChatStore;
  readonly now: () => Date;
  readonly log: Log;
}

/** What a run is, apart from how it is recorded. */
export type UnrecordedRun = Omit<ChatRunOptions, 'journal' | 'record' | 'onUnexpected'>;

/** Pauses before the end is tried to be written again, in milliseconds. */
const pausesMs = [200, 1_000, 3_000];

/** Starts runs that are written down as they go. */
export class ChatRecorder {
  readonly #options: ChatRecorderOptions;
  readonly #writer: ChatWriter;

  constructor(options: ChatRecorderOptions) {
    this.#options = options;
    this.#writer = new ChatWriter(options.store);
  }

  run(tenantId: string, options: UnrecordedRun): ChatRun {
    const { log, now } = this.#options;
    const { id } = options;
    return new ChatRun({
      ...options,
      journal: (run) =>
        new ChatJournal({
          write: (events) => this.#writer.write({ tenantId, id, events }),
          onLost: () => run.interrupt(),
          onFailure: (error) => log.warn({ err: error, id }, 'events of a completion not written'),
          now,
        }),
      record: (completion, rest) => this.#finish(tenantId, completion, rest),
      onUnexpected: (error) => log.error({ err: error, id }, 'completion failed unexpectedly'),
    });
  }

  /** What cannot be written in the end is found by its lease, and closed with what was. */
  async #finish(
    tenantId: string,
    completion: ChatCompletionView,
    rest: readonly NumberedEvent[],
  ): Promise<void> {
    const { store, log } = this.#options;
    for (const pauseMs of [...pausesMs, null]) {
      try {
        await store.finish(tenantId, completion, rest);
        return;
      } catch (error) {
        log.error({ err: error, id: completion.id }, 'the end of a completion was not written');
        if (pauseMs !== null) await delay(pauseMs, undefined, { ref: false });
      }
    }
  }
}
