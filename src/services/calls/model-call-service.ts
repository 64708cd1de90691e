import type { TokenUsage } from '../../adapters/chat-adapter.ts';
import type { ModelCalls } from '../../adapters/create-model-calls.ts';
import type {
  CallTarget,
  EmbedAnswer,
  RerankAnswer,
  TranscribeAnswer,
} from '../../adapters/model-call.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import type { CallKind, CallStatus, ModelType } from '../../domain.ts';
import { UpstreamError } from '../../errors.ts';
import { errorTypeOf } from '../../metrics/error-type.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Quotas } from '../../quotas/quotas.ts';
import { parseInput } from '../input/parse-input.ts';
import type { MissingModels } from '../models/missing-models.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import type { CallChoice } from '../routes/call-choice.ts';
import { findCandidates } from '../routes/find-candidates.ts';
import type { TargetHealth } from '../routes/target-health.ts';
import { acquireWithin } from './acquire-within.ts';
import { callInTurn } from './call-in-turn.ts';
import { embedInput, rerankInput, transcribeInput } from './call-input.ts';
import type { CallRecorder } from './call-recorder.ts';
import { AttemptSecrets, callTimeoutOf, toCallTarget } from './call-target.ts';
import type { ModelSlots } from './model-slots.ts';

export interface ModelCallServiceOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly calls: ModelCalls;
  readonly slots: ModelSlots;
  readonly health: TargetHealth;
  /** Checks models that Ollama reports as unknown. */
  readonly missing: MissingModels;
  readonly recorder: Pick<CallRecorder, 'record'>;
  readonly metrics: Metrics;
  readonly quotas: Quotas;
  readonly now: () => Date;
}

/** Numbers of a response that are recorded. */
interface Measured {
  readonly usage?: TokenUsage | null;
  readonly durationSeconds?: number | null;
}

/** A response with the model that generated it. */
export type Answered<Answer> = Answer & { readonly model: Readonly<Model> };

interface Call extends Pick<CallChoice, 'modelId' | 'routeId'> {
  readonly kind: CallKind;
  readonly type: ModelType;
  readonly signal: AbortSignal;
}

/** A ranked document. */
export interface RankedDocument {
  readonly index: number;
  readonly score: number;
  readonly document: string;
}

/**
 * Calls models without streaming. Every method can throw UnauthenticatedError, ForbiddenError,
 * InvalidInputError, NotFoundError, ModelNotReadyError, CredentialError, QuotaExceededError and
 * UpstreamError. The
 * caller's signal ends the call immediately. Each call is recorded, also when it fails.
 */
export class ModelCallService {
  readonly #options: ModelCallServiceOptions;

  constructor(options: ModelCallServiceOptions) {
    this.#options = options;
  }

  /** Returns one vector for each text, in the order of the texts. */
  async embed(
    viewer: Viewer | null,
    input: unknown,
    signal: AbortSignal,
  ): Promise<Answered<EmbedAnswer>> {
    authorize(viewer, 'model:use');
    const { modelId, routeId, texts, ...rest } = parseInput(embedInput, input, ['input']);
    return this.#ask(
      viewer,
      { kind: 'EMBED', modelId, routeId, type: 'EMBEDDING', signal },
      (target, model) =>
        this.#options.calls.embed(
          target,
          {
            texts,
            dimensions: rest.dimensions ?? model.parameters.embeddingDimensions,
            truncate: rest.truncate ?? false,
            purpose: rest.purpose ?? 'DOCUMENT',
          },
          signal,
        ),
    );
  }

  /** Returns the documents by relevance, most relevant first. */
  async rerank(
    viewer: Viewer | null,
    input: unknown,
    signal: AbortSignal,
  ): Promise<Answered<{ results: RankedDocument[]; usage: RerankAnswer['usage'] }>> {
    authorize(viewer, 'model:use');
    const { modelId, routeId, query, documents, topN } = parseInput(rerankInput, input, ['input']);
    const request = { query, documents, topN: topN ?? null };
    const { results, usage, model } = await this.#ask(
      viewer,
      { kind: 'RERANK', modelId, routeId, type: 'RERANK', signal },
      (target) => this.#options.calls.rerank(target, request, signal),
    );
    const ranked = results.map(({ index, score }) => ({
      index,
      score,
      document: documents[index] ?? '',
    }));
    return { results: ranked, usage, model };
  }

  /** Returns the transcript of a recording. */
  async transcribe(
    viewer: Viewer | null,
    input: unknown,
    signal: AbortSignal,
  ): Promise<Answered<TranscribeAnswer>> {
    authorize(viewer, 'model:use');
    const parsed = parseInput(transcribeInput, input, ['input']);
    const { modelId, routeId, audio, language, prompt, temperature, timestamps } = parsed;
    return this.#ask(
      viewer,
      { kind: 'TRANSCRIBE', modelId, routeId, type: 'SPEECH', signal },
      (target, model) =>
        this.#options.calls.transcribe(
          target,
          {
            bytes: audio.base64,
            mediaType: audio.mediaType,
            language: language ?? null,
            prompt: prompt ?? null,
            temperature: temperature ?? model.parameters.temperature,
            timestamps: timestamps ?? false,
          },
          signal,
        ),
    );
  }

  /** Calls the models that the input chooses, in turn, until one responds. */
  async #ask<Answer extends Measured>(
    viewer: Viewer | null,
    { modelId, routeId, kind, type, signal }: Call,
    ask: (target: CallTarget, model: Readonly<Model>) => Promise<Answer>,
  ): Promise<Answered<Answer>> {
    const { tenantId, subject } = authorize(viewer, 'model:use');
    const { database, credential, slots, health, quotas, recorder, now } = this.#options;
    using _held = quotas.hold('CALLS', { tenantId, subject });
    const load = () =>
      database.asTenant(tenantId, (em) =>
        findCandidates(em, { modelId, routeId, types: [type], defaults: [type] }),
      );
    const candidates = await load();
    let createdAt: Date | null = null;
    let startMs = 0;
    const secrets = new AttemptSecrets();
    const outcome = await callInTurn(
      candidates,
      { credential, health, tenantId, signal, reload: load },
      async (attempt) => {
        const { model, key, limitMs } = attempt;
        const timeoutMs = Math.min(callTimeoutOf(model), limitMs);
        const target: CallTarget = { ...secrets.with(toCallTarget(model, key)), timeoutMs };
        using _slot = await acquireWithin(limitMs, signal, (own) =>
          slots.acquire(model, tenantId, own),
        );
        if (createdAt === null) startMs = performance.now();
        createdAt ??= now();
        return this.#measured({ model, type, signal }, ask(target, model));
      },
    );
    const answer = 'answer' in outcome ? outcome.answer : null;
    const failed: CallStatus = signal.aborted ? 'CANCELLED' : 'FAILED';
    if (createdAt !== null) {
      recorder.record({
        tenantId,
        subject,
        kind,
        modelId: outcome.model.id,
        status: answer === null ? failed : 'COMPLETED',
        promptTokens: answer?.usage?.promptTokens ?? null,
        totalTokens: answer?.usage?.totalTokens ?? null,
        audioSeconds: answer?.durationSeconds ?? null,
        createdAt,
        durationMs: Math.round(performance.now() - startMs),
      });
    }
    if ('error' in outcome) throw outcome.error;
    return { ...outcome.answer, model: outcome.model };
  }

  /** Measures one request to a provider. */
  async #measured<Answer>(
    { model, type, signal }: Pick<Call, 'type' | 'signal'> & { readonly model: Readonly<Model> },
    running: Promise<Answer>,
  ): Promise<Answer> {
    const startMs = performance.now();
    const measure = (error_type: string) => {
      const labels = {
        gen_ai_operation_name: operationNames[type] ?? 'other',
        gen_ai_provider_name: model.provider ?? 'ollama',
        gen_ai_request_model: model.name,
        error_type,
      };
      this.#options.metrics.observe('callDuration', labels, (performance.now() - startMs) / 1_000);
    };
    try {
      const answer = await running;
      measure('');
      return answer;
    } catch (error) {
      measure(signal.aborted ? 'caller_cancelled' : failureType(error));
      const isMissing = error instanceof UpstreamError && error.reason === 'MODEL_MISSING';
      if (isMissing) void this.#options.missing.suspect(model);
      throw error;
    }
  }
}

/** Names of OpenTelemetry's conventions where they have one. */
const operationNames: Readonly<Partial<Record<ModelType, string>>> = {
  EMBEDDING: 'embeddings',
  RERANK: 'rerank',
  SPEECH: 'transcription',
};

function failureType(error: unknown): string {
  return error instanceof UpstreamError ? errorTypeOf(error) : '_OTHER';
}
