import type { GenerateRequest as WireRequest } from 'ollama';
import type { ChatTarget } from '../chat-adapter.ts';
import type { GenerateRequest } from '../chat-request.ts';
import { toBytes } from './messages.ts';
import { toKeepAliveField, toOptions } from './request.ts';
import { toThinkingField } from './thinking.ts';

/** The body of a request for a raw completion, and warnings about omitted options. */
export interface WireGenerateRequest {
  readonly body: WireRequest & { stream: true };
  readonly warnings: readonly string[];
}

export function toWireGenerateRequest(
  target: ChatTarget,
  { prompt, suffix, images, isRaw, options }: GenerateRequest,
): WireGenerateRequest {
  const { think, warnings } = isRaw
    ? { think: undefined, warnings: options.thinking === undefined ? [] : [rawThinking] }
    : toThinkingField(options.thinking, target);
  const body = {
    ...target.extraParameters,
    model: target.name,
    prompt,
    ...(suffix === null ? {} : { suffix }),
    ...(images.length === 0 ? {} : { images: images.map(toBytes) }),
    ...(isRaw ? { raw: true } : {}),
    stream: true as const,
    options: toOptions(options, target),
    ...(think === undefined ? {} : { think }),
    ...toKeepAliveField(options),
  };
  return { body: body as WireGenerateRequest['body'], warnings }; // The package's type lacks some fields.
}

const rawThinking = 'thinking was ignored: a raw completion has no setting for it.';
