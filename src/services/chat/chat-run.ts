import type {
  ChatFinish,
  ChatPart,
  ChatUsage,
  ChatWarning,
  PreparedCall,
  TokenUsage,
} from '../../adapters/chat-adapter.ts';
import type { ChatEnding } from '../../domain.ts';
import { UpstreamError, type UpstreamFailure } from '../../errors.ts';
import type { ChatCompletionView } from './chat-event.ts';
import type { EventBody } from './chat-log.ts';
import type { ChatRecording } from './chat-recording.ts';

export interface ChatRunOptions {
  readonly call: PreparedCall;
  /** The completion as it was when it started. */
  readonly started: ChatCompletionView;
  readonly recording: ChatRecording;
  /** Whether this process has too much to store, so that the run has to pause. */
  readonly isFull: () => boolean;
  /** Called for each event that the recording has got. */
  readonly onEvent: () => void;
  /** Called with errors that are not the upstream's. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Characters of one answer: text, thinking and arguments of tool calls together. */
const maximumAnswerLength = 8_000_000;
/** Characters of one delta: longer ones become several, so that no write and no event is larger. */
const maximumDeltaLength = 65_536;
/** Estimated bytes that may wait to be stored although other completions have too many waiting. */
const smallUnstoredBytes = 65_536;

/** One generation: takes the adapter's parts into the recording, and decides how it ends. */
export class ChatRun {
  readonly #options: ChatRunOptions;
  readonly #abort = new AbortController();
  readonly #startedAt = performance.now();
  #length = 0;
  #deltas = 0;
  #firstTokenMs: number | null = null;
  #finish: ChatFinish | null = null;
  #reported: TokenUsage | null = null;
  readonly #warnings: string[] = [];
  #error: UpstreamFailure | null = null;
  #ending: ChatEnding | null = null;
  #final: ChatCompletionView | null = null;

  constructor(options: ChatRunOptions) {
    this.#options = options;
    void this.#run();
  }

  /** Ends the upstream request at once. Without effect after the end. */
  stop(ending: 'CANCELLED' | 'INTERRUPTED'): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    this.#abort.abort();
  }

  /** The completion as it can be shown: its end only once that is stored. */
  view(): ChatCompletionView {
    const { started, recording } = this.#options;
    if (this.#final !== null && recording.outcome === 'stored') return this.#final;
    return { ...started, lastSeq: recording.log.lastSeq, firstTokenMs: this.#firstTokenMs };
  }

  async #run(): Promise<void> {
    const { call, recording } = this.#options;
    const { signal } = this.#abort;
    try {
      for await (const part of call.stream({ signal })) {
        this.#take(part);
        // The upstream waits too: it is not read while this process has too much to store.
        while (this.#isFull && !signal.aborted) await recording.progress(signal);
      }
      this.#ending ??= this.#finish === null ? 'INTERRUPTED' : 'COMPLETED';
    } catch (error) {
      if (this.#ending === null) this.#fail(error);
    }
    this.#final = this.#conclude(this.#ending ?? 'INTERRUPTED');
    recording.finish(this.#final);
  }

  get #isFull(): boolean {
    const { recording, isFull } = this.#options;
    const isLarge = recording.log.unstoredBytes > smallUnstoredBytes;
    return recording.isFull || (isLarge && isFull());
  }

  #take(part: ChatPart): void {
    if (part.type === 'finish') this.#finish = part;
    else if (part.type === 'usage') this.#reported = part.usage;
    else if (part.type === 'warning') this.#warnings.push(part.message);
    else this.#append(part);
  }

  #append(part: EventPart): void {
    const { recording, onEvent } = this.#options;
    const body = toBody(part);
    this.#firstTokenMs ??= this.#elapsedMs();
    if ('text' in body) this.#deltas += 1;
    this.#length += lengthOf(part);
    if (this.#length > maximumAnswerLength) {
      throw new UpstreamError({
        reason: 'PROTOCOL',
        message: `The response is longer than ${maximumAnswerLength} characters.`,
        retryable: false,
      });
    }
    if ('text' in body && body.text.length > maximumDeltaLength) {
      for (const text of slices(body.text)) recording.append({ type: body.type, text });
    } else recording.append(body);
    onEvent();
  }

  #conclude(status: ChatEnding): ChatCompletionView {
    return {
      ...this.#options.started,
      status,
      warnings: [...this.#options.started.warnings, ...this.#warnings],
      finishReason: this.#finish?.finishReason ?? null,
      rawFinishReason: this.#finish?.rawFinishReason ?? null,
      usage: this.#usage(),
      error: this.#error,
      lastSeq: this.#options.recording.log.lastSeq + 1,
      firstTokenMs: this.#firstTokenMs,
      durationMs: this.#elapsedMs(),
    };
  }

  /** Without the upstream's own count, one delta of an unfinished answer is counted as one token. */
  #usage(): ChatCompletionView['usage'] {
    const usage = this.#finish?.usage ?? this.#reported;
    if (usage !== null) return { ...usage, estimated: false };
    if (this.#finish !== null || this.#deltas === 0) return null;
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

  /** Whole milliseconds since the start. */
  #elapsedMs(): number {
    return Math.round(performance.now() - this.#startedAt);
  }
}

/** Pieces of a long text, none of which ends within a character. */
function* slices(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = start + maximumDeltaLength;
    const code = text.charCodeAt(end - 1);
    if (end < text.length && code >= 0xd800 && code <= 0xdbff) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}

/** A part that clients see as an event. */
type EventPart = Exclude<ChatPart, ChatFinish | ChatUsage | ChatWarning>;

function toBody(part: EventPart): EventBody {
  switch (part.type) {
    case 'content-delta':
      return { type: 'ContentDelta', text: part.text };
    case 'thinking-delta':
      return { type: 'ThinkingDelta', text: part.text };
    case 'tool-call-delta': {
      const { index, id: callId, name, argumentsDelta } = part;
      return { type: 'ToolCallDelta', index, callId, name, argumentsDelta };
    }
    case 'tool-call':
      return { type: 'ToolCallReady', toolCall: part.toolCall };
  }
}

function lengthOf(part: EventPart): number {
  if ('text' in part) return part.text.length;
  return 'argumentsDelta' in part ? part.argumentsDelta.length : 0;
}

function unexpected(): UpstreamError {
  return new UpstreamError({
    code: 'INTERNAL',
    reason: 'UNAVAILABLE',
    message: 'Unexpected error.',
    retryable: false,
  });
}
