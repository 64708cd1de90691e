import type { Provider } from '../adapters/provider.ts';
import { modelTypes } from '../domain.ts';
import { builder } from './builder.ts';
import { ChatDialectType } from './chat-dialect.ts';
import { describeValues } from './describe-values.ts';

export const ModelTypeEnum = builder.enumType('ModelType', {
  description: 'Type of a model: what it is used for.',
  values: describeValues(modelTypes, {
    CHAT: 'Generates text responses to conversations.',
    EMBEDDING: 'Computes vectors for texts.',
    RERANK: 'Ranks documents by their relevance to a query.',
    VISION: 'Generates text responses to conversations that contain images.',
    SPEECH: 'Transcribes speech to text.',
  }),
});

export const ProviderType = builder.objectRef<Provider>('Provider').implement({
  description:
    'A provider in the catalogue: a vendor or server software with an OpenAI-compatible API.',
  fields: (t) => ({
    name: t.exposeString('id', {
      description: 'Name of the provider: the value for `provider` arguments, such as `openai`.',
    }),
    displayName: t.exposeString('name', {
      description: 'Name of the vendor or of the server software.',
    }),
    modelTypes: t.field({
      type: [ModelTypeEnum],
      description: 'Types with which models of this provider can be registered.',
      resolve: (provider) => [...provider.modelTypes],
    }),
    defaultBaseUrl: t.string({
      nullable: true,
      description:
        'Base URL of a model of this type when none is given; null when there is no default.',
      args: {
        type: t.arg({ type: ModelTypeEnum, required: true, description: 'Type of the model.' }),
      },
      resolve: (provider, { type }) => provider.defaultBaseUrl(type),
    }),
    requiresCredential: t.exposeBoolean('requiresCredential', {
      description: 'Whether calls require an API key.',
    }),
    chatDialect: t.field({
      type: ChatDialectType,
      nullable: true,
      description:
        "Request fields that the provider's chat models accept; null when it has no chat models.",
      args: {
        model: t.arg.string({
          description:
            'Name of a model, because models of one provider can differ. Default: the facts that apply to most models.',
        }),
      },
      resolve: (provider, { model }) =>
        provider.modelTypes.includes('CHAT') ? provider.dialect(model ?? '') : null,
    }),
    documentationUrl: t.exposeString('documentationUrl', {
      nullable: true,
      description: "URL of the vendor's API documentation; null when there is none.",
    }),
  }),
});

builder.queryField('providers', (t) =>
  t.field({
    type: [ProviderType],
    description: 'The catalogue of providers. Requires the scope `models:read`.',
    args: {
      type: t.arg({
        type: ModelTypeEnum,
        required: false,
        description: 'Only providers that serve this type of model.',
      }),
    },
    resolve: (_root, { type }, { viewer, services }) => [
      ...services.providers.list(viewer, type ?? null),
    ],
  }),
);
