import { builder } from './builder.ts';
import { ModelParametersInput } from './model-parameters.ts';
import { ModelTypeEnum } from './provider.ts';

const HeaderInput = builder.inputType('HeaderInput', {
  description: 'A secret header. Its value never comes back.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the header.' }),
    value: t.string({ required: true, description: 'Value: printable ASCII, write-only.' }),
  }),
});

const CreateLocalModelInput = builder.inputType('CreateLocalModelInput', {
  description: "A model on this installation's Ollama; one that it does not have is downloaded.",
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
    isBuiltin: t.boolean({
      description:
        'Makes it a built-in model, seen by every tenant. Needs the scope `platform:admin`.',
    }),
    requestId: t.id({
      description:
        'Your own id of this request. Sent again within a day, the same id and input answer with the same model.',
    }),
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
    isBuiltin: t.boolean({
      description:
        'Makes it a built-in model, seen by every tenant. Needs the scope `platform:admin`.',
    }),
    requestId: t.id({
      description:
        'Your own id of this request. Sent again within a day, the same id and input answer with the same model.',
    }),
  }),
});

export const CreateModelInput = builder.inputType('CreateModelInput', {
  description: 'Exactly one kind of model.',
  isOneOf: true,
  fields: (t) => ({
    local: t.field({
      type: CreateLocalModelInput,
      description:
        "A model on this installation's Ollama; one that it does not have is downloaded.",
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
    id: t.id({
      required: true,
      description:
        "Which model, the tenant's own or a built-in one; it becomes the default of its type.",
    }),
    everyone: everyone(t),
  }),
});

export const ClearDefaultModelInput = builder.inputType('ClearDefaultModelInput', {
  description: 'Which default to forget.',
  fields: (t) => ({
    type: t.field({ type: ModelTypeEnum, required: true, description: 'For which use.' }),
    everyone: everyone(t),
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

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0];

function everyone(t: InputFields) {
  return t.boolean({
    description:
      'For every tenant that has chosen none, instead of for yours: a built-in model, with the scope `platform:admin`.',
  });
}
