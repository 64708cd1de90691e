import type { Thinking, ToolCall } from '../domain.ts';

export type ChatRole = 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';

/** An image, as a URL or as its bytes. Never a file path. */
export type ChatImage =
  | { readonly url: string }
  | { readonly mediaType: string; readonly bytes: Uint8Array };

export interface ChatMessage {
  readonly role: ChatRole;
  readonly content: string;
  readonly images: readonly ChatImage[];
  /** Tool calls that an assistant message made. */
  readonly toolCalls: readonly ToolCall[];
  /** Reasoning of an assistant message. */
  readonly reasoning: string | null;
  /** ID of the tool call whose result a tool message contains. */
  readonly toolCallId: string | null;
}

/** Sampling options and limits of one call. An undefined option uses the upstream's default. */
export interface ChatOptions {
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly minP?: number | undefined;
  /** Maximum number of tokens in the response. The upstream decides whether reasoning counts. */
  readonly maxTokens?: number | undefined;
  /** Maximum number of tokens in the response, including reasoning. */
  readonly maxCompletionTokens?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly repetitionPenalty?: number | undefined;
  readonly seed?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  readonly thinking?: Thinking | undefined;
  readonly parallelToolCalls?: boolean | undefined;
  /** Tokens of context to allocate. Only Ollama supports it. */
  readonly contextWindow?: number | undefined;
  /** How long the model stays loaded, as a Go duration. Only Ollama supports it. */
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

/** A conversation for which the model generates the next message. */
export interface ChatRequest {
  readonly kind: 'CHAT';
  readonly messages: readonly ChatMessage[];
  readonly options: ChatOptions;
  readonly tools: readonly Tool[];
  readonly toolChoice: ToolChoice | null;
  readonly responseFormat: ResponseFormat | null;
}

/** A text to continue, or two texts whose gap the model fills. */
export interface GenerateRequest {
  readonly kind: 'GENERATE';
  /** Text before the generated text; never empty. */
  readonly prompt: string;
  /** Text after the generated text; null to continue the prompt. */
  readonly suffix: string | null;
  /** Supported by Ollama only. */
  readonly images: readonly ChatImage[];
  /** Whether Ollama skips the model's prompt template. Other servers always skip it. */
  readonly isRaw: boolean;
  readonly options: ChatOptions;
}

/** A request for one completion. */
export type CompletionRequest = ChatRequest | GenerateRequest;
