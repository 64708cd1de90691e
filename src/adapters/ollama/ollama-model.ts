import type { ModelCapability } from '../../domain.ts';

/** What a model is made of; null where Ollama does not say. */
interface OllamaModelKind {
  readonly family: string | null;
  /** In Ollama's words, such as `3.2B`. */
  readonly parameterSize: string | null;
  /** In Ollama's words, such as `Q4_K_M`. */
  readonly quantization: string | null;
}

/** A model that Ollama has. */
export interface InstalledOllamaModel extends OllamaModelKind {
  /** As Ollama lists it. */
  readonly name: string;
  /** Null when Ollama does not report it. */
  readonly sizeBytes: number | null;
  /** Hexadecimal; null when Ollama does not report it. */
  readonly digest: string | null;
  /** Null when Ollama does not report it. */
  readonly modifiedAt: Date | null;
}

/** A model that Ollama has in memory. */
export interface RunningOllamaModel {
  readonly name: string;
  readonly sizeBytes: number;
  /** The part of it that is on graphics cards. */
  readonly vramBytes: number;
  /** Tokens. */
  readonly contextLength: number | null;
  /** Null when it stays, or Ollama does not say. */
  readonly expiresAt: Date | null;
}

/** What Ollama knows of one model. */
export interface OllamaModelDetails extends OllamaModelKind {
  readonly name: string;
  readonly capabilities: readonly ModelCapability[];
  /** Tokens. */
  readonly contextLength: number | null;
  /** Length of its vectors. */
  readonly embeddingLength: number | null;
  readonly license: string | null;
  readonly template: string | null;
}
