import type { ChatOptionName, ReasoningPlace, ThinkingControl } from '../domain.ts';

/** Options that OpenAI does not have. Some servers accept them, under different names. */
export const samplerOptions = ['TOP_K', 'MIN_P', 'REPETITION_PENALTY'] as const;
export type SamplerFields = Readonly<Partial<Record<(typeof samplerOptions)[number], string>>>;

export type MaxTokensField = 'max_tokens' | 'max_completion_tokens';

/** How a provider accepts raw completions. */
export interface RawCompletions {
  /** Path of the endpoint, relative to the base URL. */
  readonly path: string;
  /** Options that it rejects in addition to {@link Dialect.refusedOptions}. */
  readonly refusedOptions?: readonly ChatOptionName[];
}

/** Differences between chat models in the fields of requests and responses. */
export interface Dialect {
  readonly thinkingControl: ThinkingControl;
  /** Whether reasoning can be disabled. */
  readonly canStopThinking: boolean;
  /** Whether `thinkingControl` is a guess, because the server is unknown. */
  readonly guessesThinkingControl: boolean;
  /** Value of `reasoning_effort` that disables reasoning or reduces it most. */
  readonly effortForNone: 'none' | 'minimal';
  /**
   * Other values of `reasoning_effort`, from least to most; empty when the field is not supported.
   */
  readonly efforts: readonly string[];
  /** The request field that `maxTokens` is sent in. */
  readonly maxTokensField: MaxTokensField;
  /** The request field that `maxCompletionTokens` is sent in. */
  readonly maxCompletionTokensField: MaxTokensField;
  readonly seedField: 'seed' | 'random_seed';
  /** The request fields of these options. An option without a field is in `refusedOptions`. */
  readonly samplerFields: SamplerFields;
  /**
   * Options that the model rejects or ignores. They are not sent, and the response has a warning.
   */
  readonly refusedOptions: readonly ChatOptionName[];
  /** Options that the model rejects or ignores while reasoning is enabled. */
  readonly refusedWhileThinking: readonly ChatOptionName[];
  /** Value of `tool_choice` that requires a tool call. */
  readonly requiredToolWord: 'required' | 'any';
  /** Whether usage has to be requested with `stream_options`, or is always sent. */
  readonly streamUsage: 'include-usage' | 'unasked';
  /** Places where the response can contain reasoning; all of them are read. */
  readonly reasoningIn: readonly ReasoningPlace[];
  /** Whether the prompt template opens the thinking tag, so that a response starts inside of it. */
  readonly startsThinking: boolean;
  /** Whether the server can send the same reasoning delta twice, of which one is dropped. */
  readonly repeatsReasoning: boolean;
  /** Endpoint for raw completions; null when the model supports only messages. */
  readonly rawCompletions: RawCompletions | null;
  /** Whether a request must repeat the reasoning that preceded the model's tool calls. */
  readonly wantsReasoningBack: boolean;
}

/** Facts that are assumed of an unknown server. */
export const commonDialect: Dialect = {
  thinkingControl: 'NONE',
  canStopThinking: false,
  guessesThinkingControl: false,
  effortForNone: 'none',
  efforts: [],
  maxTokensField: 'max_tokens',
  maxCompletionTokensField: 'max_tokens',
  seedField: 'seed',
  samplerFields: {},
  refusedOptions: [],
  refusedWhileThinking: [],
  requiredToolWord: 'required',
  streamUsage: 'include-usage',
  reasoningIn: ['REASONING_CONTENT', 'REASONING', 'THINK_TAGS'],
  startsThinking: false,
  repeatsReasoning: false,
  rawCompletions: null,
  wantsReasoningBack: false,
};

/** Ollama's own protocol. */
export const ollamaDialect: Dialect = {
  ...commonDialect,
  rawCompletions: { path: '/api/generate' },
  thinkingControl: 'OLLAMA_THINK',
  efforts: ['low', 'medium', 'high', 'max'],
  canStopThinking: true,
  samplerFields: { TOP_K: 'top_k', MIN_P: 'min_p', REPETITION_PENALTY: 'repeat_penalty' },
  refusedOptions: ['TOOL_CHOICE', 'PARALLEL_TOOL_CALLS'],
  reasoningIn: ['MESSAGE_THINKING', 'THINK_TAGS'],
};

/** Models of a provider that differ from its other models. */
export interface ModelFamily extends Partial<Dialect> {
  /** Matched against the name of the model. */
  readonly names: RegExp;
}
