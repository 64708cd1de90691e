import type { ModelParameters } from '../domain.ts';
import { builder } from './builder.ts';
import { ChatOptionEnum, ThinkingControlEnum } from './chat-dialect.ts';

export const ModelParametersType = builder.objectRef<ModelParameters>('ModelParameters').implement({
  description: 'Defaults and limits for using a model. Null leaves it to the upstream or to us.',
  fields: (t) => ({
    temperature: t.exposeFloat('temperature', {
      nullable: true,
      description: 'Sampling temperature, 0 to 2.',
    }),
    topP: t.exposeFloat('topP', { nullable: true, description: 'Nucleus sampling, 0 to 1.' }),
    maxTokens: t.exposeInt('maxTokens', {
      nullable: true,
      description: 'Most tokens that an answer may have.',
    }),
    contextWindow: t.exposeInt('contextWindow', {
      nullable: true,
      description:
        'Tokens of context: what Ollama is to allocate, or what a remote model is known to have.',
    }),
    embeddingDimensions: t.exposeInt('embeddingDimensions', {
      nullable: true,
      description: 'Length of the vectors to ask for. Embedding models only.',
    }),
    thinkingControl: t.expose('thinkingControl', {
      type: ThinkingControlEnum,
      nullable: true,
      description:
        'How the server is told to think or not; null means as the catalogue says of the provider.',
    }),
    refusedOptions: t.field({
      type: [ChatOptionEnum],
      nullable: true,
      description:
        'What the server refuses, and is left out; null means as the catalogue says of the provider.',
      resolve: ({ refusedOptions }) => (refusedOptions === null ? null : [...refusedOptions]),
    }),
    startsThinking: t.exposeBoolean('startsThinking', {
      nullable: true,
      description:
        'Whether an answer begins with what the model thinks, up to `</think>`, because its prompt opens the tag; null means as the catalogue says.',
    }),
    keepAlive: t.exposeString('keepAlive', {
      nullable: true,
      description: 'How long Ollama keeps the model loaded after a call, such as `5m`.',
    }),
    firstTokenTimeoutMs: t.exposeInt('firstTokenTimeoutMs', {
      nullable: true,
      description: 'Longest wait for the first token, in milliseconds. Default 300000.',
    }),
    idleTimeoutMs: t.exposeInt('idleTimeoutMs', {
      nullable: true,
      description: 'Longest silence within an answer, in milliseconds. Default 120000.',
    }),
    maxRetries: t.exposeInt('maxRetries', {
      nullable: true,
      description:
        'Attempts besides the first when the upstream is busy, limits the rate, or is not there. Only before the first token. Default 0.',
    }),
    maxConcurrency: t.exposeInt('maxConcurrency', {
      nullable: true,
      description:
        'Most calls at a time from one server process; further ones wait. Null means no limit.',
    }),
  }),
});

export const ModelParametersInput = builder.inputType('ModelParametersInput', {
  description: 'Defaults and limits for using a model.',
  fields: (t) => ({
    temperature: t.float({ description: 'Sampling temperature, 0 to 2.' }),
    topP: t.float({ description: 'Nucleus sampling, 0 to 1.' }),
    maxTokens: t.int({ description: 'Most tokens that an answer may have.' }),
    contextWindow: t.int({
      description: 'Tokens of context: what Ollama is to allocate, or what a remote model has.',
    }),
    embeddingDimensions: t.int({
      description: 'Length of the vectors to ask for. Embedding models only.',
    }),
    thinkingControl: t.field({
      type: ThinkingControlEnum,
      description: 'How the server is told to think or not, where it differs from the catalogue.',
    }),
    refusedOptions: t.field({
      type: [ChatOptionEnum],
      description: 'What the server refuses and is to be left out, where the catalogue is wrong.',
    }),
    startsThinking: t.boolean({
      description:
        'Whether an answer begins with what the model thinks, up to `</think>`, because its prompt opens the tag.',
    }),
    keepAlive: t.string({
      description:
        'How long Ollama keeps the model loaded after a call, such as `5m`. Local models only.',
    }),
    firstTokenTimeoutMs: t.int({
      description: 'Longest wait for the first token, in milliseconds. Default 300000.',
    }),
    idleTimeoutMs: t.int({
      description: 'Longest silence within an answer, in milliseconds. Default 120000.',
    }),
    maxRetries: t.int({
      description:
        'Attempts besides the first, 0 to 5, when the upstream is busy, limits the rate, or is not there. Only before the first token: nothing is paid twice.',
    }),
    maxConcurrency: t.int({
      description: 'Most calls at a time from one server process; further ones wait.',
    }),
  }),
});
