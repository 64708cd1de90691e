import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange, Handler } from './upstream.ts';

export const sseHeaders = { 'content-type': 'text/event-stream; charset=utf-8' };
export const done = 'data: [DONE]\n\n';

interface ChunkOptions {
  readonly delta?: Record<string, unknown>;
  readonly finishReason?: string | null;
  readonly usage?: Record<string, unknown> | null;
  readonly choices?: readonly unknown[];
  readonly model?: string;
}

/** One chunk of a chat completion in the format of OpenAI. */
export function chunk(options: ChunkOptions): string {
  const { delta = {}, finishReason = null, usage = null, model = 'gpt-test' } = options;
  const choices = options.choices ?? [
    { index: 0, delta, logprobs: null, finish_reason: finishReason },
  ];
  const body = {
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model,
    service_tier: 'default',
    system_fingerprint: null,
    choices,
    usage,
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

/** One chunk of a raw completion in the format of OpenAI. */
export function textChunk(text: string, finishReason: string | null = null): string {
  const body = {
    id: 'cmpl-test',
    object: 'text_completion',
    created: 1_795_000_000,
    model: 'gpt-test',
    choices: [{ text, index: 0, logprobs: null, finish_reason: finishReason }],
    usage: null,
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

export const content = (text: string) => chunk({ delta: { content: text } });
export const usageChunk = (usage: Record<string, unknown>) => chunk({ choices: [], usage });

/** A complete stream: role, texts, finish reason, usage, end. */
export function answer(texts: readonly string[], finishReason = 'stop'): string[] {
  return [
    chunk({ delta: { role: 'assistant', content: '', refusal: null } }),
    ...texts.map(content),
    chunk({ finishReason }),
    usageChunk({
      prompt_tokens: 9,
      completion_tokens: texts.length,
      total_tokens: 9 + texts.length,
      prompt_tokens_details: { cached_tokens: 4, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 2, audio_tokens: 0 },
    }),
    done,
  ];
}

/** Sends a stream and ends it. */
export async function sendStream(exchange: Exchange, parts: readonly string[]): Promise<void> {
  exchange.head(200, sseHeaders);
  for (const part of parts) await exchange.write(part);
  exchange.end();
}

export function errorBody(message: string, type: string, code: string | null): string {
  return JSON.stringify({ error: { message, type, param: null, code } });
}

/** Responds like a provider. Every response states that it is simulated. */
export function simulatedOpenAi(options: {
  readonly models: readonly string[];
  readonly apiKey: string;
  readonly wordsPerSecond: number;
}): Handler {
  return async (exchange) => {
    const { path, headers, body } = exchange.request;
    const json = { 'content-type': 'application/json' };
    if (headers['authorization'] !== `Bearer ${options.apiKey}`) {
      exchange.head(401, json);
      exchange.end(
        errorBody('Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'),
      );
      return;
    }
    if (path === '/v1/models') {
      exchange.head(200, json);
      const data = options.models.map((id) => ({ id, object: 'model', owned_by: 'simulated' }));
      exchange.end(JSON.stringify({ object: 'list', data }));
      return;
    }
    const { model } = body as { model: string };
    const generates = path === '/v1/completions';
    if ((path !== '/v1/chat/completions' && !generates) || !options.models.includes(model)) {
      exchange.head(404, json);
      exchange.end(
        errorBody(`The model does not exist.`, 'invalid_request_error', 'model_not_found'),
      );
      return;
    }
    exchange.head(200, sseHeaders);
    const words = simulatedWords('provider', body);
    const parts = generates
      ? [...words.map((word) => textChunk(word)), textChunk('', 'stop'), done]
      : answer(words);
    for (const part of parts) {
      if (exchange.isClosed()) return;
      await exchange.write(part);
      await delay(1000 / options.wordsPerSecond);
    }
    exchange.end();
  };
}

/** The words of a simulated response. */
export function simulatedWords(who: string, body: unknown): string[] {
  const { messages, prompt } = body as {
    messages?: { role: string; content: string }[];
    prompt?: string;
  };
  const question = prompt ?? messages?.findLast(({ role }) => role === 'user')?.content ?? '';
  const text = `[simulated] This is no language model but a simulated ${who}, which repeats what you asked: “${question}” It does so one word at a time, so that you can watch an answer stream in. Register a real model to get real answers. ☕`;
  return text.split(/(?<= )/);
}
