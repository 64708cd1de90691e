import type { ChatAdapter, ChatPart } from '../../adapters/chat-adapter.ts';
import type { ChatRequest } from '../../adapters/chat-request.ts';
import type { ChatEnding } from '../../domain.ts';
import { UpstreamError, type UpstreamFailure } from '../../errors.ts';
import { EventLog } from '../../events/event-log.ts';
import { ChatAnswer } from './chat-answer.ts';
import type { ChatCompletionView, ChatEnd, ChatEvent } from './chat-event.ts';
import type { ChatJournal, NumberedEvent } from './chat-journal.ts';

export interface ChatRunOptions {
  readonly id: string;
  readonly modelId: string;
  readonly adapter: ChatAdapter;
  readonly request: ChatRequest;
  readonly warnings: readonly string[];
  readonly createdAt: Date;
  /** The client's own id of its request. */
  readonly requestId: string | null;
  /** What it says is written here. */
  readonly journal: (run: ChatRun) => ChatJournal;
  /** Writes the end, before anyone is told of it; must not throw. */
  readonly record: (
    completion: ChatCompletionView,
    rest: readonly NumberedEvent[],
  ) => Promise<void>;
  /** Called with errors that nobody expected. */
  readonly onUnexpected: (error: unknown) => void;
}

const endEvents = {
  COMPLETED: 'ChatCompleted',
  FAILED: 'ChatFailed',
  CANCELLED: 'ChatCancelled',
  INTERRUPTED: 'ChatInterrupted',
} as const satisfies Record<ChatEnding, ChatEnd['type']>;

/**
 * One generation: takes the adapter's parts into a numbered log, from which any number of readers
 * take it at their own pace, and ends it with exactly one terminal event.
 */
export class ChatRun {
  readonly id: string;
  /** Resolves when the terminal event is in the log; never rejects. */
  readonly ended: Promise<void>;
  readonly #options: ChatRunOptions;
  readonly #log = new EventLog<ChatEvent>(mergeDeltas);
  readonly #abort = new AbortController();
  readonly #startedAt = performance.now();
  readonly #answer = new ChatAnswer();
  readonly #journal: ChatJournal;
  #firstTokenMs: number | null = null;
  #deltas = 0;
  #error: UpstreamFailure | null = null;
  #ending: ChatEnding | null = null;
  #final: ChatCompletionView | null = null;

  constructor(options: ChatRunOptions) {
    this.id = options.id;
    this.#options = options;
    this.#log.append((seq) => ({
      type: 'ChatStarted',
      seq,
      completionId: this.id,
      completion: { ...this.view(), lastSeq: seq },
    }));
    this.#journal = options.journal(this);
    this.ended = this.#run();
  }

  /**
   * Reads all events behind a number.
   *
   * @param onLeave is called once when the reader stops, at the end as well as before it.
   */
  read(after: number, onLeave: () => void): AsyncIterableIterator<ChatEvent> {
    return this.#log.read(after, onLeave);
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
      requestId: this.#options.requestId,
      message: null,
      finishReason: null,
      rawFinishReason: null,
      usage: null,
      error: null,
      warnings: this.#options.warnings,
      lastSeq: this.#log.lastSeq,
      createdAt: this.#options.createdAt,
      firstTokenMs: this.#firstTokenMs,
      durationMs: null,
    };
  }

  async #run(): Promise<void> {
    const { adapter, request, record } = this.#options;
    try {
      const { signal } = this.#abort;
      for await (const part of adapter.stream(request, { signal })) this.#take(part);
      this.#ending ??= this.#answer.finish === null ? 'INTERRUPTED' : 'COMPLETED';
    } catch (error) {
      if (this.#ending === null) this.#fail(error);
    }
    const ending = this.#ending ?? 'INTERRUPTED';
    const rest = await this.#journal.close();
    const completion = this.#conclude(ending);
    await record(completion, rest);
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
    const { finish } = this.#answer;
    return {
      ...this.view(),
      status,
      message: this.#answer.message,
      finishReason: finish?.finishReason ?? null,
      rawFinishReason: finish?.rawFinishReason ?? null,
      usage: this.#usage(),
      error: this.#error,
      lastSeq: this.#log.lastSeq + 1,
      durationMs: this.#elapsed(),
    };
  }

  #take(part: ChatPart): void {
    const event = this.#answer.take(part);
    if (event === null) return;
    this.#firstTokenMs ??= this.#elapsed();
    if ('text' in event) this.#deltas += 1;
    this.#log.append((seq) => {
      const numbered = { ...event, seq, completionId: this.id } as ChatEvent; // each with its own fields
      this.#journal.add(numbered);
      return numbered;
    });
  }

  /** Where the upstream did not come to tell: a delta is about a token. */
  #usage(): ChatCompletionView['usage'] {
    const { finish } = this.#answer;
    if (finish !== null)
      return finish.usage === null ? null : { ...finish.usage, estimated: false };
    if (this.#deltas === 0) return null;
    return {
      promptTokens: null,
      completionTokens: this.#deltas,
      totalTokens: null,
      cachedPromptTokens: null,
      reasoningTokens: null,
      estimated: true,
    };
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

/** Longer ones stay apart, so that no message becomes too large. */
const longestDelta = 65_536;

function mergeDeltas(one: ChatEvent, next: ChatEvent): ChatEvent | null {
  if (!('text' in one && 'text' in next) || one.type !== next.type) return null;
  const text = one.text + next.text;
  return text.length > longestDelta ? null : { ...next, text };
}
