import type { OfferedModel } from '../adapters/model-call.ts';
import {
  BuiltinModelError,
  CredentialError,
  DestinationNotAllowedError,
  InvalidInputError,
  NotFoundError,
  UpstreamError,
} from '../errors.ts';
import type { OfferedModels } from '../services/calls/offered-model-service.ts';
import { builder } from './builder.ts';
import { withModelRowId } from './global-id.ts';
import { HeaderInput } from './model-input.ts';
import { ModelCapabilityEnum } from './model-object.ts';
import { ModelTypeEnum, ProviderType } from './provider.ts';

const OfferedModelType = builder.objectRef<OfferedModel>('OfferedModel').implement({
  description: 'A model that an endpoint lists. It is not registered.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The `name` to give to `createModel`.' }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: "The provider's own title of the model; null when the list has none.",
    }),
    owner: t.exposeString('owner', {
      nullable: true,
      description: 'Who made the model, such as `mistralai`; null when the list does not state it.',
    }),
    type: t.expose('type', {
      type: ModelTypeEnum,
      nullable: true,
      description:
        'The type to register it as, from what the list states. Null when the list states nothing: the name is not interpreted.',
    }),
    capabilities: t.field({
      type: [ModelCapabilityEnum],
      nullable: true,
      description: 'What the list states that it can do; null when it states nothing.',
      resolve: ({ capabilities }) => (capabilities === null ? null : [...capabilities]),
    }),
    contextLength: t.exposeInt('contextLength', {
      nullable: true,
      description: 'Length of its context in tokens; null when the list does not state it.',
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
        'The provider that was named, or that was recognised by the address; null when the stored one is no longer in the catalogue.',
    }),
    baseUrl: t.exposeString('baseUrl', {
      description: 'The address whose `/models` was read.',
    }),
    models: t.field({
      type: [OfferedModelType],
      description: 'At most 2000 models in the order of the list, each name once.',
      resolve: ({ models }) => [...models],
    }),
    isComplete: t.exposeBoolean('isComplete', {
      description: 'False when the provider has more models than it listed or than are returned.',
    }),
  }),
});

const OfferedModelsInput = builder.inputType('OfferedModelsInput', {
  description:
    'An endpoint: that of a registered model (`modelId`), or one described by the other fields.',
  fields: (t) => ({
    modelId: t.id({
      description:
        'A registered remote model of the tenant, whose address and stored credential are used. Excludes all other fields.',
    }),
    provider: t.id({
      description:
        'A provider of the catalogue. Default: the one whose host `baseUrl` names, else `generic`.',
    }),
    baseUrl: t.string({
      description: "The address, without `/models`. Default: the provider's own.",
    }),
    apiKey: t.string({ description: 'API key for this request. It is not stored.' }),
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
      'Lists the models that a provider or an address offers, to fill in a form for `createModel`. Costs nothing at the provider. Needs the scope `models:write`.',
    args: {
      input: t.arg({
        type: OfferedModelsInput,
        required: true,
        description: 'The endpoint, and the credential for it.',
      }),
    },
    errors: {
      types: [
        InvalidInputError,
        NotFoundError,
        BuiltinModelError,
        CredentialError,
        DestinationNotAllowedError,
        UpstreamError,
      ],
    },
    resolve: (_root, { input }, { viewer, services, signal }) =>
      services.offered.list(viewer, withModelRowId(input), signal),
  }),
);
