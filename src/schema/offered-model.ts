import type { OfferedModel } from '../adapters/model-call.ts';
import {
  BuiltinModelError,
  CredentialError,
  DestinationNotAllowedError,
  InvalidInputError,
  NotFoundError,
  QuotaExceededError,
  UpstreamError,
} from '../errors.ts';
import type { OfferedModels } from '../services/calls/offered-model-service.ts';
import { builder } from './builder.ts';
import { toRowId, withModelRowId } from './global-id.ts';
import { ModelCapabilityEnum } from './model.ts';
import { HeaderInput } from './model-input.ts';
import { ModelTypeEnum, ProviderType } from './provider.ts';

const OfferedModelType = builder.objectRef<OfferedModel>('OfferedModel').implement({
  description: 'A model that an endpoint lists. It is not registered.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the model: the `name` argument of `createModel`.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'Display name of the model at the provider; null when the list has none.',
    }),
    owner: t.exposeString('owner', {
      nullable: true,
      description: 'Owner of the model, such as `mistralai`; null when the list does not state it.',
    }),
    type: t.expose('type', {
      type: ModelTypeEnum,
      nullable: true,
      description:
        'Type of the model; null when the list does not state it. The name is not interpreted.',
    }),
    capabilities: t.field({
      type: [ModelCapabilityEnum],
      nullable: true,
      description: 'Capabilities that the list states; null when it states none.',
      resolve: ({ capabilities }) => (capabilities === null ? null : [...capabilities]),
    }),
    contextLength: t.exposeInt('contextLength', {
      nullable: true,
      description: 'Context length in tokens; null when the list does not state it.',
    }),
  }),
});

const OfferedModelsType = builder.objectRef<OfferedModels>('OfferedModels').implement({
  description: 'The models that an endpoint lists.',
  fields: (t) => ({
    provider: t.expose('provider', {
      type: ProviderType,
      nullable: true,
      description:
        'The provider of the input, or the one recognised by the base URL; null when the provider of the registered model is no longer in the catalogue.',
    }),
    baseUrl: t.exposeString('baseUrl', {
      description: 'Base URL of the endpoint; its `/models` was read.',
    }),
    models: t.field({
      type: [OfferedModelType],
      description: 'The first 2000 models in the order of the list, each name once.',
      resolve: ({ models }) => [...models],
    }),
    isComplete: t.exposeBoolean('isComplete', {
      description: 'False when the provider has more models than it listed or than are returned.',
    }),
  }),
});

const OfferedModelsInput = builder.inputType('OfferedModelsInput', {
  description:
    'An endpoint: the one of a registered model (`modelId`), or the one that the other fields describe.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'A registered remote model of the tenant, whose address and stored credential are used. Excludes all other fields.',
    }),
    provider: t.string({
      description:
        'A provider from the catalogue. Default: the provider with the host of `baseUrl`, or of `apiKeyId`, else `generic`.',
    }),
    baseUrl: t.string({
      description: "Base URL, without `/models`. Default: the provider's base URL.",
    }),
    apiKey: t.string({ description: 'API key for this request. It is not stored.' }),
    apiKeyId: t.id({
      description:
        'A stored `ApiKey` to send instead of `apiKey`, if it was stored for the origin. Its provider is the default of `provider`.',
    }),
    headers: t.field({
      type: [HeaderInput],
      description: 'Secret headers for this request. They are not stored.',
    }),
  }),
});

builder.queryField('offeredModels', (t) =>
  t.field({
    type: OfferedModelsType,
    description:
      'Lists the models that a provider or a base URL offers, for example to fill in a form for `createModel`. Free of charge at the provider. Needs the scope `models:write`.',
    args: {
      input: t.arg({
        type: OfferedModelsInput,
        required: true,
        description: 'The endpoint and its credential.',
      }),
    },
    errors: {
      types: [
        InvalidInputError,
        NotFoundError,
        BuiltinModelError,
        CredentialError,
        DestinationNotAllowedError,
        QuotaExceededError,
        UpstreamError,
      ],
    },
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.offered.list(
        viewer,
        {
          ...withModelRowId(input),
          apiKeyId: input.apiKeyId == null ? null : toRowId('ApiKey', input.apiKeyId),
        },
        signal,
      ),
  }),
);
