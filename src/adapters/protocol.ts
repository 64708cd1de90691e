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

/** The fields of request bodies that are ours to set. Names are in lower case. */
export interface OwnFields {
  readonly fields: ReadonlySet<string>;
  /** Objects of which only some fields are ours. */
  readonly partly?: Readonly<Record<string, ReadonlySet<string>>>;
}

/** Reads the messages of one streamed answer. */
export interface AnswerReader<Message> {
  /** The messages that a chunk of the body completes; null is the end of the body. */
  split(chunk: Uint8Array | null): readonly Message[];
  read(message: Message): readonly ChatPart[];
  /** Whether the upstream has said that nothing follows. */
  readonly isEnded: boolean;
  /** What remains at the end; without a finish part when the answer was cut off. */
  end(): readonly ChatPart[];
}

/** One request for a streamed answer. */
export interface AnswerCall extends CallOptions {
  readonly target: ChatTarget;
  readonly request: CompletionRequest;
  /** Ends the upstream request. */
  readonly signal: AbortSignal;
  readonly budget: AnswerBudget;
  /** Records a refusal of the upstream. @returns the error to throw. */
  readonly noteRefusal: NoteRefusal;
}

/** A request in the vendor's form. */
export interface PreparedRequest {
  /** Names the options that the model does not accept and that are left out; for users. */
  readonly warnings: readonly string[];
  /** Sends the request. @returns the body of the response. @throws UpstreamError for a refusal. */
  open(call: AnswerCall): Promise<AsyncIterable<Uint8Array>>;
}

/** A call that is answered once, in one piece. It throws UpstreamError, or the signal's reason. */
type Call<Request, Answer> = (
  target: CallTarget,
  options: CallOptions,
  request: Request,
  signal: AbortSignal,
) => Promise<Answer>;

/** The calls of a protocol besides the streamed answers. A protocol leaves out what it cannot do. */
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
 * One vendor's protocol. Each vendor folder exports one from its index; `protocols.ts` lists them.
 *
 * @template Message a line or an event of a streamed answer.
 */
export interface Protocol<Message> extends ProtocolCalls {
  prepare(target: ChatTarget, request: CompletionRequest): PreparedRequest;
  createReader(call: AnswerCall): AnswerReader<Message>;
  /** The fields that a model's extra parameters must not have; on the wire ours come first. */
  ownFields(model: {
    readonly dialect: Dialect;
    readonly type: ModelType;
    readonly providerId: string | null;
  }): OwnFields;
  /** @throws the error itself when it is not the upstream's. */
  toUpstreamError(error: unknown): UpstreamError;
}
