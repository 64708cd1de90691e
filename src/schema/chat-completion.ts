import { parseModelJson } from '../adapters/wire-json.ts';
import {
  chatCompletionStatuses,
  completionKinds,
  finishReasons,
  type ToolCall,
} from '../domain.ts';
import { attemptsOf } from '../services/chat/chat-attempt.ts';
import type { ChatCompletionView, GeneratedMessage } from '../services/chat/chat-event.ts';
import { builder } from './builder.ts';
import { ChatAttemptType, UsageType } from './chat-attempt.ts';
import { describeValues } from './describe-values.ts';
import { UpstreamErrorObject } from './error.ts';
import { ModelObject } from './model.ts';
import { RouteObject } from './route.ts';

export const ChatCompletionStatusEnum = builder.enumType('ChatCompletionStatus', {
  description: 'Status of a completion.',
  values: describeValues(chatCompletionStatuses, {
    IN_PROGRESS: 'The response is being generated.',
    COMPLETED: 'The provider reported the end of the response; see `finishReason`.',
    FAILED: 'The provider rejected the request or failed; see `error`.',
    CANCELLED: 'The client cancelled or disconnected; the request to the provider was closed.',
    INTERRUPTED:
      'The provider stopped without reporting an end, or this server stopped. The response is incomplete.',
  }),
});

export const CompletionKindEnum = builder.enumType('CompletionKind', {
  description: 'Kind of request that started a completion.',
  values: describeValues(completionKinds, {
    CHAT: 'A response to messages: `chat` or `startChat`.',
    GENERATE: 'A continuation of a prompt: `generate` or `startGenerate`.',
  }),
});

const FinishReasonEnum = builder.enumType('FinishReason', {
  description: 'Reason why the provider stopped generating.',
  values: describeValues(finishReasons, {
    STOP: 'The response is complete.',
    LENGTH: 'The response reached the token limit or the end of the context.',
    TOOL_CALLS: 'The model requests tool calls.',
    CONTENT_FILTER: "The provider's content filter stopped the response.",
    OTHER: 'Another reason, or none was given; see `rawFinishReason`.',
  }),
});

export const ChatRoleEnum = builder.enumType('ChatRole', {
  description: 'Author of a message.',
  values: {
    SYSTEM: { description: 'Instructions for the model.' },
    USER: { description: 'The user or program that sends the request.' },
    ASSISTANT: { description: 'The language model.' },
    TOOL: { description: 'The result of a tool call.' },
  },
});

export const ToolCallType = builder.objectRef<ToolCall>('ToolCall').implement({
  description:
    'A tool call that the model requests. Send it back in the next request, together with a TOOL message that has the result.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'ID of the call; the TOOL message with the result refers to it as `toolCallId`.',
    }),
    name: t.exposeString('name', { description: 'Name of the tool to call.' }),
    arguments: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Arguments of the call, parsed. Null when the model generated invalid JSON or more than 100 levels of nesting: see `rawArguments`.',
      resolve: ({ rawArguments }) => parseArguments(rawArguments),
    }),
    rawArguments: t.exposeString('rawArguments', {
      description: 'Arguments of the call as the model generated them, unparsed.',
    }),
    providerMetadata: t.expose('providerMetadata', {
      type: 'JSON',
      nullable: true,
      description:
        'Data that the provider requires when the call is sent back; null when there is none.',
    }),
  }),
});

/** Returns an empty object for a call without arguments. */
function parseArguments(text: string): unknown {
  return text.trim() === '' ? {} : (parseModelJson(text) ?? null);
}

const MessageType = builder.objectRef<GeneratedMessage>('ChatMessage').implement({
  description: 'The message that a completion generated.',
  fields: (t) => ({
    role: t.field({
      type: ChatRoleEnum,
      description: 'Author of the message; always ASSISTANT.',
      resolve: () => 'ASSISTANT' as const,
    }),
    content: t.exposeString('content', {
      description: 'Text of the response; empty when none was generated.',
    }),
    reasoning: t.exposeString('reasoning', {
      nullable: true,
      description:
        'Reasoning that the model generated before the response; null when the provider sent none.',
    }),
    toolCalls: t.field({
      type: [ToolCallType],
      description: 'Tool calls that the model requests, in the order in which it generated them.',
      resolve: ({ toolCalls }) => [...toolCalls],
    }),
  }),
});

const completionRef = builder.objectRef<ChatCompletionView>('ChatCompletion');

export const ChatCompletionObject = builder.node(completionRef, {
  description:
    'One generated response: its status, its message, and its token usage. Prompts are never stored.',
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
      description:
        'The model that responded, or the first one that was called; null after the model is deleted.',
      resolve: ({ modelId }, _args, { viewer, services }) => services.models.find(viewer, modelId),
    }),
    route: t.field({
      type: RouteObject,
      nullable: true,
      description:
        'The route that the request used; null when it used a model, and after the route is deleted.',
      resolve: ({ routeId }, _args, { viewer, services }) =>
        routeId === null ? null : services.routes.find(viewer, routeId),
    }),
    status: t.expose('status', {
      type: ChatCompletionStatusEnum,
      description: 'Status of the completion.',
    }),
    requestId: t.exposeID('requestId', {
      nullable: true,
      description:
        'The `requestId` of the input. Null when there was none, and after the text has been deleted.',
    }),
    warnings: t.stringList({
      description:
        'Options that were ignored or changed because the model does not accept them, and changes that were made to the response. Human-readable.',
      resolve: ({ warnings }) => [...warnings],
    }),
    message: t.field({
      type: MessageType,
      nullable: true,
      description:
        "The generated message. Null while IN_PROGRESS, and after its text has been deleted (the operator's CHAT_RETENTION_HOURS, 24 hours by default).",
      resolve: (completion, _args, { viewer, services }) =>
        completion.status === 'IN_PROGRESS' ? null : services.chat.findMessage(viewer, completion),
    }),
    finishReason: t.expose('finishReason', {
      type: FinishReasonEnum,
      nullable: true,
      description: 'Reason why the provider stopped generating; null unless COMPLETED.',
    }),
    rawFinishReason: t.exposeString('rawFinishReason', {
      nullable: true,
      description: 'The finish reason as the provider sent it; null when it sent none.',
    }),
    usage: t.expose('usage', {
      type: UsageType,
      nullable: true,
      description:
        'Tokens used by the attempt that responded; null when they are unknown: the provider reported no usage and sent no delta.',
    }),
    error: t.field({
      type: UpstreamErrorObject,
      nullable: true,
      description: 'The error that ended the completion; null unless FAILED.',
      resolve: (completion) => completion.error && { ...completion.error, completion },
    }),
    attempts: t.field({
      type: [ChatAttemptType],
      description:
        'The attempts that have ended, in their order: usually one. While the completion is in progress, only the process that runs it lists them. After a crash of that process, only the last attempt is listed.',
      resolve: (completion) => [...attemptsOf(completion)],
    }),
    lastSeq: t.exposeInt('lastSeq', { description: 'Number (`seq`) of the newest event.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time when the completion was started.',
    }),
    firstTokenMs: t.exposeInt('firstTokenMs', {
      nullable: true,
      description:
        'Milliseconds from the start to the first delta, after a restart to the first delta of the new response; null when there was none.',
    }),
    durationMs: t.exposeInt('durationMs', {
      nullable: true,
      description: 'Milliseconds from the start to the end; null while IN_PROGRESS.',
    }),
  }),
});

builder.objectField(UpstreamErrorObject, 'failedCompletion', (t) =>
  t.field({
    type: ChatCompletionObject,
    nullable: true,
    description:
      'The failed completion, with what was received before the error; null for calls without a completion, such as `embed`.',
    resolve: ({ completion }) => completion ?? null,
  }),
);

/** The result of a mutation that starts, ends or returns a completion. */
export function completionPayload(
  name: string,
  { description, completion }: { readonly description: string; readonly completion: string },
) {
  return builder.objectRef<{ readonly completion: ChatCompletionView }>(name).implement({
    description,
    fields: (t) => ({
      completion: t.expose('completion', { type: ChatCompletionObject, description: completion }),
    }),
  });
}
