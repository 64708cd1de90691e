import type { ApiKey } from '../db/api-key.entity.ts';
import {
  ApiKeyInUseError,
  ConflictError,
  DestinationNotAllowedError,
  InvalidInputError,
  NotFoundError,
  QuotaExceededError,
} from '../errors.ts';
import { ApiKeyObject } from './api-key.ts';
import { builder } from './builder.ts';
import { ErrorInterface } from './error.ts';
import { toRowId } from './global-id.ts';
import { ModelObject } from './model.ts';

builder.objectType(ApiKeyInUseError, {
  name: 'ApiKeyInUseError',
  description:
    'The API key cannot be deleted while models use it. Remove it from their `keys` first.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    models: t.field({
      type: [ModelObject],
      description: 'The first models that use the key, by name; at most 5.',
      resolve: async ({ modelIds }, _args, { viewer, services }) =>
        (await services.models.findMany(viewer, modelIds)).filter((model) => model !== null),
    }),
  }),
});

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'An API key to store. It needs a provider or a base URL.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the key, unique within the tenant; at most 255 characters.',
    }),
    provider: t.string({
      description:
        'A provider from the catalogue (`Query.providers`). Without `baseUrl`, the key can be sent to all of its base URLs. Default: the one whose host `baseUrl` names, otherwise `generic`.',
    }),
    baseUrl: t.string({
      description:
        "A base URL, if it is not the provider's: the key can be sent to its origin only.",
    }),
    apiKey: t.string({
      required: true,
      description: 'The key: printable ASCII, at most 4096 characters. Write-only.',
    }),
    isBuiltin: t.boolean({
      description:
        'True stores the key for built-in models. Default false. Requires the scope `platform:admin`.',
    }),
  }),
});

const UpdateApiKeyInput = builder.inputType('UpdateApiKeyInput', {
  description: 'Changes to an API key. A field that is left out stays unchanged.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the key to change.' }),
    expectedVersion: t.int({
      description:
        "Fails with CONFLICT when the key's current version is different. Default: no check.",
    }),
    name: t.string({ description: 'New name. Cannot be null.' }),
    apiKey: t.string({
      description:
        'New value, for the same origins. All models with the key use it. Cannot be null. Write-only.',
    }),
  }),
});

const DeleteApiKeyInput = builder.inputType('DeleteApiKeyInput', {
  description: 'The API key to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the key to delete.' }),
  }),
});

const ApiKeyPayload = builder.objectRef<{ apiKey: ApiKey }>('ApiKeyPayload').implement({
  description: 'The API key after the mutation.',
  fields: (t) => ({
    apiKey: t.expose('apiKey', { type: ApiKeyObject, description: 'Current state of the key.' }),
  }),
});

const DeleteApiKeyPayload = builder.objectRef<{ apiKey: ApiKey }>('DeleteApiKeyPayload').implement({
  description: 'The deleted API key.',
  fields: (t) => ({
    apiKey: t.expose('apiKey', {
      type: ApiKeyObject,
      description: 'State of the key before it was deleted.',
    }),
  }),
});

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: ApiKeyPayload,
    description:
      'Stores an API key, encrypted, for the `keys` of models. It can never be read again. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: CreateApiKeyInput,
        required: true,
        description: 'The key to store.',
      }),
    },
    errors: {
      types: [InvalidInputError, ConflictError, DestinationNotAllowedError, QuotaExceededError],
    },
    resolve: async (_root, { input }, { viewer, services }) => ({
      apiKey: await services.apiKeys.create(viewer, input),
    }),
  }),
  updateApiKey: t.field({
    type: ApiKeyPayload,
    description:
      'Renames an API key, or replaces its value for all models that use it. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: UpdateApiKeyInput,
        required: true,
        description: 'The key and the changes.',
      }),
    },
    errors: { types: [InvalidInputError, NotFoundError, ConflictError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services }) => {
      const { id, expectedVersion, ...change } = input;
      const target = { id: toRowId('ApiKey', id), expectedVersion: expectedVersion ?? null };
      return { apiKey: await services.apiKeys.update(viewer, target, change) };
    },
  }),
  deleteApiKey: t.field({
    type: DeleteApiKeyPayload,
    description:
      'Deletes an API key that no model uses. Deleted models lose it. Requires the scope `models:write`.',
    args: {
      input: t.arg({ type: DeleteApiKeyInput, required: true, description: 'The key to delete.' }),
    },
    errors: { types: [NotFoundError, ApiKeyInUseError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      apiKey: await services.apiKeys.delete(viewer, toRowId('ApiKey', input.id)),
    }),
  }),
}));
