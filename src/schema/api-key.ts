import { ApiKey } from '../db/api-key.entity.ts';
import type { ModelKeyView } from '../services/models/api-key-service.ts';
import { isBuiltin } from '../services/models/model-owner.ts';
import { builder } from './builder.ts';
import { connectionTypes, toConnection } from './connection.ts';
import { ProviderType } from './provider.ts';
import { TargetHealthType } from './target-health.ts';

export const ApiKeyObject = builder.node(ApiKey, {
  name: 'ApiKey',
  description:
    'An API key of a provider that several models can use. Its value can never be read. It is sent only to the origins that it was stored for.',
  id: { resolve: (key) => key.id },
  loadMany: (ids, { viewer, services }) => services.apiKeys.findMany(viewer, ids),
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the key, unique within the tenant, case-insensitive.',
    }),
    provider: t.field({
      type: ProviderType,
      nullable: true,
      description:
        'Provider of the key; null when the provider is no longer in the catalogue. `generic` for a base URL that the catalogue does not have.',
      resolve: ({ provider }, _args, { services }) => services.providers.find(provider),
    }),
    origins: t.stringList({
      description:
        "Origins of the base URLs that the key can be sent to, such as `https://api.example.com`: those of the provider's models, or that of the base URL that was given.",
      resolve: ({ origins }) => origins,
    }),
    hint: t.exposeString('hint', {
      nullable: true,
      description: 'Last four characters of the key; null when it is short.',
    }),
    readable: t.boolean({
      description: 'False when the stored value cannot be decrypted with ENCRYPTION_KEYS.',
      resolve: (key, _args, { services }) => services.apiKeys.isReadable(key),
    }),
    isBuiltin: t.boolean({
      description: 'Whether the key belongs to the platform and is for built-in models.',
      resolve: isBuiltin,
    }),
    version: t.exposeInt('version', {
      description:
        'Version number, which increases with every change. Send it as `expectedVersion` to avoid overwriting changes by others.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time when the key was stored first.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change.' }),
  }),
});

export const ModelKeyType = builder.objectRef<ModelKeyView>('ModelKey').implement({
  description: 'A stored API key that calls of a model can use.',
  fields: (t) => ({
    apiKey: t.expose('apiKey', { type: ApiKeyObject, description: 'The stored key.' }),
    weight: t.exposeInt('weight', {
      description:
        'Share of the calls for which the key is tried first, among the enabled keys of the model; 1 to 1000.',
    }),
    enabled: t.exposeBoolean('enabled', { description: 'False when no call uses the key.' }),
    health: t.field({
      type: TargetHealthType,
      description: 'Whether calls of the model use the key, after the results of earlier calls.',
      resolve: ({ model, apiKey }, _args, { viewer, services }) =>
        services.health.view(viewer, model, apiKey.id),
    }),
  }),
});

const connection = connectionTypes(ApiKeyObject, {
  item: 'An API key in a list.',
  page: 'A page of API keys.',
});

builder.queryField('apiKeys', (t) =>
  t.connection(
    {
      type: ApiKeyObject,
      description:
        "The API keys of your tenant, newest first; for a platform administrator also the platform's. Requires the scope `models:read` or `models:write`.",
      resolve: async (_root, page, { viewer, services }) =>
        toConnection(await services.apiKeys.list(viewer, page)),
    },
    ...connection,
  ),
);
