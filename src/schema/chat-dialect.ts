import type { Dialect } from '../adapters/dialect.ts';
import { chatOptionNames, reasoningPlaces, thinkingControls } from '../domain.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';

export const ThinkingControlEnum = builder.enumType('ThinkingControl', {
  description: 'How a server is told to think before it answers, or not to.',
  values: describeValues(thinkingControls, {
    NONE: 'It cannot be told.',
    REASONING_EFFORT: 'By `reasoning_effort`: a level, or none.',
    ENABLE_THINKING: 'By `enable_thinking`: true or false.',
    THINKING_TYPE: 'By `thinking: {type}`: enabled or disabled.',
    CHAT_TEMPLATE_KWARGS: 'By `chat_template_kwargs: {enable_thinking}`: true or false.',
    REASONING_OBJECT: 'By `reasoning: {effort, enabled}`.',
    OLLAMA_THINK: "By Ollama's `think`: true, false, or a level.",
  }),
});

export const ChatOptionEnum = builder.enumType('ChatOption', {
  description: 'Something that a chat request can ask for, and some servers refuse.',
  values: describeValues(chatOptionNames, {
    TEMPERATURE: '`temperature`',
    TOP_P: '`topP`',
    MAX_TOKENS: '`maxTokens`',
    FREQUENCY_PENALTY: '`frequencyPenalty`',
    PRESENCE_PENALTY: '`presencePenalty`',
    SEED: '`seed`',
    STOP: '`stop`',
    TOOL_CHOICE: '`toolChoice`, other than leaving the choice to the model',
    PARALLEL_TOOL_CALLS: '`parallelToolCalls`',
    JSON_SCHEMA: 'a JSON schema as `responseFormat`',
  }),
});

const ReasoningPlaceEnum = builder.enumType('ReasoningPlace', {
  description: 'Where what a model thinks arrives. It is always passed on as ThinkingDelta.',
  values: describeValues(reasoningPlaces, {
    REASONING_CONTENT: 'In the field `reasoning_content`.',
    REASONING: 'In the field `reasoning`.',
    REASONING_DETAILS:
      'In the list `reasoning_details`. With tool calls it is part of the `providerMetadata` of the first call.',
    CONTENT_PARTS: 'As parts of the type `thinking` among those of the content.',
    THINK_TAGS: 'Between `<think>` and `</think>` at the start of the content.',
    MESSAGE_THINKING: "In Ollama's field `thinking`.",
  }),
});

export const ChatDialectType = builder.objectRef<Dialect>('ChatDialect').implement({
  description: 'How a chat model wants to be spoken to, and how it speaks.',
  fields: (t) => ({
    thinkingControl: t.expose('thinkingControl', {
      type: ThinkingControlEnum,
      description: 'How it is told to think before it answers, or not to.',
    }),
    canStopThinking: t.exposeBoolean('canStopThinking', {
      description: 'Whether it can be told not to think at all.',
    }),
    refusedOptions: t.field({
      type: [ChatOptionEnum],
      description: 'What it refuses, and is left out, with a warning.',
      resolve: ({ refusedOptions }) => [...refusedOptions],
    }),
    refusedWhileThinking: t.field({
      type: [ChatOptionEnum],
      description: 'What it refuses as long as it thinks.',
      resolve: ({ refusedWhileThinking }) => [...refusedWhileThinking],
    }),
    reasoningIn: t.field({
      type: [ReasoningPlaceEnum],
      description: 'Where what it thinks may arrive; empty when it keeps that to itself.',
      resolve: ({ reasoningIn }) => [...reasoningIn],
    }),
    usageComesUnasked: t.boolean({
      description: 'Whether token usage comes by itself, or is asked for with `stream_options`.',
      resolve: ({ streamUsage }) => streamUsage === 'unasked',
    }),
    rawCompletions: t.boolean({
      description: 'Whether `generate` works with the model: its server can continue a prompt.',
      resolve: ({ rawCompletions }) => rawCompletions !== null,
    }),
    maxTokensField: t.exposeString('maxTokensField', {
      description: 'The field that takes `maxTokens`.',
    }),
    maxCompletionTokensField: t.exposeString('maxCompletionTokensField', {
      description: 'The field that takes `maxCompletionTokens`.',
    }),
  }),
});
