import type { ChatRequest as WireChatRequest } from 'ollama';
import type { ChatTarget } from '../chat-adapter.ts';
import type { ChatRequest, ResponseFormat, Tool } from '../chat-request.ts';
import { asRecord } from '../wire-value.ts';
import { toWireMessages } from './messages.ts';
import { toThinkingField } from './thinking.ts';

/** The body of a chat request, and warnings about omitted options. */
export interface WireRequest {
  readonly body: WireChatRequest & { stream: true };
  readonly warnings: readonly string[];
}

export function toWireRequest(target: ChatTarget, request: ChatRequest): WireRequest {
  const { options, tools, toolChoice, responseFormat } = request;
  const { think, warnings } = toThinkingField(options.thinking, target);
  const mode = toolChoice !== null && 'mode' in toolChoice ? toolChoice.mode : null;
  const isForced = toolChoice !== null && mode !== 'AUTO' && mode !== 'NONE';
  const { parallelToolCalls } = options;
  const body = {
    ...target.extraParameters,
    model: target.name,
    messages: toWireMessages(request.messages),
    stream: true as const,
    options: toOptions(options, target),
    // Ollama has no `tool_choice`: without tools, the model cannot call any.
    ...(tools.length === 0 || mode === 'NONE' ? {} : { tools: tools.map(toWireTool) }),
    ...(responseFormat === null ? {} : { format: toFormat(responseFormat) }),
    ...(think === undefined ? {} : { think }),
    ...toKeepAliveField(options),
  };
  return {
    body: body as WireRequest['body'], // The package's type lacks some fields.
    warnings: [
      ...warnings,
      ...(isForced ? ['toolChoice was ignored: Ollama does not support it.'] : []),
      ...(parallelToolCalls === undefined
        ? []
        : ['parallelToolCalls was ignored: Ollama does not support it.']),
    ],
  };
}

export function toOptions(
  options: ChatRequest['options'],
  { extraParameters }: Pick<ChatTarget, 'extraParameters'>,
): Record<string, unknown> {
  const { stop } = options;
  const all = {
    temperature: options.temperature,
    top_p: options.topP,
    top_k: options.topK,
    min_p: options.minP,
    repeat_penalty: options.repetitionPenalty,
    num_predict: options.maxCompletionTokens ?? options.maxTokens,
    frequency_penalty: options.frequencyPenalty,
    presence_penalty: options.presencePenalty,
    seed: options.seed,
    stop: stop === undefined || stop.length === 0 ? undefined : [...stop],
    num_ctx: options.contextWindow,
  };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  return { ...asRecord(extraParameters?.['options']), ...Object.fromEntries(given) };
}

function toWireTool({ name, description, parameters }: Tool) {
  return { type: 'function', function: { name, description: description ?? '', parameters } };
}

function toFormat(format: ResponseFormat): 'json' | object {
  return 'json' in format ? 'json' : format.schema;
}

/** Ollama requires a unit in a string; a number without one is sent as a JSON number of seconds. */
export function toKeepAliveField({ keepAlive }: ChatRequest['options']) {
  if (keepAlive === undefined) return {};
  return { keep_alive: /^-?\d+$/.test(keepAlive) ? Number(keepAlive) : keepAlive };
}
