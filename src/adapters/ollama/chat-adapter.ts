import { bodyOf } from '../../egress/lean-response.ts';
import { AnswerBudget } from '../answer-budget.ts';
import type { ChatAdapter, ChatPart, ChatTarget } from '../chat-adapter.ts';
import type { ChatRequest } from '../chat-request.ts';
import { ownedStream } from '../owned-stream.ts';
import { readAnswer } from '../read-answer.ts';
import { readStart } from '../read-start.ts';
import { type RefusalLog, refusalsOf } from '../refusal-log.ts';
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
  const { target, signal, options } = call;
  const { startsThinking } = target.dialect;
  const noteRefusal = refusalsOf(target, options.refusals);
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
  const error = refusalOf(response.status, await readStart(response));
  refusalsOf(target, options.refusals)(error);
  throw error;
}
