import { thinkingEfforts } from '../adapters/chat-request.ts';
import { builder } from './builder.ts';
import { ChatRoleEnum } from './chat-completion.ts';
import { describeValues } from './describe-values.ts';

const ImageDataInput = builder.inputType('ImageDataInput', {
  description: 'A picture of at most 5 MB.',
  fields: (t) => ({
    mediaType: t.string({
      required: true,
      description: '`image/png`, `image/jpeg`, `image/gif` or `image/webp`.',
    }),
    base64: t.string({ required: true, description: 'The picture in base64, with padding.' }),
  }),
});

export const ImageInput = builder.inputType('ImageInput', {
  description: 'A picture: where it is, or what it consists of.',
  isOneOf: true,
  fields: (t) => ({
    url: t.string({
      description: 'Passed on to remote providers, which fetch it. Local models need data.',
    }),
    data: t.field({ type: ImageDataInput, description: 'The picture itself.' }),
  }),
});

const ToolCallInput = builder.inputType('ToolCallInput', {
  description: 'What the model called, sent back as it was received.',
  fields: (t) => ({
    id: t.id({ required: true, description: '`id` of the tool call.' }),
    name: t.string({ required: true, description: 'Name of the tool.' }),
    arguments: t.field({
      type: 'JSON',
      required: true,
      description:
        '`arguments` of the tool call, or its `rawArguments` as a string. At most 1000000 characters and 128 levels.',
    }),
    providerMetadata: t.field({
      type: 'JSON',
      description: '`providerMetadata` of the tool call: some providers refuse it without.',
    }),
  }),
});

const ChatMessageInput = builder.inputType('ChatMessageInput', {
  description: 'One message of the conversation so far.',
  fields: (t) => ({
    role: t.field({ type: ChatRoleEnum, required: true, description: 'Who speaks.' }),
    content: t.string({ description: 'What is said.' }),
    images: t.field({
      type: [ImageInput],
      description: 'Pictures of a USER message; at most 20 in all messages.',
    }),
    toolCalls: t.field({
      type: [ToolCallInput],
      description: 'What an ASSISTANT message called.',
    }),
    reasoning: t.string({ description: 'What an ASSISTANT message thought.' }),
    toolCallId: t.id({
      description: 'The call of an earlier message that a TOOL message answers.',
    }),
  }),
});

const ToolInput = builder.inputType('ToolInput', {
  description: 'A function that the model may ask to be called.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: '1 to 64 letters, digits, underscores or dashes.',
    }),
    description: t.string({ description: 'What it does and when to call it, for the model.' }),
    parameters: t.field({
      type: 'JSON',
      required: true,
      description:
        'JSON schema of its arguments: an object of at most 128000 characters and 128 levels; at most 512000 characters for all tools.',
    }),
    strict: t.boolean({ description: 'Hold the model to the schema, where the provider can.' }),
  }),
});

const ToolChoiceModeEnum = builder.enumType('ToolChoiceMode', {
  description: 'Whether tools are to be called.',
  values: {
    AUTO: { description: 'As the model sees fit.' },
    NONE: { description: 'Not at all.' },
    REQUIRED: { description: 'At least one.' },
  },
});

const ToolChoiceInput = builder.inputType('ToolChoiceInput', {
  description: 'Which tools are to be called.',
  isOneOf: true,
  fields: (t) => ({
    mode: t.field({ type: ToolChoiceModeEnum, description: 'Whether any.' }),
    name: t.string({ description: 'This one: the name of one of the tools.' }),
  }),
});

const JsonSchemaInput = builder.inputType('JsonSchemaInput', {
  description: 'A schema that the answer has to fit.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: '1 to 64 letters, digits, underscores or dashes.',
    }),
    schema: t.field({
      type: 'JSON',
      required: true,
      description: 'A JSON schema: an object of at most 128000 characters and 128 levels.',
    }),
    strict: t.boolean({ description: 'Hold the model to it, where the provider can.' }),
  }),
});

const ResponseFormatInput = builder.inputType('ResponseFormatInput', {
  description: 'What the answer has to be.',
  isOneOf: true,
  fields: (t) => ({
    json: t.boolean({ description: 'Some JSON. Say in a message which.' }),
    schema: t.field({ type: JsonSchemaInput, description: 'JSON that fits a schema.' }),
  }),
});

const ThinkingEffortEnum = builder.enumType('ThinkingEffort', {
  description: 'How hard to think. Where a model knows fewer levels, the nearest is meant.',
  values: describeValues(thinkingEfforts, {
    MINIMAL: 'As little as possible.',
    LOW: 'A little.',
    MEDIUM: 'In between.',
    HIGH: 'Much.',
    MAX: 'As much as possible.',
  }),
});

const ThinkingInput = builder.inputType('ThinkingInput', {
  description: 'Whether to think before answering, or how hard.',
  isOneOf: true,
  fields: (t) => ({
    enabled: t.boolean({ description: 'False switches it off, wherever the model can be told.' }),
    effort: t.field({ type: ThinkingEffortEnum, description: 'How hard.' }),
  }),
});

type Fields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

/** The options of a chat that a raw completion has too. */
export function samplingFields(t: Fields) {
  return {
    temperature: t.float({ description: 'Sampling temperature, 0 to 2.' }),
    topP: t.float({ description: 'Nucleus sampling, 0 to 1.' }),
    maxTokens: t.int({ description: 'Most tokens that the answer may have.' }),
    maxCompletionTokens: t.int({
      description:
        'Most tokens that the answer may have, including what the model thinks. Takes precedence over `maxTokens`. Sent as `max_completion_tokens`, or as `max_tokens` to providers that are not known to take that field.',
    }),
    frequencyPenalty: t.float({ description: 'Against repeating often, -2 to 2.' }),
    presencePenalty: t.float({ description: 'Against repeating at all, -2 to 2.' }),
    seed: t.int({ description: 'Makes sampling repeatable, as far as the upstream can.' }),
    stop: t.stringList({ description: 'Texts that end the answer; at most 16.' }),
    thinking: t.field({ type: ThinkingInput, description: 'Whether to think, or how hard.' }),
    contextWindow: t.int({ description: 'Tokens of context to allocate. Local models only.' }),
    keepAlive: t.string({
      description: 'How long Ollama keeps the model loaded afterwards, such as `5m`.',
    }),
  };
}

const ChatOptionsInput = builder.inputType('ChatOptionsInput', {
  description:
    "How to answer. What is left out is the model's parameter, or the upstream's default. What a provider refuses is left out, and the completion has a warning.",
  fields: (t) => ({
    ...samplingFields(t),
    parallelToolCalls: t.boolean({ description: 'Whether several tools may be called at once.' }),
  }),
});

export const ChatInput = builder.inputType('ChatInput', {
  description: 'What to answer, and by which model.',
  fields: (t) => ({
    modelId: t.id({
      description: 'The model; its type is CHAT or VISION. Default: the default model for CHAT.',
    }),
    messages: t.field({
      type: [ChatMessageInput],
      required: true,
      description: 'The conversation so far, oldest first.',
    }),
    options: t.field({ type: ChatOptionsInput, description: 'How to answer.' }),
    tools: t.field({ type: [ToolInput], description: 'What the model may ask to be called.' }),
    toolChoice: t.field({
      type: ToolChoiceInput,
      description: 'Which of them are to be called. Default: as the model sees fit.',
    }),
    responseFormat: t.field({
      type: ResponseFormatInput,
      description: 'What the answer has to be. Default: text.',
    }),
    requestId: t.id({
      description:
        'Your own id of this request. The same id and input take part in the same completion, whichever connection or process they come to, instead of paying for another; as long as its text is kept.',
    }),
  }),
});
