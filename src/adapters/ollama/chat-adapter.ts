import { bodyOf } from '../../egress/lean-response.ts';
import { AnswerBudget } from '../answer-budget.ts';
import type { ChatAdapter, ChatPart, ChatTarget } from '../chat-adapter.ts';
import type { ChatRequest } from '../chat-request.ts';
import { ownedStream } from '../owned-stream.ts';
import { readAnswer } from '../read-answer.ts';
import { readStart } from '../read-start.ts';
import { type RefusalLog, secretsOf } from '../refusal-log.ts';
import { OllamaAnswerReader } from './answer-reader.ts';
import { type OllamaConnection, openResponse } from './client.ts';
import { refusalOf, toUpstreamError } from './errors.ts';
import { toWireRequest } from './request.ts';

export interface OllamaChatAdapterOptions extends OllamaConnection {
  /** Notes what Ollama refuses with. */
  readonly refusals: RefusalLog;
}

/** Calls chat models on Ollama, over its own protocol. */
export function createOllamaChatAdapter(
  target: ChatTarget,
  options: OllamaChatAdapterOptions,
): ChatAdapter {
  return {
    warnings: (request) => toWireRequest(target, request).warnings,
    stream: (request, { signal }) =>
      ownedStream({
        signal,
        timeouts: target.timeouts,
        open: (owned) => readParts({ target, request, signal: owned, options }),
      }),
  };
}

interface Call {
  readonly target: ChatTarget;
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly options: OllamaChatAdapterOptions;
}

function readParts(call: Call): AsyncGenerator<readonly ChatPart[]> {
  const { target, signal } = call;
  const { startsThinking } = target.dialect;
  const noteRefusal = (body: string) => note(call, null, body);
  const reader = new OllamaAnswerReader({ startsThinking, noteRefusal });
  const budget = new AnswerBudget();
  return readAnswer({ signal, reader, budget, open: () => openStream(call), toUpstreamError });
}

/** The package makes the request; status and body are ours to read. */
async function openStream(call: Call): Promise<AsyncIterable<Uint8Array>> {
  const { target, request, signal, options } = call;
  const { body } = toWireRequest(target, request);
  const lean = { ...options, lean: true };
  const response = await openResponse(lean, signal, (client) => client.chat(body));
  const stream = response.ok ? bodyOf(response) : null;
  if (stream !== null) return stream;
  const text = await readStart(response);
  note(call, response.status, text);
  throw refusalOf(response.status, text);
}

function note({ options, target, request }: Call, status: number | null, body: string): void {
  const secrets = secretsOf(target, request);
  options.refusals.note({ model: target.name, status, body, secrets });
}
