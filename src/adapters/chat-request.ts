import type { Thinking, ToolCall } from '../domain.ts';

export type ChatRole = 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';

/** A picture: where it is, or what it consists of. Never a path. */
export type ChatImage =
  | { readonly url: string }
  | { readonly mediaType: string; readonly bytes: Uint8Array };

export interface ChatMessage {
  readonly role: ChatRole;
  readonly content: string;
  readonly images: readonly ChatImage[];
  /** What an assistant's turn called. */
  readonly toolCalls: readonly ToolCall[];
  /** What an assistant's turn thought. */
  readonly reasoning: string | null;
  /** The call that a tool's message answers. */
  readonly toolCallId: string | null;
}

/** Sampling and limits of one call; what is left out is the upstream's own default. */
export interface ChatOptions {
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly minP?: number | undefined;
  /** Most tokens the answer may have, what it thinks included or not as the upstream sees fit. */
  readonly maxTokens?: number | undefined;
  /** Most tokens the answer may have, what it thinks included. */
  readonly maxCompletionTokens?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly repetitionPenalty?: number | undefined;
  readonly seed?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  readonly thinking?: Thinking | undefined;
  readonly parallelToolCalls?: boolean | undefined;
  /** Tokens of context to allocate. Only Ollama can be told. */
  readonly contextWindow?: number | undefined;
  /** How long the model stays loaded, as a Go duration. Only Ollama can be told. */
  readonly keepAlive?: string | undefined;
}

export interface Tool {
  readonly name: string;
  readonly description: string | null;
  /** JSON schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly strict: boolean | null;
}

export type ToolChoice =
  | { readonly mode: 'AUTO' | 'NONE' | 'REQUIRED' }
  | { readonly name: string };

export type ResponseFormat =
  | { readonly json: true }
  | {
      readonly name: string;
      readonly schema: Readonly<Record<string, unknown>>;
      readonly strict: boolean | null;
    };

/** A conversation to answer. */
export interface ChatRequest {
  readonly kind: 'CHAT';
  readonly messages: readonly ChatMessage[];
  readonly options: ChatOptions;
  readonly tools: readonly Tool[];
  readonly toolChoice: ToolChoice | null;
  readonly responseFormat: ResponseFormat | null;
}

/** A text to continue, or a gap between two texts to fill. */
export interface GenerateRequest {
  readonly kind: 'GENERATE';
  /** The text before what is generated; never empty. */
  readonly prompt: string;
  /** The text after it; null to continue the prompt. */
  readonly suffix: string | null;
  /** Only Ollama accepts images. */
  readonly images: readonly ChatImage[];
  /** Whether Ollama sends the prompt without the model's template. Other servers always do. */
  readonly isRaw: boolean;
  readonly options: ChatOptions;
}

/** What a model is asked to generate. */
export type CompletionRequest = ChatRequest | GenerateRequest;
