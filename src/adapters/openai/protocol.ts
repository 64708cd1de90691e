import type OpenAI from 'openai';
import type { APIPromise } from 'openai';
import { bodyOf } from '../../egress/raw-response.ts';
import type { ChatTarget } from '../chat-adapter.ts';
import type { CompletionRequest } from '../chat-request.ts';
import type { AnswerCall, PreparedRequest, Protocol } from '../protocol.ts';
import type { ServerSentEvent } from '../server-sent-event-reader.ts';
import { upstreamFailure } from '../upstream-failure.ts';
import { OpenAiAnswerReader } from './answer-reader.ts';
import { clientFor, type SendOptions } from './client.ts';
import { embed } from './embed.ts';
import { toUpstreamError } from './errors.ts';
import { rawDialect, toWireGenerateRequest } from './generate-request.ts';
import type { ImageBodies } from './image-bodies.ts';
import { listModels } from './list-models.ts';
import { ownFields } from './own-fields.ts';
import { probe } from './probe.ts';
import { toWireRequest } from './request.ts';
import { rerank } from './rerank.ts';
import { transcribe } from './transcribe.ts';

/** The protocol of OpenAI-compatible endpoints. */
export const openAiProtocol: Protocol<ServerSentEvent> = {
  prepare,
  createReader: ({ target, request, budget, noteRefusal }) => {
    const dialect = request.kind === 'CHAT' ? target.dialect : rawDialect(target.dialect);
    return new OpenAiAnswerReader({ dialect, budget, noteRefusal });
  },
  ownFields,
  toUpstreamError,
  probe,
  listModels,
  embed,
  rerank,
  transcribe,
};

function prepare(target: ChatTarget, request: CompletionRequest): PreparedRequest {
  if (request.kind === 'CHAT') {
    const { body, images, warnings } = toWireRequest(target, request);
    const send: Send = (client, options) => client.chat.completions.create(body, options);
    return { warnings, open: (call) => open(call, send, images) };
  }
  const { body, warnings } = toWireGenerateRequest(target, request);
  const path = target.dialect.rawCompletions?.path ?? '/completions';
  const send: Send = (client, options) => client.post(path, { body, ...options });
  return { warnings, open: (call) => open(call, send) };
}

type Send = (client: OpenAI, options: SendOptions) => Pick<APIPromise<unknown>, 'asResponse'>;

/** Sends the request with the SDK, and reads status and body without it. */
async function open(
  call: AnswerCall,
  send: Send,
  images?: ImageBodies,
): Promise<AsyncIterable<Uint8Array>> {
  const { target, signal, remoteFetch, noteRefusal } = call;
  const { client, fetchOptions } = clientFor(target, { fetch: remoteFetch, noteRefusal, images });
  const response = await send(client, { signal, fetchOptions }).asResponse();
  const stream = bodyOf(response);
  if (stream === null) throw upstreamFailure('PROTOCOL', { status: response.status });
  return stream;
}
