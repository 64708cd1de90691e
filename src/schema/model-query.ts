import { ApiKeyObject } from './api-key.ts';
import { builder } from './builder.ts';
import { connectionTypes, toConnection } from './connection.ts';
import { toRowId } from './global-id.ts';
import { ModelCapabilityEnum, ModelObject, ModelSourceEnum, ModelStatusEnum } from './model.ts';
import { ModelTypeEnum } from './provider.ts';

const ModelFilterInput = builder.inputType('ModelFilter', {
  description:
    'Filter for models. A model must match every given field. An empty list of types, sources or statuses matches no model.',
  fields: (t) => ({
    types: t.field({ type: [ModelTypeEnum], description: 'Only models of these types.' }),
    sources: t.field({ type: [ModelSourceEnum], description: 'Only models from these sources.' }),
    statuses: t.field({ type: [ModelStatusEnum], description: 'Only models with these statuses.' }),
    capabilities: t.field({
      type: [ModelCapabilityEnum],
      description: 'Only models that have all of these capabilities.',
    }),
    isDefault: t.boolean({
      description:
        'True for the default models of your tenant only, false for all other models only.',
    }),
    provider: t.string({ description: 'Only models of this provider from the catalogue.' }),
    isBuiltin: t.boolean({
      description: "True for built-in models only, false for your tenant's own models only.",
    }),
    search: t.string({
      description:
        'Only models whose name, display name or description contains this text, case-insensitive; at most 1000 characters.',
    }),
  }),
});

const ModelOrderFieldEnum = builder.enumType('ModelOrderField', {
  description: 'Field to order models by.',
  values: {
    NAME: { description: 'Name of the model at the provider or in Ollama.' },
    CREATED_AT: { description: 'Time when the model was registered.' },
    UPDATED_AT: { description: 'Time of the last change.' },
  },
});

const OrderDirectionEnum = builder.enumType('OrderDirection', {
  description: 'Direction of an order.',
  values: {
    ASC: { description: 'Ascending: smallest or oldest first.' },
    DESC: { description: 'Descending: largest or newest first.' },
  },
});

const ModelOrderInput = builder.inputType('ModelOrder', {
  description: 'Order of a list of models.',
  fields: (t) => ({
    field: t.field({
      type: ModelOrderFieldEnum,
      required: true,
      description: 'Field to order by.',
    }),
    direction: t.field({
      type: OrderDirectionEnum,
      required: true,
      description: 'Direction of the order.',
    }),
  }),
});

const connection = connectionTypes(ModelObject, {
  item: 'A model in a list.',
  page: 'A page of models.',
});

builder.objectFields(connection[0], (t) => ({
  totalCount: t.int({
    description:
      'Number of models on all pages that match the filter. It is counted only when this field is selected.',
    resolve: (parent, _args, { viewer, services }) =>
      services.models.count(viewer, asResolved(parent).filter),
  }),
  changesCursor: t.string({
    description:
      'Cursor of the newest change that this page includes. Pass it as `after` to `Subscription.modelChanges` to receive every later change, and none that the page includes.',
    resolve: (parent) => asResolved(parent).changesCursor,
  }),
}));

/** Properties of the connection that the types of the plugin do not include. */
interface More {
  readonly filter: unknown;
  readonly changesCursor: string;
}

const asResolved = (connection: object) => connection as More; // The resolver of `models` sets them.

builder.queryFields((t) => ({
  model: t.field({
    type: ModelObject,
    nullable: true,
    description:
      'A model by its ID; null when it does not exist or is not visible to you. Requires the scope `models:read` or `models:use`.',
    args: { id: t.arg.id({ required: true, description: 'ID of the model.' }) },
    resolve: (_root, { id }, { viewer, services }) =>
      services.models.find(viewer, toRowId('Model', id)),
  }),
  defaultModel: t.field({
    type: ModelObject,
    nullable: true,
    description:
      "The model that is used when a request names neither a model nor a route: your tenant's default, otherwise the platform's. Null when the default is a route (`defaultRoute`), or when neither is set. Requires the scope `models:read` or `models:use`.",
    args: {
      type: t.arg({ type: ModelTypeEnum, required: true, description: 'Type of the model.' }),
    },
    resolve: (_root, { type }, { viewer, services }) => services.defaults.find(viewer, type),
  }),
  models: t.connection(
    {
      type: ModelObject,
      description:
        "Your tenant's own models and the built-in ones, newest first unless `orderBy` is given. Requires the scope `models:read` or `models:use`.",
      args: {
        filter: t.arg({ type: ModelFilterInput, description: 'Filter for the models to return.' }),
        orderBy: t.arg({
          type: ModelOrderInput,
          description: 'Order of the models. Default: newest first.',
        }),
      },
      resolve: async (_root, { filter, orderBy, ...page }, { viewer, services }) => {
        const found = await services.models.list(viewer, {
          filter,
          ...(orderBy == null ? {} : { order: orderBy }),
          page,
        });
        const { changesCursor } = found;
        return { ...toConnection(found), filter: filter ?? {}, changesCursor };
      },
    },
    ...connection,
  ),
}));

builder.objectField(ApiKeyObject, 'models', (t) =>
  t.connection(
    {
      type: ModelObject,
      description:
        'The models that have the key in `keys`, newest first. Requires the scope `models:read` or `models:use`.',
      resolve: async ({ id }, page, { viewer, services }) => {
        const filter = { apiKeyId: id };
        const found = await services.models.list(viewer, { filter, page });
        return { ...toConnection(found), filter, changesCursor: found.changesCursor };
      },
    },
    ...connection,
  ),
);
