import { bodyOf } from '../../egress/raw-response.ts';
import type { AnswerCall, Protocol } from '../protocol.ts';
import type { ServerSentEvent } from '../server-sent-event-reader.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { OpenAiAnswerReader } from './answer-reader.ts';
import { createClient } from './client.ts';
import { embed } from './embed.ts';
import { toUpstreamError } from './errors.ts';
import { rawDialect, toWireGenerateRequest } from './generate-request.ts';
import { listModels } from './list-models.ts';
import { probe } from './probe.ts';
import { toWireRequest } from './request.ts';
import { rerank } from './rerank.ts';
import { transcribe } from './transcribe.ts';

/** The protocol of OpenAI-compatible endpoints. */
export const openAiProtocol: Protocol<ServerSentEvent> = {
  warnings: (target, request) =>
    request.kind === 'CHAT'
      ? toWireRequest(target, request).warnings
      : toWireGenerateRequest(target, request).warnings,
  open,
  createReader: ({ target, request, budget, noteRefusal }) => {
    const dialect = request.kind === 'CHAT' ? target.dialect : rawDialect(target.dialect);
    return new OpenAiAnswerReader({ dialect, budget, noteRefusal });
  },
  toUpstreamError,
  probe,
  listModels,
  embed,
  rerank,
  transcribe,
};

/** Sends the request with the SDK, and reads status and body without it. */
async function open(call: AnswerCall): Promise<AsyncIterable<Uint8Array>> {
  const { target, request, signal, remoteFetch, noteRefusal } = call;
  const client = createClient(target, { fetch: remoteFetch, noteRefusal });
  const pending =
    request.kind === 'CHAT'
      ? client.chat.completions.create(toWireRequest(target, request).body, { signal })
      : client.post(target.dialect.rawCompletions?.path ?? '/completions', {
          body: toWireGenerateRequest(target, request).body,
          signal,
        });
  const response = await pending.asResponse();
  const stream = bodyOf(response);
  if (stream === null) throw upstreamFailure('PROTOCOL', { status: response.status });
  return stream;
}
