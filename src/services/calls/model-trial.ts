import type { ChatAdapter } from '../../adapters/chat-adapter.ts';
import type { ChatRequest } from '../../adapters/chat-request.ts';
import type { ModelCalls } from '../../adapters/create-model-calls.ts';
import type { CallTarget } from '../../adapters/model-call.ts';
import type { ModelParameters, ModelType } from '../../domain.ts';
import { UpstreamError } from '../../errors.ts';
import { greenSquare, silence } from './trial-material.ts';

/** A model to test, with everything that its calls need. */
export interface Trial {
  readonly type: ModelType;
  readonly target: CallTarget;
  readonly parameters: ModelParameters;
  /** Null for a model without chat. */
  readonly adapter: ChatAdapter | null;
  readonly canStopThinking: boolean;
  /** Whether the server enforces a JSON schema; otherwise an instruction asks the model for it. */
  readonly enforcesJsonSchema: boolean;
}

function ask(
  trial: Trial,
  more: Partial<Omit<ChatRequest, 'kind'>> & {
    readonly content: string;
    readonly hasImage?: boolean;
  },
): ChatRequest {
  const { content, hasImage = trial.type === 'VISION', ...rest } = more;
  const images = hasImage ? [{ mediaType: 'image/png', bytes: greenSquare }] : [];
  const nothing = { toolCalls: [], reasoning: null, toolCallId: null };
  return {
    kind: 'CHAT',
    messages: [{ role: 'USER', content, images, ...nothing }],
    options: {
      maxTokens: 256,
      ...(trial.canStopThinking ? { thinking: { enabled: false } } : {}),
    },
    tools: [],
    toolChoice: null,
    responseFormat: null,
    ...rest,
  };
}

/** Makes the model respond once. @returns a human-readable result. @throws UpstreamError */
export async function tryAnswer(
  trial: Trial,
  calls: ModelCalls,
  signal: AbortSignal,
): Promise<string> {
  const { type, target, parameters } = trial;
  if (type === 'EMBEDDING') {
    const dimensions = parameters.embeddingDimensions;
    const request = { texts: ['hello'], dimensions, truncate: false, purpose: 'DOCUMENT' as const };
    const [vector] = (await calls.embed(target, request, signal)).embeddings;
    const length = vector?.length ?? 0;
    if (dimensions !== null && length !== dimensions) {
      throw unsupported(
        `The model returned vectors with ${length} dimensions instead of ${dimensions}; change embeddingDimensions.`,
      );
    }
    return `The model returned vectors with ${length} dimensions.`;
  }
  if (type === 'RERANK') {
    const request = { query: 'ping', documents: ['pong', 'a stone'], topN: null };
    const { results } = await calls.rerank(target, request, signal);
    return `The model ranked ${results.length} documents.`;
  }
  if (type === 'SPEECH') {
    const request = { bytes: silence, mediaType: 'audio/wav', language: null, prompt: null };
    await calls.transcribe(target, { ...request, temperature: null, timestamps: false }, signal);
    return 'The model transcribed a recording.';
  }
  const adapter = chatting(trial);
  const request = ask(trial, { content: 'Answer with the word OK.' });
  for await (const part of adapter.prepare(request).stream({ signal })) {
    return part.type === 'finish'
      ? 'The model returned an empty response.'
      : 'The model responded.';
  }
  throw unsupported('The model stopped before it generated anything.');
}

const tool = {
  name: 'report',
  description: 'Reports a number.',
  parameters: {
    type: 'object',
    properties: { number: { type: 'integer' } },
    required: ['number'],
    additionalProperties: false,
  },
  strict: null,
};

/** Makes the model call a tool. @throws UpstreamError when it does not. */
export async function tryTools(trial: Trial, signal: AbortSignal): Promise<string> {
  const content = 'Call the tool report with the number 7.';
  const request = ask(trial, { content, tools: [tool] });
  for await (const part of chatting(trial).prepare(request).stream({ signal })) {
    if (part.type === 'tool-call') return 'The model called the requested tool.';
  }
  throw unsupported('The model did not call the requested tool.');
}

/** Makes the model name the colour of an image. @throws UpstreamError when it does not. */
export async function tryVision(trial: Trial, signal: AbortSignal): Promise<string> {
  const content = 'Which colour fills this image? Answer with one English word.';
  const text = await textOf(trial, ask(trial, { content, hasImage: true }), signal);
  // A server can ignore an image, and the model guesses then. Black and white are likely guesses.
  if (/green/i.test(text)) return 'The model named the colour of an image.';
  throw unsupported('The model did not name the colour of an image.');
}

/**
 * Makes the model reason.
 *
 * @throws UpstreamError when the response has neither reasoning nor a count of reasoning tokens.
 */
export async function tryThinking(trial: Trial, signal: AbortSignal): Promise<string> {
  const request = ask(trial, {
    content: 'How many prime numbers are there between 30 and 60? Reason before you answer.',
    options: { maxTokens: 1_024, thinking: { enabled: true } },
  });
  for await (const part of chatting(trial).prepare(request).stream({ signal })) {
    if (part.type === 'thinking-delta') return 'The model sent reasoning before its response.';
    if ('usage' in part && (part.usage?.reasoningTokens ?? 0) > 0) {
      return 'The model reasoned; the provider counts the tokens and does not send the text.';
    }
  }
  throw unsupported('The model sent no reasoning.');
}

/**
 * Makes the model respond with JSON that matches a schema.
 *
 * @throws UpstreamError when it does not.
 */
export async function tryJsonSchema(trial: Trial, signal: AbortSignal): Promise<string> {
  const { name, parameters: schema } = tool;
  const request = ask(trial, {
    content: 'Answer with JSON: the number 7 as the field "number".',
    responseFormat: { name, schema, strict: true },
  });
  const text = await textOf(trial, request, signal);
  if (hasNumber(text)) return "The model's response matches the JSON schema.";
  throw unsupported("The model's response does not match the JSON schema.");
}

async function textOf(trial: Trial, request: ChatRequest, signal: AbortSignal): Promise<string> {
  let text = '';
  for await (const part of chatting(trial).prepare(request).stream({ signal })) {
    if (part.type === 'content-delta') text += part.text;
  }
  return text;
}

function hasNumber(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' && value !== null && Number.isInteger(Reflect.get(value, 'number'))
    );
  } catch {
    return false;
  }
}

function chatting({ adapter }: Trial): ChatAdapter {
  if (adapter === null) throw new Error('Only a chat model can be tested with a chat.');
  return adapter;
}

function unsupported(message: string): UpstreamError {
  return new UpstreamError({ reason: 'UNSUPPORTED', message, retryable: false });
}
