import type { ModelCapability, ModelType } from '../domain.ts';
import type { UpstreamError } from '../errors.ts';
import type { ChatTarget, TokenUsage } from './chat-adapter.ts';
import type { RefusalLog } from './refusal-log.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** A model that is asked once and answers once: with vectors, a ranking, or a text. */
export interface CallTarget
  extends Pick<
    ChatTarget,
    'protocol' | 'name' | 'baseUrl' | 'apiKey' | 'apiKeyHeader' | 'headers' | 'extraParameters'
  > {
  /** Catalogue id; null for local models. */
  readonly providerId: string | null;
  /** Longest wait for the whole answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** The ways out, and where refusals are noted. */
export interface CallOptions {
  readonly remoteFetch: typeof globalThis.fetch;
  readonly ollamaFetch: typeof globalThis.fetch;
  readonly ollamaBaseUrl: string;
  readonly refusals: RefusalLog;
}

export interface EmbedRequest {
  readonly texts: readonly string[];
  /** Length of the vectors; null for the model's own. */
  readonly dimensions: number | null;
  /** Whether a text that is too long may be cut, instead of being refused. */
  readonly truncate: boolean;
  /** What the texts are for; some models tell the two apart. */
  readonly purpose: 'QUERY' | 'DOCUMENT';
}

export interface EmbedAnswer {
  /** One for each text, in their order; all of one length. */
  readonly embeddings: readonly (readonly number[])[];
  readonly usage: TokenUsage | null;
}

export interface RerankRequest {
  readonly query: string;
  readonly documents: readonly string[];
  readonly topN: number | null;
}

export interface RerankAnswer {
  /** Best first. */
  readonly results: readonly { readonly index: number; readonly score: number }[];
  readonly usage: TokenUsage | null;
}

export interface TranscribeRequest {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly language: string | null;
  readonly prompt: string | null;
  readonly temperature: number | null;
  /** Whether to tell when what was said. */
  readonly timestamps: boolean;
}

export interface TranscriptSegment {
  /** Seconds from the beginning. */
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

/** A model as an endpoint lists it; null for what the list does not state. */
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
  /** In the order of the list, each name once. */
  readonly models: readonly OfferedModel[];
  /** Whether there are no more. */
  readonly isComplete: boolean;
}

/** What ends a call, and what its errors mean. */
export interface CallBounds {
  readonly timeoutMs: number;
  /** The caller's. */
  readonly signal: AbortSignal;
  readonly toUpstreamError: (error: unknown) => UpstreamError;
}

/**
 * Ends a call with its caller's signal, or when it takes too long.
 *
 * @throws UpstreamError, with the reason TIMEOUT_FIRST_TOKEN when it takes too long; the signal's
 * reason when aborted.
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
