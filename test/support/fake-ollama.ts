import { setTimeout as delay } from 'node:timers/promises';
import { simulatedWords } from './fake-openai.ts';
import type { Exchange, Handler } from './upstream.ts';

export const ndjsonHeaders = { 'content-type': 'application/x-ndjson' };
const json = { 'content-type': 'application/json; charset=utf-8' };

/** A line in the format of Go's JSON encoder. */
export function line(value: unknown): string {
  const escaped = JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}

export function messageLine(message: Record<string, unknown>): string {
  return line({
    model: 'tiny:latest',
    created_at: '2026-11-01T12:00:00.123456789Z',
    message: { role: 'assistant', content: '', ...message },
    done: false,
  });
}

/** A line of a raw completion. */
export function responseLine(fields: Record<string, unknown>): string {
  return line({
    model: 'tiny:latest',
    created_at: '2026-11-01T12:00:00.123456789Z',
    response: '',
    done: false,
    ...fields,
  });
}

/** The last line of a raw completion. */
export function lastResponseLine(overrides: Record<string, unknown> = {}): string {
  return responseLine({
    done: true,
    done_reason: 'stop',
    context: [1, 2, 3],
    total_duration: 1_234_567_890,
    load_duration: 234_567_890,
    prompt_eval_count: 9,
    prompt_eval_duration: 100_000_000,
    eval_count: 3,
    eval_duration: 900_000_000,
    ...overrides,
  });
}

export function lastLine(overrides: Record<string, unknown> = {}): string {
  return line({
    model: 'tiny:latest',
    created_at: '2026-11-01T12:00:01.123456789Z',
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: 'stop',
    total_duration: 1_234_567_890,
    load_duration: 234_567_890,
    prompt_eval_count: 9,
    prompt_eval_duration: 100_000_000,
    eval_count: 3,
    eval_duration: 900_000_000,
    ...overrides,
  });
}

/** Sends a stream and ends it. */
export async function sendLines(exchange: Exchange, lines: readonly string[]): Promise<void> {
  exchange.head(200, ndjsonHeaders);
  for (const one of lines) await exchange.write(one);
  exchange.end();
}

/** Capabilities that `/api/show` reports of a model by default. */
const defaultCapabilities = ['completion', 'tools', 'insert'];

/** An Ollama with some models. `chat` responds to chats and raw completions. */
export function ollamaWith(
  models: readonly string[],
  chat: Handler,
  capabilities: Readonly<Record<string, readonly string[]>> = {},
): Handler {
  return async (exchange) => {
    const { path, body } = exchange.request;
    const name = (body as { model?: string } | null)?.model ?? '';
    const known = models.some((model) => model === name || model === `${name}:latest`);
    if (path === '/api/version') return answer(exchange, { version: '0.30.0' });
    if (path === '/api/tags') return answer(exchange, { models: models.map(tag) });
    if (path === '/api/ps') return answer(exchange, { models: [] });
    const generates = path === '/api/chat' || path === '/api/generate';
    if (path !== '/api/show' && !generates) {
      exchange.head(404, { 'content-type': 'text/plain' });
      return exchange.end('404 page not found');
    }
    if (!known) {
      exchange.head(404, json);
      return exchange.end(JSON.stringify({ error: `model '${name}' not found` }));
    }
    if (generates) return chat(exchange);
    return answer(exchange, {
      capabilities: capabilities[name] ?? defaultCapabilities,
      details: { format: 'gguf', family: 'llama' },
      model_info: { 'general.architecture': 'llama', 'llama.context_length': 8192 },
      modified_at: '2026-11-01T12:00:00Z',
    });
  };
}

/** Chats like Ollama. Every response states that it is simulated. */
export function simulatedChat(wordsPerSecond: number): Handler {
  return async (exchange) => {
    const generates = exchange.request.path === '/api/generate';
    exchange.head(200, ndjsonHeaders);
    for (const content of simulatedWords('Ollama', exchange.request.body)) {
      if (exchange.isClosed()) return;
      await exchange.write(
        generates ? responseLine({ response: content }) : messageLine({ content }),
      );
      await delay(1000 / wordsPerSecond);
    }
    await exchange.write(generates ? lastResponseLine() : lastLine());
    exchange.end();
  };
}

function answer(exchange: Exchange, value: unknown): void {
  exchange.head(200, json);
  exchange.end(JSON.stringify(value));
}

function tag(name: string) {
  return {
    name,
    model: name,
    modified_at: '2026-11-01T12:00:00.123456789+01:00',
    size: 1_321_098_329,
    digest: 'baf6a787fdffd633537aa2eb51cfd54cb93ff08e28040095462bb63daf552878',
    details: {
      parent_model: '',
      format: 'gguf',
      family: 'llama',
      families: ['llama'],
      parameter_size: '1.2B',
      quantization_level: 'Q8_0',
    },
  };
}
