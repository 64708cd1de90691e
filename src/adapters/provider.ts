import type { ModelType } from '../domain.ts';

/** What is known of a vendor, or of a kind of server, with an OpenAI-compatible API. */
export interface Provider {
  /** Never reused for another provider. */
  readonly id: string;
  readonly name: string;
  readonly modelTypes: readonly ModelType[];
  /** Where it serves models of a type; null when each installation has its own address. */
  defaultBaseUrl(type: ModelType): string | null;
  /** Whether a call without an API key is pointless. */
  readonly requiresCredential: boolean;
  readonly documentationUrl: string | null;
  /** How it wants to be told the most tokens an answer may have. */
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  readonly seedField: 'seed' | 'random_seed';
  /** Whether usage has to be asked for with `stream_options`, or comes by itself. */
  readonly streamUsage: 'include-usage' | 'unasked';
}
