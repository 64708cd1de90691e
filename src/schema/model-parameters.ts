import type { ModelParameters } from '../domain.ts';
import { builder } from './builder.ts';
import { ChatOptionEnum, ThinkingControlEnum } from './chat-dialect.ts';
import { samplingFields } from './sampling-fields.ts';
import { ThinkingType } from './thinking.ts';

export const ModelParametersType = builder.objectRef<ModelParameters>('ModelParameters').implement({
  description:
    "Default options and limits for calls to a model. Null means the provider's or the server's default.",
  fields: (t) => ({
    temperature: t.exposeFloat('temperature', {
      nullable: true,
      description: 'Sampling temperature, 0 to 2. Higher values give more varied responses.',
    }),
    topP: t.exposeFloat('topP', {
      nullable: true,
      description: 'Nucleus sampling: probability mass to sample from, 0 to 1.',
    }),
    topK: t.exposeInt('topK', {
      nullable: true,
      description: 'Number of most likely tokens to sample from, 1 to 100000.',
    }),
    minP: t.exposeFloat('minP', {
      nullable: true,
      description:
        'Minimum probability of a token relative to that of the most likely one, 0 to 1.',
    }),
    maxTokens: t.exposeInt('maxTokens', {
      nullable: true,
      description: 'Maximum number of tokens in a response, 1 to 10000000.',
    }),
    frequencyPenalty: t.exposeFloat('frequencyPenalty', {
      nullable: true,
      description:
        'Frequency penalty, -2 to 2. Positive values reduce the repetition of frequent tokens.',
    }),
    presencePenalty: t.exposeFloat('presencePenalty', {
      nullable: true,
      description: 'Presence penalty, -2 to 2. Positive values reduce the repetition of any token.',
    }),
    repetitionPenalty: t.exposeFloat('repetitionPenalty', {
      nullable: true,
      description:
        'Repetition penalty, 0.01 to 2. Values above 1 reduce the repetition of tokens; 1 has no effect.',
    }),
    seed: t.exposeInt('seed', {
      nullable: true,
      description:
        'Seed for sampling. The same seed repeats a response, as far as the provider supports that.',
    }),
    stop: t.stringList({
      nullable: true,
      description: 'Stop sequences that end a response.',
      resolve: ({ stop }) => (stop === null ? null : [...stop]),
    }),
    thinking: t.expose('thinking', {
      type: ThinkingType,
      nullable: true,
      description: 'Whether the model reasons before its response, and how much.',
    }),
    contextWindow: t.exposeInt('contextWindow', {
      nullable: true,
      description:
        'Context length in tokens: what Ollama allocates for a local model, or what a remote model has.',
    }),
    embeddingDimensions: t.exposeInt('embeddingDimensions', {
      nullable: true,
      description: 'Number of vector dimensions to request, 1 to 100000. Embedding models only.',
    }),
    thinkingControl: t.expose('thinkingControl', {
      type: ThinkingControlEnum,
      nullable: true,
      description:
        "Request field that enables or disables thinking; null means the catalogue's value for the provider.",
    }),
    refusedOptions: t.field({
      type: [ChatOptionEnum],
      nullable: true,
      description:
        "Options that the server does not accept, and that are left out of requests; null means the catalogue's value for the provider.",
      resolve: ({ refusedOptions }) => (refusedOptions === null ? null : [...refusedOptions]),
    }),
    startsThinking: t.exposeBoolean('startsThinking', {
      nullable: true,
      description:
        "Whether a response begins with reasoning that ends at `</think>`, because the model's prompt template contains the opening tag; null means the catalogue's value for the provider.",
    }),
    keepAlive: t.exposeString('keepAlive', {
      nullable: true,
      description:
        'Time that Ollama keeps the model loaded after a call: a duration such as `5m` or a number of seconds; a negative one means without limit.',
    }),
    firstTokenTimeoutMs: t.exposeInt('firstTokenTimeoutMs', {
      nullable: true,
      description:
        'Maximum time until the first token, 1 to 3600000 milliseconds. Default 300000 for a local model, which can take minutes to load, and 60000 for a remote one. For `embed`, `rerank` and `transcribe`, the maximum time of the whole call; default 300000.',
    }),
    idleTimeoutMs: t.exposeInt('idleTimeoutMs', {
      nullable: true,
      description:
        'Maximum time without data during a response, 1 to 3600000 milliseconds. Default 120000.',
    }),
    maxRetries: t.exposeInt('maxRetries', {
      nullable: true,
      description:
        'Number of retries when the provider is overloaded, limits the rate, or is unreachable, 0 to 5. A request is retried only before its first token. Default 0.',
    }),
    maxConcurrency: t.exposeInt('maxConcurrency', {
      nullable: true,
      description:
        'Maximum number of simultaneous calls from one server process; further calls wait. Null means no limit.',
    }),
  }),
});

export const ModelParametersInput = builder.inputType('ModelParametersInput', {
  description: 'Default options and limits for calls to a model.',
  fields: (t) => ({
    ...samplingFields(t),
    maxTokens: t.int({ description: 'Maximum number of tokens in a response, 1 to 10000000.' }),
    stop: t.stringList({
      description:
        'Stop sequences that end a response; at most 16 of 1 to 1000 characters each. A request replaces all of them.',
    }),
    contextWindow: t.int({
      description:
        'Context length in tokens, 1 to 100000000: what Ollama allocates for a local model, where the operator limits it (default limit 131072), or what a remote model has.',
    }),
    embeddingDimensions: t.int({
      description: 'Number of vector dimensions to request, 1 to 100000. Embedding models only.',
    }),
    thinkingControl: t.field({
      type: ThinkingControlEnum,
      description:
        "Request field that enables or disables thinking. Set it only where the catalogue's value for the provider is wrong.",
    }),
    refusedOptions: t.field({
      type: [ChatOptionEnum],
      description:
        "Options that the server does not accept, and that are left out of requests. Set it only where the catalogue's value for the provider is wrong.",
    }),
    startsThinking: t.boolean({
      description:
        "Whether a response begins with reasoning that ends at `</think>`, because the model's prompt template contains the opening tag. Default: the catalogue's value for the provider.",
    }),
    keepAlive: t.string({
      description:
        'Time that Ollama keeps the model loaded after a call: a duration such as `5m` or a number of seconds; a negative one means without limit. The operator limits it for models of tenants; the default limit is one hour. Local models only.',
    }),
    firstTokenTimeoutMs: t.int({
      description:
        'Maximum time until the first token, 1 to 3600000 milliseconds. Default 300000 for a local model, which can take minutes to load, and 60000 for a remote one. For `embed`, `rerank` and `transcribe`, the maximum time of the whole call; default 300000.',
    }),
    idleTimeoutMs: t.int({
      description:
        'Maximum time without data during a response, 1 to 3600000 milliseconds. Default 120000.',
    }),
    maxRetries: t.int({
      description:
        'Number of retries when the provider is overloaded, limits the rate, or is unreachable, 0 to 5. A request is retried only before its first token, so that no response is paid for twice. Default 0.',
    }),
    maxConcurrency: t.int({
      description:
        'Maximum number of simultaneous calls from one server process, 1 to 10000; further calls wait. Default: no limit.',
    }),
  }),
});
