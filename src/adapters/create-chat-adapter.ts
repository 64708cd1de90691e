import type { SpanContext } from '../tracing/spans.ts';
import { AnswerBudget } from './answer-budget.ts';
import { type Attempt, tracedParts } from './attempt-span.ts';
import type { ChatAdapterFactory, ChatTarget } from './chat-adapter.ts';
import type { CompletionRequest } from './chat-request.ts';
import type { CallOptions } from './model-call.ts';
import { ownedStream } from './owned-stream.ts';
import type { Protocol } from './protocol.ts';
import { protocols } from './protocols.ts';
import type { ProtocolName } from './provider.ts';
import { readAnswer } from './read-answer.ts';
import { refusalsOf } from './refusal-log.ts';

/** Creates the factory of chat adapters, which supports all protocols. */
export function createChatAdapterFactory(options: CallOptions): ChatAdapterFactory {
  const factories: Readonly<Record<ProtocolName, ChatAdapterFactory>> = {
    openai: factoryOf(protocols.openai, options),
    ollama: factoryOf(protocols.ollama, options),
  };
  return (target) => factories[target.protocol](target);
}

function factoryOf<Message>(protocol: Protocol<Message>, options: CallOptions): ChatAdapterFactory {
  return (target) => ({
    prepare: (request) => {
      const { warnings, open } = protocol.prepare(target, request);
      return {
        warnings,
        stream: ({ signal, trace }) =>
          ownedStream({
            signal,
            timeouts: target.timeouts,
            open: (owned) =>
              tracedParts(attemptOf(target, request, { options, trace }), () =>
                readAnswer(protocol, open, {
                  ...options,
                  target,
                  request,
                  signal: owned,
                  budget: new AnswerBudget(),
                  noteRefusal: refusalsOf(target, options.refusals),
                }),
              ),
          }),
      };
    },
  });
}

function attemptOf(
  { name, providerId, baseUrl }: ChatTarget,
  { kind }: CompletionRequest,
  {
    options,
    trace,
  }: { readonly options: CallOptions; readonly trace: SpanContext | null | undefined },
): Attempt {
  return {
    operation: kind === 'CHAT' ? 'chat' : 'text_completion',
    model: name,
    providerId,
    url: baseUrl ?? options.ollamaBaseUrl,
    isStreamed: true,
    parent: trace,
  };
}
