import type { ModelCapability, ModelType } from '../domain.ts';
import type { UpstreamError } from '../errors.ts';
import type { ChatTarget, TokenUsage } from './chat-adapter.ts';
import type { RefusalLog } from './refusal-log.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** A model that is called without streaming: for embeddings, a ranking or a transcript. */
export interface CallTarget
  extends Pick<
    ChatTarget,
    | 'protocol'
    | 'providerId'
    | 'name'
    | 'baseUrl'
    | 'apiKey'
    | 'apiKeyHeader'
    | 'headers'
    | 'earlierSecrets'
    | 'extraParameters'
  > {
  /** Timeout of the whole call, in milliseconds. */
  readonly timeoutMs: number;
}

/** What all calls share: how they connect, and where they record rejected requests. */
export interface CallOptions {
  readonly remoteFetch: typeof globalThis.fetch;
  readonly ollamaFetch: typeof globalThis.fetch;
  readonly ollamaBaseUrl: string;
  readonly refusals: RefusalLog;
}

export interface EmbedRequest {
  readonly texts: readonly string[];
  /** Number of dimensions; null for the model's default. */
  readonly dimensions: number | null;
  /** Whether a text that is too long may be truncated. Otherwise the request is rejected. */
  readonly truncate: boolean;
  /** Purpose of the texts; some models embed queries and documents differently. */
  readonly purpose: 'QUERY' | 'DOCUMENT';
}

export interface EmbedAnswer {
  /** One vector for each text, in the order of the texts; all have the same length. */
  readonly embeddings: readonly (readonly number[])[];
  readonly usage: TokenUsage | null;
}

export interface RerankRequest {
  readonly query: string;
  readonly documents: readonly string[];
  readonly topN: number | null;
}

export interface RerankAnswer {
  /** Sorted by score, highest first. */
  readonly results: readonly { readonly index: number; readonly score: number }[];
  readonly usage: TokenUsage | null;
}

export interface TranscribeRequest {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly language: string | null;
  readonly prompt: string | null;
  readonly temperature: number | null;
  /** Whether the response includes segments with their times. */
  readonly timestamps: boolean;
}

export interface TranscriptSegment {
  /** Seconds from the start of the recording. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface TranscribeAnswer {
  readonly text: string;
  readonly language: string | null;
  readonly durationSeconds: number | null;
  readonly segments: readonly TranscriptSegment[];
}

/** A model as an endpoint lists it. A field is null when the list does not contain it. */
export interface OfferedModel {
  readonly name: string;
  readonly displayName: string | null;
  readonly owner: string | null;
  readonly type: ModelType | null;
  readonly capabilities: readonly ModelCapability[] | null;
  /** Tokens. */
  readonly contextLength: number | null;
}

export interface ModelListing {
  /** In the order of the list, without duplicate names. */
  readonly models: readonly OfferedModel[];
  /** False when the endpoint has more models than the list. */
  readonly isComplete: boolean;
}

/** Limits of a call, and the conversion of its errors. */
export interface CallBounds {
  readonly timeoutMs: number;
  /** Signal of the caller. */
  readonly signal: AbortSignal;
  readonly toUpstreamError: (error: unknown) => UpstreamError;
}

/**
 * Runs a call until it ends, its caller aborts it, or its timeout expires.
 *
 * @throws UpstreamError, with the reason TIMEOUT_FIRST_TOKEN when the timeout expires; the reason
 * of the signal when it is aborted.
 */
export async function within<Answer>(
  { timeoutMs, signal, toUpstreamError }: CallBounds,
  call: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await call(AbortSignal.any([signal, timeout]));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw timeout.aborted ? upstreamFailure('TIMEOUT_FIRST_TOKEN') : toUpstreamError(error);
  }
}
