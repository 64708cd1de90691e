import type { ChatAdapter, ChatFinish, ChatPart, ChatRequest } from '../adapters/chat-adapter.ts';
import type { ChatEnding } from '../domain.ts';
import { UpstreamError, type UpstreamFailure } from '../errors.ts';
import { EventLog } from '../events/event-log.ts';
import type { ChatCompletionView, ChatEnd, ChatEvent } from './chat-event.ts';

export interface ChatRunOptions {
  readonly id: string;
  readonly modelId: string;
  readonly adapter: ChatAdapter;
  readonly request: ChatRequest;
  readonly now: () => Date;
  /** Called with the final numbers before anyone is told of the end; must not throw. */
  readonly record: (completion: ChatCompletionView) => Promise<void>;
  /** Called with errors that nobody expected. */
  readonly onUnexpected: (error: unknown) => void;
}

const endEvents = {
  COMPLETED: 'ChatCompleted',
  FAILED: 'ChatFailed',
  CANCELLED: 'ChatCancelled',
  INTERRUPTED: 'ChatInterrupted',
} as const satisfies Record<ChatEnding, ChatEnd['type']>;

/** An answer longer than this many characters is no answer, and would fill the memory. */
const longestAnswer = 8_000_000;

/**
 * One generation: takes the adapter's parts into a numbered log, from which any number of readers
 * take it at their own pace, and ends it with exactly one terminal event.
 */
export class ChatRun {
  readonly id: string;
  /** Resolves when the terminal event is in the log; never rejects. */
  readonly ended: Promise<void>;
  readonly #options: ChatRunOptions;
  readonly #log = new EventLog<ChatEvent>();
  readonly #abort = new AbortController();
  readonly #createdAt: Date;
  readonly #startedAt = performance.now();
  #content = '';
  #reasoning = '';
  #firstTokenMs: number | null = null;
  #finish: ChatFinish | null = null;
  #error: UpstreamFailure | null = null;
  #ending: ChatEnding | null = null;
  #final: ChatCompletionView | null = null;

  constructor(options: ChatRunOptions) {
    this.id = options.id;
    this.#options = options;
    this.#createdAt = options.now();
    this.#log.append((seq) => ({
      type: 'ChatStarted',
      seq,
      completionId: this.id,
      completion: { ...this.view(), lastSeq: seq },
    }));
    this.ended = this.#run();
  }

  /** Reads all events from the first. When the last reader leaves early, the run is cancelled. */
  read(): AsyncIterableIterator<ChatEvent> {
    return this.#log.read(() => {
      if (this.#log.readerCount === 0) this.cancel();
    });
  }

  /** Ends the upstream request at once. Without effect after the end. */
  cancel(): void {
    this.#stop('CANCELLED');
  }

  /** As {@link cancel}, for when it is this server that stops. */
  interrupt(): void {
    this.#stop('INTERRUPTED');
  }

  view(): ChatCompletionView {
    if (this.#final !== null) return this.#final;
    return {
      id: this.id,
      modelId: this.#options.modelId,
      status: 'IN_PROGRESS',
      message: null,
      finishReason: null,
      rawFinishReason: null,
      usage: null,
      error: null,
      lastSeq: this.#log.lastSeq,
      createdAt: this.#createdAt,
      firstTokenMs: this.#firstTokenMs,
      durationMs: null,
    };
  }

  async #run(): Promise<void> {
    const { adapter, request, record } = this.#options;
    try {
      const { signal } = this.#abort;
      for await (const part of adapter.stream(request, { signal })) this.#take(part);
      this.#ending ??= this.#finish === null ? 'INTERRUPTED' : 'COMPLETED';
    } catch (error) {
      if (this.#ending === null) this.#fail(error);
    }
    const ending = this.#ending ?? 'INTERRUPTED';
    const completion = this.#conclude(ending);
    await record(completion);
    this.#final = completion;
    this.#log.append((seq) => ({
      type: endEvents[ending],
      seq,
      completionId: this.id,
      completion,
    }));
    this.#log.close();
  }

  #conclude(status: ChatEnding): ChatCompletionView {
    return {
      ...this.view(),
      status,
      message: {
        content: this.#content,
        reasoning: this.#reasoning === '' ? null : this.#reasoning,
      },
      finishReason: this.#finish?.finishReason ?? null,
      rawFinishReason: this.#finish?.rawFinishReason ?? null,
      usage: this.#finish?.usage ?? null,
      error: this.#error,
      lastSeq: this.#log.lastSeq + 1,
      durationMs: this.#elapsed(),
    };
  }

  #take(part: ChatPart): void {
    if (part.type === 'finish') {
      this.#finish = part;
      return;
    }
    this.#firstTokenMs ??= this.#elapsed();
    const { text } = part;
    const type = part.type === 'content-delta' ? 'ContentDelta' : 'ThinkingDelta';
    if (type === 'ContentDelta') this.#content += text;
    else this.#reasoning += text;
    this.#log.append((seq) => ({ type, seq, completionId: this.id, text }));
    if (this.#content.length + this.#reasoning.length > longestAnswer) {
      throw new UpstreamError({
        reason: 'PROTOCOL',
        message: 'The upstream sent more text than an answer can have.',
        retryable: false,
      });
    }
  }

  #fail(error: unknown): void {
    this.#ending = 'FAILED';
    if (!(error instanceof UpstreamError)) this.#options.onUnexpected(error);
    this.#error = (error instanceof UpstreamError ? error : unexpected()).toFailure();
  }

  #stop(ending: 'CANCELLED' | 'INTERRUPTED'): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    this.#abort.abort();
  }

  #elapsed(): number {
    return performance.now() - this.#startedAt;
  }
}

function unexpected(): UpstreamError {
  return new UpstreamError({
    code: 'INTERNAL',
    reason: 'UNAVAILABLE',
    message: 'Unexpected error.',
    retryable: false,
  });
}
