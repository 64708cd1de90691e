import type { ChatTarget } from '../chat-adapter.ts';
import type { GenerateRequest } from '../chat-request.ts';
import type { Dialect } from '../dialect.ts';
import { toRawOptionFields } from './request.ts';

/** A raw completion in the vendor's words, and what of it had to be left out. */
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
 * The dialect of raw completions. Their text is returned as it is: a tag in it is text. They only
 * know the older field for the number of tokens.
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
