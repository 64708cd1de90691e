import { bodyOf } from '../../egress/raw-response.ts';
import type { AnswerCall, Protocol } from '../protocol.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { OllamaAnswerReader } from './answer-reader.ts';
import { openAccepted } from './client.ts';
import { embed } from './embed.ts';
import { toUpstreamError } from './errors.ts';
import { toWireGenerateRequest } from './generate-request.ts';
import { toWireRequest } from './request.ts';

/** The protocol of Ollama. */
export const ollamaProtocol: Protocol<string> = {
  warnings: (target, request) =>
    request.kind === 'CHAT'
      ? toWireRequest(target, request).warnings
      : toWireGenerateRequest(target, request).warnings,
  open,
  createReader: ({ target: { dialect }, request, noteRefusal }) =>
    new OllamaAnswerReader({
      startsThinking: dialect.startsThinking,
      isRaw: request.kind === 'GENERATE' && (request.isRaw || request.suffix !== null),
      noteRefusal,
    }),
  toUpstreamError,
  embed,
};

/** Sends the request with the package, and reads status and body without it. */
async function open(call: AnswerCall): Promise<AsyncIterable<Uint8Array>> {
  const { target, request } = call;
  const response = await openAccepted({ ...call, raw: true }, (client) =>
    request.kind === 'CHAT'
      ? client.chat(toWireRequest(target, request).body)
      : client.generate(toWireGenerateRequest(target, request).body),
  );
  const stream = bodyOf(response);
  if (stream === null) throw upstreamFailure('PROTOCOL', { status: response.status });
  return stream;
}
