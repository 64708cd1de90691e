import { tracedCall } from './attempt-span.ts';
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
import type { ProtocolCalls } from './protocol.ts';
import { protocols } from './protocols.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** Calls without streaming. Each throws UpstreamError, or the reason of the signal. */
export interface ModelCalls {
  /** Checks that a remote endpoint responds and accepts the credential. */
  probe(target: CallTarget, signal: AbortSignal): Promise<void>;
  /** Lists the models that a remote endpoint offers. Ignores the `name` of the target. */
  listModels(target: CallTarget, signal: AbortSignal): Promise<ModelListing>;
  embed(target: CallTarget, request: EmbedRequest, signal: AbortSignal): Promise<EmbedAnswer>;
  rerank(target: CallTarget, request: RerankRequest, signal: AbortSignal): Promise<RerankAnswer>;
  transcribe(
    target: CallTarget,
    request: TranscribeRequest,
    signal: AbortSignal,
  ): Promise<TranscribeAnswer>;
}

export function createModelCalls(options: CallOptions): ModelCalls {
  /** Calls an upstream in a span. The names of OpenTelemetry's conventions are used where they exist. */
  const traced = <Answer>(operation: string, target: CallTarget, call: () => Promise<Answer>) => {
    const { name: model, providerId, baseUrl } = target;
    const url = baseUrl ?? options.ollamaBaseUrl;
    return tracedCall({ operation, model, providerId, url, isStreamed: false }, call);
  };
  return {
    probe: (target, signal) =>
      traced('probe', target, async () => callOf(target, 'probe')(target, options, signal)),
    listModels: (target, signal) =>
      traced('list_models', target, async () =>
        callOf(target, 'listModels')(target, options, signal),
      ),
    embed: (target, request, signal) =>
      traced('embeddings', target, async () =>
        callOf(target, 'embed')(target, options, request, signal),
      ),
    rerank: (target, request, signal) =>
      traced('rerank', target, async () =>
        callOf(target, 'rerank')(target, options, request, signal),
      ),
    transcribe: (target, request, signal) =>
      traced('transcription', target, async () =>
        callOf(target, 'transcribe')(target, options, request, signal),
      ),
  };
}

/** @throws UpstreamError with the reason UNSUPPORTED when the protocol has no such call. */
function callOf<Name extends keyof ProtocolCalls>(
  { protocol }: CallTarget,
  name: Name,
): NonNullable<ProtocolCalls[Name]> {
  const calls: ProtocolCalls = protocols[protocol];
  const call = calls[name];
  if (call !== undefined) return call as NonNullable<ProtocolCalls[Name]>;
  throw upstreamFailure('UNSUPPORTED', {
    message: `The protocol ${protocol} has no ${name} call.`,
  });
}
