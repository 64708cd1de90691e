import { builder } from './builder.ts';
import { toConnection } from './connection.ts';
import { toRowId } from './global-id.ts';
import { ModelObject, ModelSourceEnum, ModelStatusEnum } from './model-object.ts';
import { ModelTypeEnum } from './provider.ts';

const ModelFilterInput = builder.inputType('ModelFilter', {
  description: 'Which models to list: those that fit every field given. An empty list fits none.',
  fields: (t) => ({
    types: t.field({ type: [ModelTypeEnum], description: 'Of one of these types.' }),
    sources: t.field({ type: [ModelSourceEnum], description: 'From one of these sources.' }),
    statuses: t.field({ type: [ModelStatusEnum], description: 'With one of these statuses.' }),
    provider: t.id({ description: 'Served by this provider of the catalogue.' }),
    isBuiltin: t.boolean({
      description: "True for built-in ones only, false for the tenant's own only.",
    }),
    search: t.string({
      description:
        'With this text, of at most 1000 characters, in name, display name or description, in either case.',
    }),
  }),
});

const ModelOrderFieldEnum = builder.enumType('ModelOrderField', {
  description: 'What a list of models can be ordered by.',
  values: {
    NAME: { description: 'What the upstream calls it.' },
    CREATED_AT: { description: 'When it was registered.' },
    UPDATED_AT: { description: 'When it last changed.' },
  },
});

const OrderDirectionEnum = builder.enumType('OrderDirection', {
  description: 'Which end of an order comes first.',
  values: {
    ASC: { description: 'Smallest or oldest first.' },
    DESC: { description: 'Largest or newest first.' },
  },
});

const ModelOrderInput = builder.inputType('ModelOrder', {
  description: 'The order of a list of models.',
  fields: (t) => ({
    field: t.field({ type: ModelOrderFieldEnum, required: true, description: 'What to order by.' }),
    direction: t.field({
      type: OrderDirectionEnum,
      required: true,
      description: 'Which end comes first.',
    }),
  }),
});

const ModelEdge = builder.edgeObject({
  name: 'ModelEdge',
  description: 'A model in a list.',
  type: ModelObject,
});

const ModelConnection = builder.connectionObject(
  {
    name: 'ModelConnection',
    description: 'A page of models.',
    type: ModelObject,
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many fit the filter, on all pages. Counted only when asked for.',
        resolve: (connection, _args, { viewer, services }) =>
          services.models.count(viewer, (connection as unknown as Filtered).filter), // as resolved below
      }),
    }),
  },
  ModelEdge,
);

/** What the connection carries beyond what the plugin knows of. */
interface Filtered {
  readonly filter: unknown;
}

builder.queryFields((t) => ({
  model: t.field({
    type: ModelObject,
    nullable: true,
    description: 'A model by its id; null when there is none. Needs the scope `models:read`.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of the model.' }) },
    resolve: (_root, { id }, { viewer, services }) =>
      services.models.find(viewer, toRowId('Model', id)),
  }),
  defaultModel: t.field({
    type: ModelObject,
    nullable: true,
    description:
      "The model that is used where none is named: the tenant's choice, else the platform's; null when none is chosen. Needs the scope `models:read`.",
    args: { type: t.arg({ type: ModelTypeEnum, required: true, description: 'For which use.' }) },
    resolve: (_root, { type }, { viewer, services }) => services.defaults.find(viewer, type),
  }),
  models: t.connection(
    {
      type: ModelObject,
      description:
        "The tenant's own models and the built-in ones, newest first. Needs the scope `models:read`.",
      args: {
        filter: t.arg({ type: ModelFilterInput, description: 'Which ones.' }),
        orderBy: t.arg({ type: ModelOrderInput, description: 'In which order.' }),
      },
      resolve: async (_root, { filter, orderBy, ...page }, { viewer, services }) => {
        const found = await services.models.list(viewer, {
          filter,
          ...(orderBy == null ? {} : { order: orderBy }),
          page,
        });
        return { ...toConnection(found), filter: filter ?? {} };
      },
    },
    ModelConnection,
    ModelEdge,
  ),
}));
