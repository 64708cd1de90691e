import type { Route } from '../db/route.entity.ts';
import {
  BuiltinModelError,
  ConflictError,
  InvalidInputError,
  NotFoundError,
  QuotaExceededError,
} from '../errors.ts';
import { builder } from './builder.ts';
import { toRowId } from './global-id.ts';
import { everyone } from './model-input.ts';
import { ModelTypeEnum } from './provider.ts';
import {
  AfterOutputStepEnum,
  ContentFilterStepEnum,
  ContextLengthStepEnum,
  RouteObject,
} from './route.ts';

const RouteTargetInput = builder.inputType('RouteTargetInput', {
  description: 'A model of a route.',
  fields: (t) => ({
    modelId: t.id({
      required: true,
      description:
        "ID of a model of your tenant or of a built-in model. Its type must be the route's; routes of the types CHAT and VISION can have models of both types.",
    }),
    priority: t.int({
      description:
        'Models with the lowest priority number are used first, 0 to 1000; those of the same number share the calls. Default: the position in the list, from 0.',
    }),
    weight: t.int({
      description:
        'Share of the calls among the models of the same priority, 1 to 1000. Default 1.',
    }),
  }),
});

const RoutePolicyInput = builder.inputType('RoutePolicyInput', {
  description:
    'Conditions under which a route uses another model, and its limits. A field that is left out has its default in a new route, and stays unchanged in an update.',
  fields: (t) => ({
    maxAttempts: t.int({
      description:
        'Maximum number of requests to providers for one call, over all models, 1 to 20. Default 6.',
    }),
    maxPauseMs: t.int({
      description:
        'Longest delay before a retry with the same model while another one is available, 0 to 60000 milliseconds. Default 3000.',
    }),
    firstTokenTimeoutMs: t.int({
      description:
        "Time without a first token after which the next model is tried, 1 to 3600000 milliseconds. The last attempt always has the model's own timeout. For calls without streaming, it is the time until the response. Null means each model's own timeout. Default 15000.",
    }),
    deadlineMs: t.int({
      description:
        'Maximum time until the first token over all attempts, 1 to 3600000 milliseconds. Default 120000.',
    }),
    onContextLength: t.field({
      type: ContextLengthStepEnum,
      description: 'Step when a request is too long for a model. Default NEXT_LARGER.',
    }),
    onContentFilter: t.field({
      type: ContentFilterStepEnum,
      description: 'Step when a content filter of a provider blocks a request. Default STOP.',
    }),
    afterOutput: t.field({
      type: AfterOutputStepEnum,
      description: 'Step when a model fails after its response has begun. Default RESTART.',
    }),
  }),
});

const CreateRouteInput = builder.inputType('CreateRouteInput', {
  description: 'The route to create.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name, unique within the tenant, case-insensitive; 1 to 255 characters.',
    }),
    description: t.string({ description: 'Free-text description; at most 10000 characters.' }),
    type: t.field({
      type: ModelTypeEnum,
      required: true,
      description: 'Type of the calls that can use the route. It cannot be changed.',
    }),
    targets: t.field({
      type: [RouteTargetInput],
      required: true,
      description: 'The models, 1 to 20; each at most once.',
    }),
    policy: t.field({
      type: RoutePolicyInput,
      description: 'Conditions under which another model is used. Default: see its fields.',
    }),
    isBuiltin: t.boolean({
      description:
        'True creates a built-in route, which every tenant sees and which can have built-in models only. Default false. True requires the scope `platform:admin`.',
    }),
  }),
});

const UpdateRouteInput = builder.inputType('UpdateRouteInput', {
  description: 'Changes to a route. A field that is left out stays unchanged.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the route to change.' }),
    expectedVersion: t.int({
      description:
        "Fails with CONFLICT when the route's current version is different. Default: no check.",
    }),
    name: t.string({
      description:
        'Name, unique within the tenant, case-insensitive; 1 to 255 characters. Cannot be null.',
    }),
    description: t.string({
      description: 'Free-text description; at most 10000 characters. Null deletes it.',
    }),
    targets: t.field({
      type: [RouteTargetInput],
      description:
        'The models, 1 to 20; each at most once. They replace the whole list. Cannot be null.',
    }),
    policy: t.field({
      type: RoutePolicyInput,
      description: 'Changes to the policy; null sets all defaults.',
    }),
  }),
});

const DeleteRouteInput = builder.inputType('DeleteRouteInput', {
  description: 'The route to delete.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the route to delete.' }),
  }),
});

const SetDefaultRouteInput = builder.inputType('SetDefaultRouteInput', {
  description: 'The route to use when a request names neither a model nor a route.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description:
        'ID of a route of the tenant or of a built-in route. It becomes the default of its type.',
    }),
    everyone: everyone(t),
  }),
});

const RoutePayload = builder.objectRef<{ route: Route }>('RoutePayload').implement({
  description: 'The route after the mutation.',
  fields: (t) => ({
    route: t.expose('route', { type: RouteObject, description: 'Current state of the route.' }),
  }),
});

const DeleteRoutePayload = builder.objectRef<{ route: Route }>('DeleteRoutePayload').implement({
  description: 'The deleted route. Calls can no longer use it.',
  fields: (t) => ({
    route: t.expose('route', {
      type: RouteObject,
      description: 'State of the route before it was deleted.',
    }),
  }),
});

interface Target {
  readonly modelId: string;
}

/** Replaces the global IDs of the models with row IDs. */
function withRowIds<Input extends { readonly targets?: readonly Target[] | null | undefined }>(
  input: Input,
) {
  const { targets } = input;
  if (targets == null) return input;
  const own = targets.map((target) => ({ ...target, modelId: toRowId('Model', target.modelId) }));
  return { ...input, targets: own };
}

builder.mutationFields((t) => ({
  createRoute: t.field({
    type: RoutePayload,
    description: 'Creates a route. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: CreateRouteInput,
        required: true,
        description: 'The route to create.',
      }),
    },
    errors: { types: [InvalidInputError, NotFoundError, ConflictError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      route: await services.routes.create(viewer, withRowIds(input)),
    }),
  }),
  updateRoute: t.field({
    type: RoutePayload,
    description:
      'Changes a route. Calls that start after it use the new state. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: UpdateRouteInput,
        required: true,
        description: 'The route and the changes.',
      }),
    },
    errors: {
      types: [
        InvalidInputError,
        NotFoundError,
        BuiltinModelError,
        ConflictError,
        QuotaExceededError,
      ],
    },
    resolve: async (_root, { input }, { viewer, services }) => {
      const { id, expectedVersion, ...change } = input;
      const target = { id: toRowId('Route', id), expectedVersion: expectedVersion ?? null };
      return { route: await services.routes.update(viewer, target, withRowIds(change)) };
    },
  }),
  deleteRoute: t.field({
    type: DeleteRoutePayload,
    description:
      'Deletes a route. It cannot be restored. Its models stay. Requires the scope `models:write`.',
    args: {
      input: t.arg({ type: DeleteRouteInput, required: true, description: 'The route to delete.' }),
    },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      route: await services.routes.delete(viewer, toRowId('Route', input.id)),
    }),
  }),
  setDefaultRoute: t.field({
    type: RoutePayload,
    description:
      'Makes a route the default of its type. It replaces the current default, which can be a model; `clearDefaultModel` removes it. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: SetDefaultRouteInput,
        required: true,
        description: 'The route to make the default.',
      }),
    },
    errors: { types: [NotFoundError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      route: await services.defaultRoutes.set(viewer, toRowId('Route', input.id), input),
    }),
  }),
}));
