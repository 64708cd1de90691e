import { builder, type InputFields } from './builder.ts';
import { ModelCapabilityEnum } from './model.ts';
import { ModelParametersInput } from './model-parameters.ts';
import { ModelTypeEnum } from './provider.ts';

const extraParameters =
  "Fields to add to the body of each request to the model, as an object of at most 16000 characters and 8 levels. Fields that requests have anyway are rejected. For a local model, `options` adds to Ollama's options. For models of the type CHAT, VISION, EMBEDDING and RERANK. Not for secrets: use `headers`.";

const capabilities =
  'Capabilities of the model, as its owner knows them; they replace what the catalogue knows and tests find. They must include what the type requires. Default: none are declared.';

const keys =
  'Stored API keys that calls can use, each stored for the origin of the base URL; at most 20. The key of `apiKey`, if set, comes first.';

export const HeaderInput = builder.inputType('HeaderInput', {
  description: 'A secret HTTP header. Its value can never be read again.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the HTTP header.' }),
    value: t.string({
      required: true,
      description: 'Value of the header: printable ASCII, at most 8192 characters. Write-only.',
    }),
  }),
});

const ModelKeyInput = builder.inputType('ModelKeyInput', {
  description: 'A stored API key that calls of a model can use.',
  fields: (t) => ({
    apiKeyId: t.id({
      required: true,
      description: 'ID of an `ApiKey` of the owner of the model.',
    }),
    weight: t.int({
      description:
        'Share of the calls for which the key is tried first, among the enabled keys of the model; 1 to 1000. Default 1.',
    }),
    enabled: t.boolean({ description: 'False keeps the key without using it. Default true.' }),
  }),
});

/** The fields that local and remote models have in common. */
function createdFields(t: InputFields) {
  return {
    displayName: t.string({
      description: 'Name to display, unique within the tenant; at most 255 characters.',
    }),
    description: t.string({ description: 'Free-text description; at most 10000 characters.' }),
    parameters: t.field({
      type: ModelParametersInput,
      description: 'Default options and limits for calls to this model.',
    }),
    extraParameters: t.field({
      type: 'JSON',
      description: extraParameters,
    }),
    isDefault: t.boolean({
      description: 'True makes it the default model of its type. Default false.',
    }),
    isBuiltin: t.boolean({
      description:
        'True makes it a built-in model, which is visible to every tenant. Default false. Requires the scope `platform:admin`.',
    }),
    requestId: t.id({
      description:
        'ID of this request, chosen by the client, for safe retries. The same ID and input within a day return the same model.',
    }),
  };
}

const CreateLocalModelInput = builder.inputType('CreateLocalModelInput', {
  description:
    "A model on this installation's Ollama. If Ollama does not have it, it is downloaded.",
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name in Ollama: `[host/][namespace/]model[:tag]`. The default tag is `latest`.',
    }),
    type: t.field({
      type: ModelTypeEnum,
      required: true,
      description: 'Type of the model: CHAT, EMBEDDING or VISION.',
    }),
    ...createdFields(t),
  }),
});

const CreateRemoteModelInput = builder.inputType('CreateRemoteModelInput', {
  description: 'A remote model with an OpenAI-compatible API.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the model at the provider; at most 255 characters.',
    }),
    type: t.field({ type: ModelTypeEnum, required: true, description: 'Type of the model.' }),
    provider: t.string({
      description:
        'A provider from the catalogue (`Query.providers`). Default: the one whose host `baseUrl` names, otherwise `generic`.',
    }),
    baseUrl: t.string({
      description:
        "Base URL, to which paths such as `/chat/completions` are appended. Default: the provider's own.",
    }),
    apiKey: t.string({ description: 'API key of the provider. Write-only.' }),
    headers: t.field({
      type: [HeaderInput],
      description: 'Secret HTTP headers to send with every request; at most 32.',
    }),
    keys: t.field({
      type: [ModelKeyInput],
      description: `${keys} Default: none.`,
    }),
    capabilities: t.field({
      type: [ModelCapabilityEnum],
      description: capabilities,
    }),
    ...createdFields(t),
  }),
});

export const CreateModelInput = builder.inputType('CreateModelInput', {
  description: 'The model to register. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    local: t.field({
      type: CreateLocalModelInput,
      description:
        "A model on this installation's Ollama. If Ollama does not have it, it is downloaded.",
    }),
    remote: t.field({
      type: CreateRemoteModelInput,
      description: 'A remote model with an OpenAI-compatible API.',
    }),
  }),
});

export const UpdateModelInput = builder.inputType('UpdateModelInput', {
  description:
    'Changes to a model. A field that is left out stays unchanged; null clears it. The source cannot be changed.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the model to change.' }),
    expectedVersion: t.int({
      description:
        "Fails with CONFLICT when the model's current version is different. Default: no check.",
    }),
    name: t.string({
      description: 'Name of the model at the provider or in Ollama. Cannot be null.',
    }),
    type: t.field({
      type: ModelTypeEnum,
      description:
        'New type. Cannot be null. The provider, the parameters and the known capabilities must allow it. The model is no longer the default of its old type.',
    }),
    displayName: t.string({
      description: 'Name to display, unique within the tenant; at most 255 characters.',
    }),
    description: t.string({ description: 'Free-text description; at most 10000 characters.' }),
    provider: t.string({
      description:
        'A provider from the catalogue; null means the one whose host the base URL names, otherwise `generic`. Does not change the base URL. If it is left out and `baseUrl` changes, a `generic` model gets the provider of the new host.',
    }),
    baseUrl: t.string({
      description:
        "New base URL; null means the provider's own. If its origin differs from the current one, the stored credential is deleted; the same update can set `apiKey` and `headers`, and must set `keys` if the model has any.",
    }),
    apiKey: t.string({ description: 'New API key. Write-only. Null deletes the stored one.' }),
    headers: t.field({
      type: [HeaderInput],
      description:
        'Secret HTTP headers to send with every request; at most 32. They replace all stored ones; null deletes them.',
    }),
    keys: t.field({
      type: [ModelKeyInput],
      description: `${keys} They replace all present ones; null removes them.`,
    }),
    capabilities: t.field({
      type: [ModelCapabilityEnum],
      description: capabilities,
    }),
    parameters: t.field({
      type: ModelParametersInput,
      description: 'Changes to the parameters; null clears all of them.',
    }),
    extraParameters: t.field({
      type: 'JSON',
      description: extraParameters,
    }),
    isDefault: t.boolean({
      description:
        'True makes it the default model of its type, false or null makes it no longer the default: for your tenant, or for every tenant if the model is built in.',
    }),
  }),
});

export const RestoreModelInput = builder.inputType('RestoreModelInput', {
  description: 'The deleted model to restore.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the deleted model.' }),
  }),
});

export const SetDefaultModelInput = builder.inputType('SetDefaultModelInput', {
  description: 'The model to use when a request names neither a model nor a route.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description:
        'ID of a model of the tenant or of a built-in model. It becomes the default of its type.',
    }),
    everyone: everyone(t),
  }),
});

export const ClearDefaultModelInput = builder.inputType('ClearDefaultModelInput', {
  description: 'The default to remove.',
  fields: (t) => ({
    type: t.field({
      type: ModelTypeEnum,
      required: true,
      description: 'Type whose default to remove.',
    }),
    everyone: everyone(t),
  }),
});

export const DeleteModelInput = builder.inputType('DeleteModelInput', {
  description: 'The model to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the model to delete.' }),
  }),
});

export const SetModelCredentialInput = builder.inputType('SetModelCredentialInput', {
  description:
    'A new credential. A field that is left out stays unchanged; null deletes the stored value.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the model.' }),
    apiKey: t.string({ description: 'API key of the provider. Write-only.' }),
    headers: t.field({
      type: [HeaderInput],
      description:
        'Secret HTTP headers to send with every request; at most 32. They replace all stored ones.',
    }),
  }),
});

export const ClearModelCredentialInput = builder.inputType('ClearModelCredentialInput', {
  description: 'The model whose credential to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the model.' }),
  }),
});

export function everyone(t: InputFields) {
  return t.boolean({
    description:
      'True sets or removes the default for every tenant that has none of its own; the model or route must be built in. Default false: for your tenant. True requires the scope `platform:admin`.',
  });
}
