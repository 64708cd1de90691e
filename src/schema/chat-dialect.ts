import type { Dialect } from '../adapters/dialect.ts';
import { chatOptionNames, reasoningPlaces, thinkingControls } from '../domain.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';

export const ThinkingControlEnum = builder.enumType('ThinkingControl', {
  description: 'The request field with which thinking is enabled or disabled.',
  values: describeValues(thinkingControls, {
    NONE: 'No field: thinking cannot be controlled.',
    REASONING_EFFORT: 'The field `reasoning_effort`: a level, or `none`.',
    ENABLE_THINKING: 'The field `enable_thinking`: true or false.',
    THINKING_TYPE: 'The field `thinking: {type}`: `enabled` or `disabled`.',
    CHAT_TEMPLATE_KWARGS: 'The field `chat_template_kwargs: {enable_thinking}`: true or false.',
    REASONING_OBJECT: 'The field `reasoning: {effort, enabled}`: a level, or true or false.',
    OLLAMA_THINK: "Ollama's field `think`: true, false, or a level.",
  }),
});

export const ChatOptionEnum = builder.enumType('ChatOption', {
  description: 'An option of a chat request that some servers do not accept.',
  values: describeValues(chatOptionNames, {
    TEMPERATURE: 'The option `temperature`.',
    TOP_P: 'The option `topP`.',
    MAX_TOKENS: 'The option `maxTokens`.',
    FREQUENCY_PENALTY: 'The option `frequencyPenalty`.',
    PRESENCE_PENALTY: 'The option `presencePenalty`.',
    SEED: 'The option `seed`.',
    STOP: 'The option `stop`.',
    TOP_K: 'The option `topK`.',
    MIN_P: 'The option `minP`.',
    REPETITION_PENALTY: 'The option `repetitionPenalty`.',
    TOOL_CHOICE: 'The input `toolChoice` with a mode other than AUTO.',
    PARALLEL_TOOL_CALLS: 'The option `parallelToolCalls`.',
    JSON_SCHEMA: 'A JSON schema as `responseFormat`.',
  }),
});

const ReasoningPlaceEnum = builder.enumType('ReasoningPlace', {
  description:
    "The place in a provider's response where reasoning arrives. The API always sends it as ThinkingDelta.",
  values: describeValues(reasoningPlaces, {
    REASONING_CONTENT: 'The field `reasoning_content`.',
    REASONING: 'The field `reasoning`.',
    REASONING_DETAILS:
      'The list `reasoning_details`. When there are tool calls, it is part of the `providerMetadata` of the first one.',
    CONTENT_PARTS: 'Parts of the content with the type `thinking`.',
    THINK_TAGS: 'Text between `<think>` and `</think>` at the start of the content.',
    MESSAGE_THINKING: "Ollama's field `thinking`.",
  }),
});

const MaxTokensFieldEnum = builder.enumType('MaxTokensField', {
  description: 'A field of chat requests that limits the tokens of the response.',
  values: {
    MAX_TOKENS: { value: 'max_tokens', description: 'The field `max_tokens`.' },
    MAX_COMPLETION_TOKENS: {
      value: 'max_completion_tokens',
      description: 'The field `max_completion_tokens`.',
    },
  } as const,
});

export const ChatDialectType = builder.objectRef<Dialect>('ChatDialect').implement({
  description: 'The request fields that a chat model accepts, and the form of its responses.',
  fields: (t) => ({
    thinkingControl: t.expose('thinkingControl', {
      type: ThinkingControlEnum,
      description: 'The request field that enables or disables thinking.',
    }),
    canStopThinking: t.exposeBoolean('canStopThinking', {
      description: 'Whether thinking can be disabled.',
    }),
    refusedOptions: t.field({
      type: [ChatOptionEnum],
      description:
        'Options that the model does not accept. They are left out of requests, and the completion has a warning.',
      resolve: ({ refusedOptions }) => [...refusedOptions],
    }),
    refusedWhileThinking: t.field({
      type: [ChatOptionEnum],
      description: 'Options that the model does not accept while thinking is enabled.',
      resolve: ({ refusedWhileThinking }) => [...refusedWhileThinking],
    }),
    reasoningIn: t.field({
      type: [ReasoningPlaceEnum],
      description: 'Places where reasoning can arrive; empty when the provider never sends it.',
      resolve: ({ reasoningIn }) => [...reasoningIn],
    }),
    usageComesUnasked: t.boolean({
      description:
        'True when a stream reports token usage by default; false when `stream_options` has to request it.',
      resolve: ({ streamUsage }) => streamUsage === 'unasked',
    }),
    rawCompletions: t.boolean({
      description: 'Whether `generate` works with the model: its server can continue a prompt.',
      resolve: ({ rawCompletions }) => rawCompletions !== null,
    }),
    maxTokensField: t.expose('maxTokensField', {
      type: MaxTokensFieldEnum,
      description: 'The request field in which `maxTokens` is sent.',
    }),
    maxCompletionTokensField: t.expose('maxCompletionTokensField', {
      type: MaxTokensFieldEnum,
      description: 'The request field in which `maxCompletionTokens` is sent.',
    }),
  }),
});
