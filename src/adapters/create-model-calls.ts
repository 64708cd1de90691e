import type {
  CallOptions,
  CallTarget,
  EmbedAnswer,
  EmbedRequest,
  RerankAnswer,
  RerankRequest,
  TranscribeAnswer,
  TranscribeRequest,
} from './model-call.ts';
import { embed as embedWithOllama } from './ollama/embed.ts';
import { embed } from './openai/embed.ts';
import { probe } from './openai/probe.ts';
import { rerank } from './openai/rerank.ts';
import { transcribe } from './openai/transcribe.ts';

/** What models that do not chat are asked for. Each throws UpstreamError, or the signal's reason. */
export interface ModelCalls {
  /** Whether a remote server is there, and does not refuse the credential. */
  probe(target: CallTarget, signal: AbortSignal): Promise<void>;
  embed(target: CallTarget, request: EmbedRequest, signal: AbortSignal): Promise<EmbedAnswer>;
  rerank(target: CallTarget, request: RerankRequest, signal: AbortSignal): Promise<RerankAnswer>;
  transcribe(
    target: CallTarget,
    request: TranscribeRequest,
    signal: AbortSignal,
  ): Promise<TranscribeAnswer>;
}

export function createModelCalls(options: CallOptions): ModelCalls {
  return {
    probe: (target, signal) => probe(target, options, signal),
    embed: (target, request, signal) =>
      target.source === 'LOCAL'
        ? embedWithOllama(target, options, request, signal)
        : embed(target, options, request, signal),
    rerank: (target, request, signal) => rerank(target, options, request, signal),
    transcribe: (target, request, signal) => transcribe(target, options, request, signal),
  };
}
