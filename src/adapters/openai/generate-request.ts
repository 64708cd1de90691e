import type { ChatTarget } from '../chat-adapter.ts';
import type { GenerateRequest } from '../chat-request.ts';
import type { Dialect } from '../dialect.ts';
import { toRawOptionFields } from './request.ts';

/** The body of a request for a raw completion, and warnings about omitted options. */
export interface WireGenerateRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

export function toWireGenerateRequest(
  { name, dialect, extraParameters }: ChatTarget,
  { prompt, suffix, options }: GenerateRequest,
): WireGenerateRequest {
  const { fields, warnings } = toRawOptionFields(options, rawDialect(dialect));
  return {
    body: {
      ...extraParameters,
      model: name,
      prompt,
      ...(suffix === null ? {} : { suffix }),
      stream: true,
      ...(dialect.streamUsage === 'unasked' ? {} : { stream_options: { include_usage: true } }),
      ...fields,
    },
    warnings: [
      ...warnings,
      ...(options.thinking === undefined
        ? []
        : ['thinking was ignored: a raw completion has no setting for it.']),
    ],
  };
}

/**
 * The dialect of raw completions. Their text is returned unchanged, with its tags, and their only
 * field for the number of tokens is the older one.
 */
export function rawDialect(dialect: Dialect): Dialect {
  return {
    ...dialect,
    thinkingControl: 'NONE',
    reasoningIn: [],
    maxTokensField: 'max_tokens',
    maxCompletionTokensField: 'max_tokens',
    refusedOptions: [...dialect.refusedOptions, ...(dialect.rawCompletions?.refusedOptions ?? [])],
  };
}
