import type { ModelCapability, ModelParameters, ModelType } from '../domain.ts';
import type { Dialect } from './dialect.ts';
import type { EmbedRequest } from './model-call.ts';

/** A vendor protocol; also the name of its folder. */
export type ProtocolName = 'openai' | 'ollama';

/** An entry of the provider catalogue: a vendor, or a kind of server. */
export interface Provider {
  /** Unique; never reused for another provider. */
  readonly id: string;
  readonly name: string;
  /** Protocol of its API. */
  readonly protocol: ProtocolName;
  readonly modelTypes: readonly ModelType[];
  /** Returns the base URL for models of a type; null when each installation has its own. */
  defaultBaseUrl(type: ModelType): string | null;
  /** Whether calls require an API key. */
  readonly requiresCredential: boolean;
  readonly documentationUrl: string | null;
  readonly apiKeyHeader: ApiKeyHeader;
  /** Base URL for most of its model types; null when each installation has its own. */
  readonly generalBaseUrl: string | null;
  readonly listing: ListingFacts;
  readonly embedding: EmbeddingFacts;
  readonly rerankForm: RerankForm;
  /** Returns the documented capabilities of a model, in addition to those of its type. */
  capabilities(modelName: string, type: ModelType): readonly ModelCapability[];
  /**
   * Returns the dialect of a chat model.
   *
   * @param overrides facts that the owner of the model has set.
   */
  dialect(modelName: string, overrides?: DialectOverrides): Dialect;
}

export type ApiKeyHeader = 'authorization' | 'api-key' | 'x-api-key';

/** Differences between the request for the list of models and other requests. */
export interface ListingFacts {
  readonly apiKeyHeader?: ApiKeyHeader;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

export type DialectOverrides = Partial<
  Pick<ModelParameters, 'thinkingControl' | 'refusedOptions' | 'startsThinking'>
>;

/** The request and response formats of reranking APIs. */
export type RerankForm = 'results' | 'dashscope' | 'nvidia';

/** How a provider accepts texts to embed. */
export interface EmbeddingFacts {
  /** Maximum number of texts in one request. */
  readonly batchSize: number;
  /** `multimodal` is the format of Volcengine: one text per request, in a list of typed inputs. */
  readonly form: 'openai' | 'multimodal';
  /** Additional request fields of the provider. */
  readonly extraFields?: (request: EmbedRequest) => Readonly<Record<string, unknown>>;
}
