import type { ModelType } from '../domain.ts';
import type { UpstreamError } from '../errors.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { ChatPart, ChatTarget } from './chat-adapter.ts';
import type { CompletionRequest } from './chat-request.ts';
import type { Dialect } from './dialect.ts';
import type {
  CallOptions,
  CallTarget,
  EmbedAnswer,
  EmbedRequest,
  ModelListing,
  RerankAnswer,
  RerankRequest,
  TranscribeAnswer,
  TranscribeRequest,
} from './model-call.ts';
import type { NoteRefusal } from './refusal-log.ts';

/** The fields of request bodies that Modelyard sets. Names are in lower case. */
export interface OwnFields {
  readonly fields: ReadonlySet<string>;
  /** Objects in which Modelyard sets only the listed fields. */
  readonly partly?: Readonly<Record<string, ReadonlySet<string>>>;
}

/** Reads the messages of one streamed response. */
export interface AnswerReader<Message> {
  /** Returns the messages that a chunk of the body completes; null is the end of the body. */
  split(chunk: Uint8Array | null): readonly Message[];
  read(message: Message): readonly ChatPart[];
  /** Whether the upstream has reported the end of the stream. */
  readonly isEnded: boolean;
  /** Whether the response is complete: at most usage and the end of the stream can follow. */
  readonly isComplete: boolean;
  /** Returns the remaining parts. They have no finish part when the response was truncated. */
  end(): readonly ChatPart[];
}

/** One request for a streamed response. */
export interface AnswerCall extends CallOptions {
  readonly target: ChatTarget;
  readonly request: CompletionRequest;
  /** Aborting it closes the upstream request. */
  readonly signal: AbortSignal;
  readonly budget: AnswerBudget;
  /** Records that the upstream rejected the request. @returns the error to throw. */
  readonly noteRefusal: NoteRefusal;
}

/** A request in the vendor's format. */
export interface PreparedRequest {
  /**
   * Human-readable warnings about options that the model does not support and that are not sent.
   */
  readonly warnings: readonly string[];
  /** Sends the request. @returns the body of the response. @throws UpstreamError when rejected. */
  open(call: AnswerCall): Promise<AsyncIterable<Uint8Array>>;
}

/** A call without streaming. It throws UpstreamError, or the reason of the signal. */
type Call<Request, Answer> = (
  target: CallTarget,
  options: CallOptions,
  request: Request,
  signal: AbortSignal,
) => Promise<Answer>;

/** The calls without streaming. A protocol omits those that it does not support. */
export interface ProtocolCalls {
  readonly probe?: (target: CallTarget, options: CallOptions, signal: AbortSignal) => Promise<void>;
  readonly listModels?: (
    target: CallTarget,
    options: CallOptions,
    signal: AbortSignal,
  ) => Promise<ModelListing>;
  readonly embed?: Call<EmbedRequest, EmbedAnswer>;
  readonly rerank?: Call<RerankRequest, RerankAnswer>;
  readonly transcribe?: Call<TranscribeRequest, TranscribeAnswer>;
}

/**
 * A vendor protocol. Each vendor folder exports one from its index; `protocols.ts` lists them.
 *
 * @template Message a line or an event of a streamed response.
 */
export interface Protocol<Message> extends ProtocolCalls {
  prepare(target: ChatTarget, request: CompletionRequest): PreparedRequest;
  createReader(call: AnswerCall): AnswerReader<Message>;
  /** The fields that extra parameters of a model must not contain. Modelyard's fields win. */
  ownFields(model: {
    readonly dialect: Dialect;
    readonly type: ModelType;
    readonly providerId: string | null;
  }): OwnFields;
  /** Converts an error of the upstream. @throws the error itself when it has another origin. */
  toUpstreamError(error: unknown): UpstreamError;
}
