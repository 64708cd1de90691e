import type {
  ChatFinish,
  ChatPart,
  ChatUsage,
  ChatWarning,
  PreparedCall,
} from '../../adapters/chat-adapter.ts';
import type { ChatEnding } from '../../domain.ts';
import { UpstreamError, type UpstreamFailure } from '../../errors.ts';
import type { SpanContext } from '../../tracing/spans.ts';
import { UsageCount } from './chat-attempt.ts';
import type { ChatAttempts, ChatRestart } from './chat-attempts.ts';
import type { ChatCompletionView } from './chat-event.ts';
import type { EventBody } from './chat-log.ts';
import type { ChatRecording } from './chat-recording.ts';
import type { EndedCompletion } from './measure-completion.ts';

/** The one attempt that is possible, or several. */
export type CompletionCall = PreparedCall | ChatAttempts;

export interface ChatRunOptions {
  readonly call: CompletionCall;
  /** The span of the completion; null without tracing. */
  readonly trace: SpanContext | null;
  /** The completion as it was when it started. */
  readonly started: ChatCompletionView;
  readonly recording: ChatRecording;
  /** Whether the run must pause, because too many bytes of this process wait to be stored. */
  readonly isFull: () => boolean;
  /** Called for each event that was added to the recording. */
  readonly onEvent: () => void;
  /** Called with errors that do not come from the upstream. */
  readonly onUnexpected: (error: unknown) => void;
}

/** Maximum number of characters of a response: text, reasoning and arguments of tool calls. */
const maximumResponseLength = 8_000_000;
/** Maximum number of characters of a delta. Longer ones are split to limit writes and events. */
const maximumDeltaLength = 65_536;
/**
 * Size of waiting events in estimated bytes up to which a run continues, although all completions
 * together exceed their limit.
 */
const smallUnstoredBytes = 65_536;

/** Runs one completion: adds the parts of the adapter to the recording, and determines the result. */
export class ChatRun {
  readonly #options: ChatRunOptions;
  readonly #abort = new AbortController();
  readonly #startedAt = performance.now();
  #length = 0;
  /** Number of deltas with text. */
  #deltas = 0;
  #firstTokenMs: number | null = null;
  #finish: ChatFinish | null = null;
  #count = new UsageCount();
  #warnings: string[] = [];
  #error: UpstreamFailure | null = null;
  #ending: ChatEnding | null = null;
  #isStopped = false;
  #final: ChatCompletionView | null = null;

  constructor(options: ChatRunOptions) {
    this.#options = options;
    void this.#run();
  }

  /** Ends the upstream request immediately. Has no effect after the end. */
  stop(ending: 'CANCELLED' | 'INTERRUPTED'): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    this.#isStopped = ending === 'INTERRUPTED';
    this.#abort.abort();
  }

  /** Returns the completion as it may be shown: its end only after that was stored. */
  view(): ChatCompletionView {
    const { started, recording } = this.#options;
    if (this.#final !== null && recording.outcome === 'stored') return this.#final;
    const { lastSeq } = recording.log;
    return { ...started, ...this.#answered(), lastSeq, firstTokenMs: this.#firstTokenMs };
  }

  /** The completion after its end, which may not be stored yet; null before. */
  get ended(): EndedCompletion | null {
    if (this.#final === null) return null;
    return { end: this.#final, isStopped: this.#isStopped, deltas: this.#deltas };
  }

  async #run(): Promise<void> {
    const { call, recording, trace } = this.#options;
    const { signal } = this.#abort;
    try {
      for await (const part of call.stream({ signal, trace })) {
        this.#take(part);
        // The upstream waits too: its response is not read while the run is paused.
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

  #take(part: ChatPart | ChatRestart): void {
    if (part.type === 'restart') {
      this.#restart(part);
      return;
    }
    this.#count.take(part);
    if (part.type === 'usage') return;
    if (part.type === 'finish') this.#finish = part;
    else if (part.type === 'warning') this.#warnings.push(part.message);
    else this.#append(part);
  }

  /** What was received before does not belong to the response any more. */
  #restart({ failed, modelId }: ChatRestart): void {
    this.#length = 0;
    this.#deltas = 0;
    this.#firstTokenMs = null;
    this.#count = new UsageCount();
    this.#warnings = [];
    const { recording, onEvent } = this.#options;
    recording.append({ type: 'ChatRestarted', discardsText: true, failed, modelId });
    onEvent();
  }

  #append(part: EventPart): void {
    const { recording, onEvent } = this.#options;
    const body = toBody(part);
    this.#firstTokenMs ??= this.#elapsedMs();
    if ('text' in body) this.#deltas += 1;
    this.#length += lengthOf(part);
    if (this.#length > maximumResponseLength) {
      throw new UpstreamError({
        reason: 'PROTOCOL',
        message: `The response is longer than ${maximumResponseLength} characters.`,
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
      ...this.#answered(),
      status,
      warnings: [...this.#options.started.warnings, ...this.#warnings],
      finishReason: this.#finish?.finishReason ?? null,
      rawFinishReason: this.#finish?.rawFinishReason ?? null,
      usage: this.#count.usage,
      error: this.#error,
      lastSeq: this.#options.recording.log.lastSeq + 1,
      firstTokenMs: this.#firstTokenMs,
      durationMs: this.#elapsedMs(),
    };
  }

  /** The model whose response it is, and the attempts, if the other fields do not describe them. */
  #answered(): Pick<ChatCompletionView, 'modelId' | 'attempts'> {
    const { call, started } = this.#options;
    if (!('ended' in call)) return { modelId: started.modelId, attempts: null };
    const attempts = call.ended.map(({ attempt }) => attempt);
    const [only, ...others] = attempts;
    // A completion that is cancelled before a retry does not have the error of its attempt.
    const isDescribed =
      this.#ending !== null &&
      others.length === 0 &&
      only?.keyLabel === null &&
      only.error?.reason === this.#error?.reason;
    return { modelId: call.model.id, attempts: isDescribed ? null : attempts };
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

/** Splits a long text without separating surrogate pairs. */
function* slices(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = start + maximumDeltaLength;
    const code = text.charCodeAt(end - 1);
    if (end < text.length && code >= 0xd800 && code <= 0xdbff) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}

/** A part that clients get as an event. */
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
