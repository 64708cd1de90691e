import { builder, type InputFields } from './builder.ts';
import { ChatRoleEnum } from './chat-completion.ts';
import { samplingFields } from './sampling-fields.ts';

const ImageDataInput = builder.inputType('ImageDataInput', {
  description: 'An image as base64 data, at most 5 MB.',
  fields: (t) => ({
    mediaType: t.string({
      required: true,
      description: 'Media type: `image/png`, `image/jpeg`, `image/gif` or `image/webp`.',
    }),
    base64: t.string({
      required: true,
      description: 'The image, base64-encoded with padding and without line breaks.',
    }),
  }),
});

export const ImageInput = builder.inputType('ImageInput', {
  description: 'An image: a URL or the data. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    url: t.string({
      description:
        'An https:// URL that the provider resolves and fetches. A private address, as a number or as a local name such as `localhost`, is rejected unless EGRESS_ALLOW permits it; what other names resolve to is not checked. Local models accept `data` only.',
    }),
    data: t.field({ type: ImageDataInput, description: 'The image as base64 data.' }),
  }),
});

const ToolCallInput = builder.inputType('ToolCallInput', {
  description: 'A tool call of an earlier response, sent back unchanged.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The `id` of the tool call.' }),
    name: t.string({ required: true, description: 'Name of the called tool.' }),
    arguments: t.field({
      type: 'JSON',
      required: true,
      description:
        'The `arguments` of the tool call, or its `rawArguments` as a string. At most 1000000 characters and 128 levels.',
    }),
    providerMetadata: t.field({
      type: 'JSON',
      description:
        'The `providerMetadata` of the tool call. Some providers reject the call without it.',
    }),
  }),
});

const ChatMessageInput = builder.inputType('ChatMessageInput', {
  description: 'One message of a conversation.',
  fields: (t) => ({
    role: t.field({ type: ChatRoleEnum, required: true, description: 'Author of the message.' }),
    content: t.string({
      description: 'Text of the message. Can be left out when there are images or tool calls.',
    }),
    images: t.field({
      type: [ImageInput],
      description:
        'Images of a USER message; at most 20 in all messages together. Rejected for a model whose capabilities are reported by Ollama or declared and lack VISION.',
    }),
    toolCalls: t.field({
      type: [ToolCallInput],
      description: 'Tool calls of an ASSISTANT message.',
    }),
    reasoning: t.string({ description: 'Reasoning of an ASSISTANT message.' }),
    toolCallId: t.id({
      description:
        'ID of the tool call whose result a TOOL message contains. Required for TOOL messages.',
    }),
  }),
});

const ToolInput = builder.inputType('ToolInput', {
  description: 'A function that the model can request to be called.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the tool: 1 to 64 letters, digits, underscores or dashes.',
    }),
    description: t.string({
      description: 'Purpose of the tool and when to call it. The model reads this.',
    }),
    parameters: t.field({
      type: 'JSON',
      required: true,
      description:
        'JSON schema of the arguments: an object of at most 128000 characters and 128 levels; at most 512000 characters for all tools together.',
    }),
    strict: t.boolean({
      description:
        "True lets the provider enforce the schema, where it supports that. Default: the provider's.",
    }),
  }),
});

const ToolChoiceModeEnum = builder.enumType('ToolChoiceMode', {
  description: 'Whether the model must call tools.',
  values: {
    AUTO: { description: 'The model decides whether to call tools.' },
    NONE: { description: 'The model calls no tool.' },
    REQUIRED: { description: 'The model calls at least one tool.' },
  },
});

const ToolChoiceInput = builder.inputType('ToolChoiceInput', {
  description: 'Tools that the model must call. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    mode: t.field({ type: ToolChoiceModeEnum, description: 'Whether the model must call tools.' }),
    name: t.string({ description: 'Name of the one tool that the model must call.' }),
  }),
});

const JsonSchemaInput = builder.inputType('JsonSchemaInput', {
  description: 'A JSON schema that the response must match.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the schema: 1 to 64 letters, digits, underscores or dashes.',
    }),
    schema: t.field({
      type: 'JSON',
      required: true,
      description: 'The JSON schema: an object of at most 128000 characters and 128 levels.',
    }),
    strict: t.boolean({
      description:
        "True lets the provider enforce the schema, where it supports that. Default: the provider's.",
    }),
  }),
});

const ResponseFormatInput = builder.inputType('ResponseFormatInput', {
  description: 'Format of the response. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    json: t.boolean({
      description: 'True for any JSON value. Describe the expected JSON in a message.',
    }),
    schema: t.field({
      type: JsonSchemaInput,
      description:
        'A JSON schema that the response must match. When the provider does not support schemas, or the declared capabilities of the model lack JSON_SCHEMA, the schema is sent as an instruction, and the completion has a warning.',
    }),
  }),
});

/** The options that chats and raw completions have in common. */
export function completionFields(t: InputFields) {
  return {
    ...samplingFields(t),
    maxTokens: t.int({ description: 'Maximum number of tokens in the response, 1 to 10000000.' }),
    maxCompletionTokens: t.int({
      description:
        'Maximum number of tokens in the response, including reasoning, 1 to 10000000. Takes precedence over `maxTokens`. Sent as `max_completion_tokens`, or as `max_tokens` to providers that are not known to accept that field.',
    }),
    stop: t.stringList({
      description: 'Stop sequences that end the response; at most 16 of 1 to 1000 characters each.',
    }),
    contextWindow: t.int({
      description:
        'Context length to allocate, in tokens. The operator limits it; the default limit is 131072. Local models only.',
    }),
    keepAlive: t.string({
      description:
        'Time that Ollama keeps the model loaded after the response: a duration such as `5m` or a number of seconds; a negative one means without limit. The operator limits it; the default limit is one hour. Local models only.',
    }),
  };
}

const ChatOptionsInput = builder.inputType('ChatOptionsInput', {
  description:
    "Options for the response. An option that is left out has the value of the model's parameters, else the provider's default. Options that the provider does not accept are ignored, and the completion has a warning.",
  fields: (t) => ({
    ...completionFields(t),
    parallelToolCalls: t.boolean({
      description: 'Whether the model can request several tool calls in one response.',
    }),
  }),
});

export const ChatInput = builder.inputType('ChatInput', {
  description: 'A request for a chat completion.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'ID of a model of the type CHAT or VISION. Default: the default model for VISION if a message has images and there is one, otherwise the default model for CHAT; the default can be a route.',
    }),
    routeId: t.id({
      description:
        'ID of a route of the type CHAT or VISION. Only valid without `modelId`. Models of the route that cannot serve the request are left out. Default: none.',
    }),
    messages: t.field({
      type: [ChatMessageInput],
      required: true,
      description: 'Messages of the conversation, oldest first.',
    }),
    options: t.field({ type: ChatOptionsInput, description: 'Options for the response.' }),
    tools: t.field({
      type: [ToolInput],
      description:
        'Tools that the model can request to be called; at most 128. Rejected, unless `toolChoice` has the mode NONE, for a model whose capabilities are reported by Ollama or declared and lack TOOLS.',
    }),
    toolChoice: t.field({
      type: ToolChoiceInput,
      description: 'Tools that the model must call. Default: the model decides.',
    }),
    responseFormat: t.field({
      type: ResponseFormatInput,
      description: 'Format of the response. Default: text.',
    }),
    requestId: t.id({
      description:
        'ID of this request, chosen by the client, for safe retries. Requests with the same ID and input share one completion, on any connection and server process, and the provider is called once. Valid until the text of the completion is deleted.',
    }),
    acceptsRestart: t.boolean({
      description:
        'Whether all readers of the events handle ChatRestarted: they discard the text, the thinking and the tool calls that they have received. Then a response that ends with a failure can be generated again, if the policy of the route permits it. The mutation `chat` always accepts it. Default false: such a response ends with ChatFailed or ChatInterrupted.',
    }),
  }),
});
