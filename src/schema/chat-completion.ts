import type { TokenUsage } from '../adapters/chat-adapter.ts';
import { parseModelJson } from '../adapters/wire-json.ts';
import {
  chatCompletionStatuses,
  completionKinds,
  finishReasons,
  type ToolCall,
} from '../domain.ts';
import type { ChatCompletionView, GeneratedMessage } from '../services/chat/chat-event.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { UpstreamErrorObject } from './error.ts';
import { ModelObject } from './model-object.ts';

export const ChatCompletionStatusEnum = builder.enumType('ChatCompletionStatus', {
  description: 'How far a completion is, or how it ended.',
  values: describeValues(chatCompletionStatuses, {
    IN_PROGRESS: 'Still being generated.',
    COMPLETED: 'The upstream said that it had finished; `finishReason` says why.',
    FAILED: 'The upstream refused or failed; `error` says why.',
    CANCELLED: 'The client left or cancelled; the request to the upstream was closed.',
    INTERRUPTED:
      'The upstream stopped without saying so, or this server did. The answer is cut off.',
  }),
});

export const CompletionKindEnum = builder.enumType('CompletionKind', {
  description: 'What a completion was asked for.',
  values: describeValues(completionKinds, {
    CHAT: 'An answer to messages: `chat` or `startChat`.',
    GENERATE: 'A continuation of a prompt: `generate` or `startGenerate`.',
  }),
});

const FinishReasonEnum = builder.enumType('FinishReason', {
  description: 'Why the upstream finished.',
  values: describeValues(finishReasons, {
    STOP: 'The answer is complete.',
    LENGTH: 'The answer reached the most tokens it may have, or the end of the context.',
    TOOL_CALLS: 'The model wants tools to be called.',
    CONTENT_FILTER: 'The upstream withheld the rest.',
    OTHER: 'Something else, or the upstream gave no reason; see `rawFinishReason`.',
  }),
});

export const ChatRoleEnum = builder.enumType('ChatRole', {
  description: 'Who speaks.',
  values: {
    SYSTEM: { description: 'Instructions to the model.' },
    USER: { description: 'The person or program that asks.' },
    ASSISTANT: { description: 'The model.' },
    TOOL: { description: 'The result of a tool call.' },
  },
});

export const ToolCallType = builder.objectRef<ToolCall>('ToolCall').implement({
  description:
    'A tool that the model wants to be called. Send it back with the result, as part of the next request.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What the message with its result names.' }),
    name: t.exposeString('name', { description: 'Name of the tool.' }),
    arguments: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'What to call it with. Null when the model wrote something that is not JSON, or is nested more than 100 levels deep: see `rawArguments`.',
      resolve: ({ rawArguments }) => parseArguments(rawArguments),
    }),
    rawArguments: t.exposeString('rawArguments', {
      description: 'What to call it with, as the model wrote it.',
    }),
    providerMetadata: t.expose('providerMetadata', {
      type: 'JSON',
      nullable: true,
      description: 'What the provider wants to see again with the call.',
    }),
  }),
});

/** No arguments are an empty object. */
function parseArguments(text: string): unknown {
  return text.trim() === '' ? {} : (parseModelJson(text) ?? null);
}

const MessageType = builder.objectRef<GeneratedMessage>('ChatMessage').implement({
  description: 'A generated message.',
  fields: (t) => ({
    role: t.field({
      type: ChatRoleEnum,
      description: 'Always ASSISTANT.',
      resolve: () => 'ASSISTANT' as const,
    }),
    content: t.exposeString('content', {
      description: 'The answer; empty when none was generated.',
    }),
    reasoning: t.exposeString('reasoning', {
      nullable: true,
      description: 'What the model thought, when it shows that.',
    }),
    toolCalls: t.field({
      type: [ToolCallType],
      description: 'What the model wants to be called, in its order.',
      resolve: ({ toolCalls }) => [...toolCalls],
    }),
  }),
});

export const UsageType = builder
  .objectRef<TokenUsage & { readonly estimated?: boolean }>('TokenUsage')
  .implement({
    description: 'Tokens that a call used, as the upstream reports them.',
    fields: (t) => ({
      promptTokens: t.exposeInt('promptTokens', { nullable: true, description: 'Tokens read.' }),
      completionTokens: t.exposeInt('completionTokens', {
        nullable: true,
        description: 'Tokens generated, reasoning included where the upstream counts it in.',
      }),
      totalTokens: t.exposeInt('totalTokens', { nullable: true, description: 'Both together.' }),
      cachedPromptTokens: t.exposeInt('cachedPromptTokens', {
        nullable: true,
        description: 'Tokens read from a cache.',
      }),
      reasoningTokens: t.exposeInt('reasoningTokens', {
        nullable: true,
        description: 'Tokens spent on thinking.',
      }),
      estimated: t.boolean({
        description: 'True when the upstream could not tell, and pieces were counted instead.',
        resolve: ({ estimated }) => estimated ?? false,
      }),
    }),
  });

const completionRef = builder.objectRef<ChatCompletionView>('ChatCompletion');

export const ChatCompletionObject = builder.node(completionRef, {
  description: 'One generated answer.',
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { viewer, services }) =>
    Promise.all(ids.map((id) => services.chat.find(viewer, id))),
  fields: (t) => ({
    kind: t.expose('kind', {
      type: CompletionKindEnum,
      description: 'Whether it answers messages or continues a prompt.',
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description: 'The model that answered; null once it is deleted.',
      resolve: ({ modelId }, _args, { viewer, services }) => services.models.find(viewer, modelId),
    }),
    status: t.expose('status', {
      type: ChatCompletionStatusEnum,
      description: 'How far it is, or how it ended.',
    }),
    requestId: t.exposeID('requestId', {
      nullable: true,
      description: 'Your own id of the request, as long as its text is kept.',
    }),
    warnings: t.stringList({
      description:
        'What of the request was left out or changed because the model refuses it, and what of the answer had to be changed.',
      resolve: ({ warnings }) => [...warnings],
    }),
    message: t.field({
      type: MessageType,
      nullable: true,
      description:
        'What was generated; null while in progress, and when the text is no longer kept.',
      resolve: (completion, _args, { viewer, services }) =>
        completion.status === 'IN_PROGRESS' ? null : services.chat.findMessage(viewer, completion),
    }),
    finishReason: t.expose('finishReason', {
      type: FinishReasonEnum,
      nullable: true,
      description: 'Why the upstream finished; null unless COMPLETED.',
    }),
    rawFinishReason: t.exposeString('rawFinishReason', {
      nullable: true,
      description: "The upstream's own word for it; null when it ended without one.",
    }),
    usage: t.expose('usage', {
      type: UsageType,
      nullable: true,
      description: 'Tokens used; null when the upstream did not say.',
    }),
    error: t.expose('error', {
      type: UpstreamErrorObject,
      nullable: true,
      description: 'Why it failed; null unless FAILED.',
    }),
    lastSeq: t.exposeInt('lastSeq', { description: 'Number of its newest event.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was started.' }),
    firstTokenMs: t.exposeFloat('firstTokenMs', {
      nullable: true,
      description: 'Milliseconds from the start to the first text; null when there was none.',
    }),
    durationMs: t.exposeFloat('durationMs', {
      nullable: true,
      description: 'Milliseconds from the start to the end; null while in progress.',
    }),
  }),
});
