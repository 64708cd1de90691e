import type { ChatOptionName, ReasoningPlace, ThinkingControl } from '../domain.ts';

/** The options that OpenAI does not have; some servers take them, under different names. */
export const samplerOptions = ['TOP_K', 'MIN_P', 'REPETITION_PENALTY'] as const;
export type SamplerFields = Readonly<Partial<Record<(typeof samplerOptions)[number], string>>>;

export type MaxTokensField = 'max_tokens' | 'max_completion_tokens';

/** How to ask for raw completions. */
export interface RawCompletions {
  /** Of the endpoint, after the base address. */
  readonly path: string;
  /** As {@link Dialect.refusedOptions}, in addition to those. */
  readonly refusedOptions?: readonly ChatOptionName[];
}

/** How a chat model wants to be spoken to, and how it speaks. */
export interface Dialect {
  readonly thinkingControl: ThinkingControl;
  /** Whether it can be told not to think. */
  readonly canStopThinking: boolean;
  /** Whether `thinkingControl` is only likely: nothing is known of the server. */
  readonly guessesThinkingControl: boolean;
  /** What `reasoning_effort` takes for not thinking at all. */
  readonly effortForNone: 'none' | 'minimal';
  /** What `reasoning_effort` takes otherwise, from least to most; empty when it is not taken. */
  readonly efforts: readonly string[];
  /** The field that takes `maxTokens`. */
  readonly maxTokensField: MaxTokensField;
  /** The field that takes `maxCompletionTokens`. */
  readonly maxCompletionTokensField: MaxTokensField;
  readonly seedField: 'seed' | 'random_seed';
  /** The fields of these options; one without a field is among the refused options. */
  readonly samplerFields: SamplerFields;
  /** Options that are an error, or silently without effect: they are left out, with a warning. */
  readonly refusedOptions: readonly ChatOptionName[];
  /** Likewise, as long as it thinks. */
  readonly refusedWhileThinking: readonly ChatOptionName[];
  /** The word for "some tool must be called". */
  readonly requiredToolWord: 'required' | 'any';
  /** Whether usage has to be asked for with `stream_options`, or comes by itself. */
  readonly streamUsage: 'include-usage' | 'unasked';
  /** Where what it thinks may be found; all of them are looked at. */
  readonly reasoningIn: readonly ReasoningPlace[];
  /** Whether its prompt opens the tag, so that an answer begins with what it thinks. */
  readonly startsThinking: boolean;
  /** Whether thoughts that arrive twice in a row are one. */
  readonly repeatsReasoning: boolean;
  /** How to ask it to continue a text; null when it only answers messages. */
  readonly rawCompletions: RawCompletions | null;
  /** Whether its own reasoning has to come back with the tool calls that followed it. */
  readonly wantsReasoningBack: boolean;
}

/** What holds for a server that nothing is known of. */
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

/** Models of a provider that differ from its others. */
export interface ModelFamily extends Partial<Dialect> {
  /** Matched against the model's name. */
  readonly names: RegExp;
}
