import type { ModelCapability, ModelParameters, ModelType } from '../domain.ts';
import type { Dialect } from './dialect.ts';
import type { EmbedRequest } from './model-call.ts';

/** A vendor protocol: the name of its folder. */
export type ProtocolName = 'openai' | 'ollama';

/** What is known of a vendor, or of a kind of server. */
export interface Provider {
  /** Never reused for another provider. */
  readonly id: string;
  readonly name: string;
  /** The protocol that it speaks. */
  readonly protocol: ProtocolName;
  readonly modelTypes: readonly ModelType[];
  /** Where it serves models of a type; null when each installation has its own address. */
  defaultBaseUrl(type: ModelType): string | null;
  /** Whether a call without an API key is pointless. */
  readonly requiresCredential: boolean;
  readonly documentationUrl: string | null;
  readonly apiKeyHeader: ApiKeyHeader;
  /** The address that serves most of its types; null when each installation has its own. */
  readonly generalBaseUrl: string | null;
  readonly listing: ListingFacts;
  readonly embedding: EmbeddingFacts;
  readonly rerankForm: RerankForm;
  /** What is known that a model can do, besides what its type requires. */
  capabilities(modelName: string, type: ModelType): readonly ModelCapability[];
  /**
   * How it speaks with a chat model.
   *
   * @param overrides what the model's owner knows better.
   */
  dialect(modelName: string, overrides?: DialectOverrides): Dialect;
}

export type ApiKeyHeader = 'authorization' | 'api-key' | 'x-api-key';

/** Where the request for a provider's list of models differs from its other requests. */
export interface ListingFacts {
  readonly apiKeyHeader?: ApiKeyHeader;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

export type DialectOverrides = Partial<
  Pick<ModelParameters, 'thinkingControl' | 'refusedOptions' | 'startsThinking'>
>;

/** The forms in which servers take a query and documents. */
export type RerankForm = 'results' | 'dashscope' | 'nvidia';

/** How a provider takes texts to embed. */
export interface EmbeddingFacts {
  /** Texts of one request. */
  readonly batchSize: number;
  /** `multimodal` is Volcengine's: one text, as one of several kinds of input. */
  readonly form: 'openai' | 'multimodal';
  /** Fields of its own. */
  readonly extraFields?: (request: EmbedRequest) => Readonly<Record<string, unknown>>;
}
