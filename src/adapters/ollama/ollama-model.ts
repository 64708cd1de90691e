import type { ModelCapability } from '../../domain.ts';

/** Properties of a model; null when Ollama does not report them. */
interface OllamaModelKind {
  readonly family: string | null;
  /** As Ollama reports it, such as `3.2B`. */
  readonly parameterSize: string | null;
  /** As Ollama reports it, such as `Q4_K_M`. */
  readonly quantization: string | null;
}

/** A model that is installed in Ollama. */
export interface InstalledOllamaModel extends OllamaModelKind {
  /** The name that Ollama lists. */
  readonly name: string;
  /** Null when Ollama does not report it. */
  readonly sizeBytes: number | null;
  /** Hexadecimal; null when Ollama does not report it. */
  readonly digest: string | null;
  /** Null when Ollama does not report it. */
  readonly modifiedAt: Date | null;
}

/** A model that is loaded in memory. */
export interface RunningOllamaModel {
  readonly name: string;
  readonly sizeBytes: number;
  /** Bytes in GPU memory. */
  readonly vramBytes: number;
  /** Number of tokens. */
  readonly contextLength: number | null;
  /** Null when the model has no expiry, or Ollama does not report it. */
  readonly expiresAt: Date | null;
}

/** Details that Ollama reports about one model. */
export interface OllamaModelDetails extends OllamaModelKind {
  readonly name: string;
  readonly capabilities: readonly ModelCapability[];
  /** Number of tokens. */
  readonly contextLength: number | null;
  /** Number of dimensions of its vectors. */
  readonly embeddingLength: number | null;
  readonly license: string | null;
  readonly template: string | null;
}
