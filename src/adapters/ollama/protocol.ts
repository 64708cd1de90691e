import type { Ollama } from 'ollama';
import { bodyOf } from '../../egress/raw-response.ts';
import type { ChatTarget } from '../chat-adapter.ts';
import type { CompletionRequest } from '../chat-request.ts';
import type { AnswerCall, PreparedRequest, Protocol } from '../protocol.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { OllamaAnswerReader } from './answer-reader.ts';
import { openAccepted } from './client.ts';
import { embed } from './embed.ts';
import { toUpstreamError } from './errors.ts';
import { toWireGenerateRequest } from './generate-request.ts';
import { ownFields } from './own-fields.ts';
import { toWireRequest } from './request.ts';

/** The protocol of Ollama. */
export const ollamaProtocol: Protocol<string> = {
  prepare,
  createReader: ({ target: { dialect }, request, noteRefusal }) =>
    new OllamaAnswerReader({
      startsThinking: dialect.startsThinking,
      isRaw: request.kind === 'GENERATE' && (request.isRaw || request.suffix !== null),
      noteRefusal,
    }),
  ownFields,
  toUpstreamError,
  embed,
};

function prepare(target: ChatTarget, request: CompletionRequest): PreparedRequest {
  if (request.kind === 'CHAT') {
    const { body, warnings } = toWireRequest(target, request);
    return { warnings, open: (call) => open(call, (client) => client.chat(body)) };
  }
  const { body, warnings } = toWireGenerateRequest(target, request);
  return { warnings, open: (call) => open(call, (client) => client.generate(body)) };
}

/** Sends the request with the package, and reads status and body without it. */
async function open(
  call: AnswerCall,
  send: (client: Ollama) => Promise<unknown>,
): Promise<AsyncIterable<Uint8Array>> {
  const response = await openAccepted({ ...call, raw: true }, send);
  const stream = bodyOf(response);
  if (stream === null) throw upstreamFailure('PROTOCOL', { status: response.status });
  return stream;
}
