import type { Provider } from '../adapters/provider.ts';
import { modelTypes } from '../domain.ts';
import { builder } from './builder.ts';
import { ChatDialectType } from './chat-dialect.ts';
import { describeValues } from './describe-values.ts';

export const ModelTypeEnum = builder.enumType('ModelType', {
  description: 'What a model is for.',
  values: describeValues(modelTypes, {
    CHAT: 'Answers conversations with text.',
    EMBEDDING: 'Turns texts into vectors.',
    RERANK: 'Orders documents by how well they fit a query.',
    VISION: 'Answers conversations that contain images.',
    SPEECH: 'Turns speech into text.',
  }),
});

export const ProviderType = builder.objectRef<Provider>('Provider').implement({
  description: 'An entry of the catalogue: what this installation knows about a vendor of models.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What `provider` arguments take, such as `openai`.' }),
    name: t.exposeString('name', { description: "The vendor's or server's own name." }),
    modelTypes: t.field({
      type: [ModelTypeEnum],
      description: 'What its models can be registered as.',
      resolve: (provider) => [...provider.modelTypes],
    }),
    defaultBaseUrl: t.string({
      nullable: true,
      description: 'The address used for a model of this type when none is given.',
      args: {
        type: t.arg({ type: ModelTypeEnum, required: true, description: 'The type of model.' }),
      },
      resolve: (provider, { type }) => provider.defaultBaseUrl(type),
    }),
    requiresCredential: t.exposeBoolean('requiresCredential', {
      description: 'Whether a call without an API key is pointless.',
    }),
    chatDialect: t.field({
      type: ChatDialectType,
      nullable: true,
      description: 'How it speaks with its chat models; null when it has none.',
      args: {
        model: t.arg.string({ description: 'Name of a model, where some differ from the others.' }),
      },
      resolve: (provider, { model }) =>
        provider.modelTypes.includes('CHAT') ? provider.dialect(model ?? '') : null,
    }),
    documentationUrl: t.exposeString('documentationUrl', {
      nullable: true,
      description: 'Where the vendor describes its API.',
    }),
  }),
});

builder.queryField('providers', (t) =>
  t.field({
    type: [ProviderType],
    description: 'The catalogue of providers. Needs the scope `models:read`.',
    args: {
      type: t.arg({
        type: ModelTypeEnum,
        required: false,
        description: 'Only those that serve this type.',
      }),
    },
    resolve: (_root, { type }, { viewer, services }) => [
      ...services.providers.list(viewer, type ?? null),
    ],
  }),
);
