import { Route } from '../db/route.entity.ts';
import {
  afterOutputSteps,
  contentFilterSteps,
  contextLengthSteps,
  platformTenant,
  type RoutePolicy,
  type RouteTarget,
} from '../domain.ts';
import { builder } from './builder.ts';
import { connectionTypes, toConnection } from './connection.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId, toRowId } from './global-id.ts';
import { ModelObject } from './model.ts';
import { ModelTypeEnum } from './provider.ts';

export const ContextLengthStepEnum = builder.enumType('ContextLengthStep', {
  description: 'Step of a route when a request is too long for a model.',
  values: describeValues(contextLengthSteps, {
    NEXT_LARGER:
      'The next model with a larger known context length is tried; without one, the call fails.',
    STOP: 'The call fails.',
  }),
});

export const ContentFilterStepEnum = builder.enumType('ContentFilterStep', {
  description: 'Step of a route when a content filter of a provider blocks a request.',
  values: describeValues(contentFilterSteps, {
    NEXT: 'The next model is tried, whose provider can allow the content. The audit log records this choice.',
    STOP: 'The call fails.',
  }),
});

export const AfterOutputStepEnum = builder.enumType('AfterOutputStep', {
  description: 'Step of a route when a model fails after its response has begun.',
  values: describeValues(afterOutputSteps, {
    RESTART: 'Another model starts the response again, if the caller accepts that.',
    END: 'The completion ends as failed or interrupted.',
  }),
});

const RoutePolicyType = builder.objectRef<RoutePolicy>('RoutePolicy').implement({
  description: 'Conditions under which a route uses another model, and its limits.',
  fields: (t) => ({
    maxAttempts: t.exposeInt('maxAttempts', {
      description: 'Maximum number of requests to providers for one call, over all models.',
    }),
    maxPauseMs: t.exposeInt('maxPauseMs', {
      description:
        'Longest delay before a retry with the same model while another one is available, in milliseconds.',
    }),
    firstTokenTimeoutMs: t.exposeInt('firstTokenTimeoutMs', {
      nullable: true,
      description:
        "Milliseconds without a first token after which the next model is tried. The last attempt always has the model's own timeout. For calls without streaming, it is the time until the response. Null for each model's own timeout.",
    }),
    deadlineMs: t.exposeInt('deadlineMs', {
      description: 'Maximum time until the first token over all attempts, in milliseconds.',
    }),
    onContextLength: t.expose('onContextLength', {
      type: ContextLengthStepEnum,
      description: 'Step when a request is too long for a model.',
    }),
    onContentFilter: t.expose('onContentFilter', {
      type: ContentFilterStepEnum,
      description: 'Step when a content filter of a provider blocks a request.',
    }),
    afterOutput: t.expose('afterOutput', {
      type: AfterOutputStepEnum,
      description: 'Step when a model fails after its response has begun.',
    }),
  }),
});

const RouteTargetType = builder.objectRef<RouteTarget>('RouteTarget').implement({
  description: 'A model of a route.',
  fields: (t) => ({
    modelId: t.id({
      description: 'ID of the model, also after it has been deleted.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description:
        'The model; null when it has been deleted. Calls skip it then, and use it again after it has been restored.',
      resolve: ({ modelId }, _args, { viewer, services }) => services.models.find(viewer, modelId),
    }),
    priority: t.exposeInt('priority', {
      description:
        'Models with the lowest priority number are used first; those of the same number share the calls.',
    }),
    weight: t.exposeInt('weight', {
      description: 'Share of the calls among the models of the same priority.',
    }),
  }),
});

export const RouteObject = builder.node(Route, {
  name: 'Route',
  description:
    'A name for several models: a call uses the first one that can serve it, and another one when that fails.',
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { viewer, services }) => services.routes.findMany(viewer, ids),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name, unique within the tenant.' }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'Free-text description; null when none is set.',
    }),
    type: t.expose('type', {
      type: ModelTypeEnum,
      description: 'Type of the calls that can use the route.',
    }),
    targets: t.field({
      type: [RouteTargetType],
      description: 'The models of the route, in the order in which they were given.',
      resolve: ({ targets }) => [...targets],
    }),
    policy: t.expose('policy', {
      type: RoutePolicyType,
      description: 'Conditions under which another model is used, and limits.',
    }),
    isBuiltin: t.boolean({
      description:
        "Whether it is a built-in route: visible to every tenant, changed only by platform administrators, or in the operator's file if it is from there.",
      resolve: ({ tenantId }) => tenantId === platformTenant,
    }),
    version: t.exposeInt('version', {
      description: 'Increases with every change; pass it to `updateRoute` as `expectedVersion`.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the creation.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change.' }),
  }),
});

const RouteFilterInput = builder.inputType('RouteFilter', {
  description:
    'Filter for routes. A route must match every given field. An empty list of types matches no route.',
  fields: (t) => ({
    types: t.field({ type: [ModelTypeEnum], description: 'Only routes of these types.' }),
    modelId: t.id({ description: 'Only routes that have this model.' }),
    isBuiltin: t.boolean({
      description: "True for built-in routes only, false for your tenant's own routes only.",
    }),
    search: t.string({
      description:
        'Only routes whose name or description contains this text, case-insensitive; at most 1000 characters.',
    }),
  }),
});

const connection = connectionTypes(RouteObject, {
  item: 'A route in a list.',
  page: 'A page of routes.',
});

builder.queryFields((t) => ({
  route: t.field({
    type: RouteObject,
    nullable: true,
    description:
      'A route by its ID; null when it does not exist or is not visible to you. Requires the scope `models:read` or `models:use`.',
    args: { id: t.arg.id({ required: true, description: 'ID of the route.' }) },
    resolve: (_root, { id }, { viewer, services }) =>
      services.routes.find(viewer, toRowId('Route', id)),
  }),
  defaultRoute: t.field({
    type: RouteObject,
    nullable: true,
    description:
      "The route that is used when a request names neither a model nor a route: your tenant's default, otherwise the platform's. Null when the default is a model (`defaultModel`), or when neither is set. Requires the scope `models:read` or `models:use`.",
    args: {
      type: t.arg({ type: ModelTypeEnum, required: true, description: 'Type of the route.' }),
    },
    resolve: (_root, { type }, { viewer, services }) => services.defaultRoutes.find(viewer, type),
  }),
  routes: t.connection(
    {
      type: RouteObject,
      description:
        "Your tenant's own routes and the built-in ones, newest first. Requires the scope `models:read` or `models:use`.",
      args: {
        filter: t.arg({ type: RouteFilterInput, description: 'Filter for the routes to return.' }),
      },
      resolve: async (_root, { filter, ...page }, { viewer, services }) => {
        const modelId = filter?.modelId == null ? null : toRowId('Model', filter.modelId);
        return toConnection(await services.routes.list(viewer, { ...filter, modelId }, page));
      },
    },
    ...connection,
  ),
}));
