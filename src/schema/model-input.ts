import { builder } from './builder.ts';
import { ModelTypeEnum } from './provider.ts';

const ModelParametersInput = builder.inputType('ModelParametersInput', {
  description: 'Defaults and limits for using a model.',
  fields: (t) => ({
    temperature: t.float({ description: 'Sampling temperature, 0 to 2.' }),
    topP: t.float({ description: 'Nucleus sampling, 0 to 1.' }),
    maxTokens: t.int({ description: 'Most tokens that an answer may have.' }),
    contextWindow: t.int({ description: 'Tokens of context to allocate. Local models only.' }),
    keepAlive: t.string({
      description: 'How long Ollama keeps the model loaded after a call, such as `5m`.',
    }),
    firstTokenTimeoutMs: t.int({
      description: 'Longest wait for the first token, in milliseconds. Default 300000.',
    }),
    idleTimeoutMs: t.int({
      description: 'Longest silence within an answer, in milliseconds. Default 120000.',
    }),
  }),
});

const HeaderInput = builder.inputType('HeaderInput', {
  description: 'A secret header. Its value never comes back.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the header.' }),
    value: t.string({ required: true, description: 'Value: printable ASCII, write-only.' }),
  }),
});

const CreateLocalModelInput = builder.inputType('CreateLocalModelInput', {
  description: "A model that this installation's Ollama has.",
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'Its name in Ollama: `[host/][namespace/]model[:tag]`; the default tag is `latest`.',
    }),
    type: t.field({
      type: ModelTypeEnum,
      required: true,
      description: 'What it is for: CHAT, EMBEDDING or VISION.',
    }),
    displayName: t.string({ description: 'What people call it.' }),
    description: t.string({ description: 'Notes for people.' }),
    parameters: t.field({ type: ModelParametersInput, description: 'Defaults and limits.' }),
    isDefault: t.boolean({ description: 'Makes it the default model of its type.' }),
  }),
});

const CreateRemoteModelInput = builder.inputType('CreateRemoteModelInput', {
  description: 'A model behind an OpenAI-compatible endpoint.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What the provider calls it.' }),
    type: t.field({ type: ModelTypeEnum, required: true, description: 'What it is for.' }),
    provider: t.id({ description: 'A provider of the catalogue. Default `generic`.' }),
    baseUrl: t.string({
      description:
        "Address that paths such as `/chat/completions` are appended to. Default: the provider's own.",
    }),
    apiKey: t.string({ description: 'API key; write-only.' }),
    headers: t.field({ type: [HeaderInput], description: 'Secret headers to send along.' }),
    displayName: t.string({ description: 'What people call it.' }),
    description: t.string({ description: 'Notes for people.' }),
    parameters: t.field({ type: ModelParametersInput, description: 'Defaults and limits.' }),
    isDefault: t.boolean({ description: 'Makes it the default model of its type.' }),
  }),
});

export const CreateModelInput = builder.inputType('CreateModelInput', {
  description: 'Exactly one kind of model.',
  isOneOf: true,
  fields: (t) => ({
    local: t.field({
      type: CreateLocalModelInput,
      description: "A model that this installation's Ollama has.",
    }),
    remote: t.field({
      type: CreateRemoteModelInput,
      description: 'A model behind an OpenAI-compatible endpoint.',
    }),
  }),
});

export const UpdateModelInput = builder.inputType('UpdateModelInput', {
  description: 'A field left out stays as it is; null clears it. Type and source never change.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model.' }),
    expectedVersion: t.int({
      description: 'Refuse the change when the model is no longer at this version.',
    }),
    name: t.string({ description: 'What the upstream calls it; cannot be cleared.' }),
    displayName: t.string({ description: 'What people call it.' }),
    description: t.string({ description: 'Notes for people.' }),
    provider: t.id({
      description: 'A provider of the catalogue; null means `generic`. The address stays as it is.',
    }),
    baseUrl: t.string({
      description:
        "Another address; null means the provider's own. With another origin, the stored credential is dropped unless `apiKey` is set too.",
    }),
    apiKey: t.string({ description: 'A new API key; write-only. Null forgets the stored one.' }),
    parameters: t.field({
      type: ModelParametersInput,
      description: 'What to change of the parameters; null clears them all.',
    }),
  }),
});

export const RestoreModelInput = builder.inputType('RestoreModelInput', {
  description: 'Which model to bring back.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model.' }),
  }),
});

export const SetDefaultModelInput = builder.inputType('SetDefaultModelInput', {
  description: 'Which model to use where none is named.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model; it becomes the default of its type.' }),
  }),
});

export const DeleteModelInput = builder.inputType('DeleteModelInput', {
  description: 'Which model to remove.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model.' }),
  }),
});

export const SetModelCredentialInput = builder.inputType('SetModelCredentialInput', {
  description: 'A field left out stays as it is; null forgets what is stored.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model.' }),
    apiKey: t.string({ description: 'API key; write-only.' }),
    headers: t.field({
      type: [HeaderInput],
      description: 'Secret headers to send along, in the place of all that are stored.',
    }),
  }),
});

export const ClearModelCredentialInput = builder.inputType('ClearModelCredentialInput', {
  description: 'Whose credential to forget.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Which model.' }),
  }),
});
