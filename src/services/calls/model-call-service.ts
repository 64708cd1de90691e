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
import type { ModelType } from '../../domain.ts';
import { UpstreamError } from '../../errors.ts';
import { parseInput } from '../input/parse-input.ts';
import type { MissingModels } from '../models/missing-models.ts';
import type { ModelCredential } from '../models/model-credential.ts';
import { getUsableModel } from '../models/usable-model.ts';
import { embedInput, rerankInput, transcribeInput } from './call-input.ts';
import { timeoutsOf, toCallTarget } from './call-target.ts';
import type { ModelSlots } from './model-slots.ts';

export interface ModelCallServiceOptions {
  readonly database: Database;
  readonly credential: ModelCredential;
  readonly calls: ModelCalls;
  readonly slots: ModelSlots;
  /** Checks models that Ollama reports as unknown. */
  readonly missing: MissingModels;
}

/** A ranked document. */
export interface RankedDocument {
  readonly index: number;
  readonly score: number;
  readonly document: string;
}

/**
 * Calls models without streaming. Every method can throw UnauthenticatedError, ForbiddenError,
 * InvalidInputError, NotFoundError, ModelNotReadyError, CredentialError and UpstreamError. The
 * caller's signal ends the call immediately.
 */
export class ModelCallService {
  readonly #options: ModelCallServiceOptions;

  constructor(options: ModelCallServiceOptions) {
    this.#options = options;
  }

  /** Returns one vector for each text, in the order of the texts. */
  async embed(viewer: Viewer | null, input: unknown, signal: AbortSignal): Promise<EmbedAnswer> {
    authorize(viewer, 'model:use');
    const { modelId, texts, ...rest } = parseInput(embedInput, input, ['input']);
    return this.#ask(viewer, { modelId, type: 'EMBEDDING', signal }, (target, model) =>
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
  ): Promise<{ results: RankedDocument[]; usage: RerankAnswer['usage'] }> {
    authorize(viewer, 'model:use');
    const { modelId, query, documents, topN } = parseInput(rerankInput, input, ['input']);
    const request = { query, documents, topN: topN ?? null };
    const { results, usage } = await this.#ask(
      viewer,
      { modelId, type: 'RERANK', signal },
      (target) => this.#options.calls.rerank(target, request, signal),
    );
    const ranked = results.map(({ index, score }) => ({
      index,
      score,
      document: documents[index] ?? '',
    }));
    return { results: ranked, usage };
  }

  /** Returns the transcript of a recording. */
  async transcribe(
    viewer: Viewer | null,
    input: unknown,
    signal: AbortSignal,
  ): Promise<TranscribeAnswer> {
    authorize(viewer, 'model:use');
    const parsed = parseInput(transcribeInput, input, ['input']);
    const { modelId, audio, language, prompt, temperature, timestamps } = parsed;
    return this.#ask(viewer, { modelId, type: 'SPEECH', signal }, (target, model) =>
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

  async #ask<Answer>(
    viewer: Viewer | null,
    call: { modelId: string | null; type: ModelType; signal: AbortSignal },
    ask: (target: CallTarget, model: Model) => Promise<Answer>,
  ): Promise<Answer> {
    const { tenantId } = authorize(viewer, 'model:use');
    const { database, credential, slots } = this.#options;
    const model = await database.asTenant(tenantId, (em) =>
      getUsableModel(em, call.modelId, [call.type]),
    );
    const target: CallTarget = {
      ...toCallTarget(model, credential),
      providerId: model.provider,
      timeoutMs: timeoutsOf(model).firstTokenMs,
    };
    using _slot = await slots.acquire(model.id, model.parameters.maxConcurrency, call.signal);
    try {
      return await ask(target, model);
    } catch (error) {
      const isMissing = error instanceof UpstreamError && error.reason === 'MODEL_MISSING';
      if (isMissing) void this.#options.missing.suspect(model);
      throw error;
    }
  }
}
