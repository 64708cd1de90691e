import type { TokenUsage } from '../adapters/chat-adapter.ts';
import { isAllowed } from '../auth/policy.ts';
import type { ChatAttempt } from '../db/chat-completion.entity.ts';
import { builder } from './builder.ts';
import { UpstreamErrorObject } from './error.ts';
import { ModelObject } from './model.ts';

export const UsageType = builder
  .objectRef<TokenUsage & { readonly estimated?: boolean }>('TokenUsage')
  .implement({
    description: 'Tokens that a call used, as the provider reports them.',
    fields: (t) => ({
      promptTokens: t.exposeInt('promptTokens', {
        nullable: true,
        description: 'Number of input tokens; null when the provider does not report it.',
      }),
      completionTokens: t.exposeInt('completionTokens', {
        nullable: true,
        description:
          'Number of generated tokens, including reasoning tokens where the provider counts them as generated; null when the provider does not report it.',
      }),
      totalTokens: t.exposeInt('totalTokens', {
        nullable: true,
        description:
          'Sum of input and generated tokens; null when the provider does not report it.',
      }),
      cachedPromptTokens: t.exposeInt('cachedPromptTokens', {
        nullable: true,
        description:
          'Number of input tokens that the provider read from its cache; null when the provider does not report it.',
      }),
      reasoningTokens: t.exposeInt('reasoningTokens', {
        nullable: true,
        description:
          'Number of tokens generated as reasoning; null when the provider does not report it.',
      }),
      estimated: t.boolean({
        description:
          'True when the provider reported no usage and the server counted the received deltas instead.',
        resolve: ({ estimated }) => estimated ?? false,
      }),
    }),
  });

export const ChatAttemptType = builder.objectRef<ChatAttempt>('ChatAttempt').implement({
  description: 'One request to a provider or to Ollama for a completion.',
  fields: (t) => ({
    model: t.field({
      type: ModelObject,
      nullable: true,
      description: 'The model that was called; null after the model is deleted.',
      resolve: ({ modelId }, _args, { viewer, services }) => services.models.find(viewer, modelId),
    }),
    keyLabel: t.string({
      nullable: true,
      description:
        "Name of the API key that was used. Null for the model's own credential, for built-in models, and without the scope `models:read` or `models:write`.",
      resolve: ({ keyLabel }, _args, { viewer }) =>
        isAllowed(viewer, 'api-key:read') ? keyLabel : null,
    }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'Time at which the attempt began.',
      resolve: ({ startedAt }) => new Date(startedAt),
    }),
    durationMs: t.exposeInt('durationMs', {
      description: 'Time from its start to its end, in milliseconds.',
    }),
    firstTokenMs: t.exposeInt('firstTokenMs', {
      nullable: true,
      description:
        'Time from its start to its first token, in milliseconds; null when it had no output.',
    }),
    error: t.field({
      type: UpstreamErrorObject,
      nullable: true,
      description:
        'The error that ended it; null when it succeeded, was cancelled, or when the provider stopped without reporting an end.',
      resolve: ({ error }) => error,
    }),
    usage: t.expose('usage', {
      type: UsageType,
      nullable: true,
      description: 'Tokens used; null when they are unknown.',
    }),
    mayBeBilled: t.exposeBoolean('mayBeBilled', {
      description:
        'Whether the provider can charge for it: true after output, a timeout or a lost connection; false when the provider rejected the request or was not reached.',
    }),
  }),
});
