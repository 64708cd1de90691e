import type { Model } from '../db/model.entity.ts';
import type { Route } from '../db/route.entity.ts';
import {
  BuiltinModelError,
  ConflictError,
  DestinationNotAllowedError,
  InvalidInputError,
  NotFoundError,
  QuotaExceededError,
  RequestIdReusedError,
  UpstreamError,
} from '../errors.ts';
import { builder } from './builder.ts';
import { toRowId, withKeyRowIds, withModelKeyRowIds } from './global-id.ts';
import { ModelObject } from './model.ts';
import {
  ClearDefaultModelInput,
  CreateModelInput,
  DeleteModelInput,
  RestoreModelInput,
  SetDefaultModelInput,
  UpdateModelInput,
} from './model-input.ts';
import { RouteObject } from './route.ts';

export const ModelPayload = builder.objectRef<{ model: Model }>('ModelPayload').implement({
  description: 'The model after the mutation.',
  fields: (t) => ({
    model: t.expose('model', { type: ModelObject, description: 'Current state of the model.' }),
  }),
});

const DeleteModelPayload = builder.objectRef<{ model: Model }>('DeleteModelPayload').implement({
  description: 'The deleted model. It is no longer listed and can no longer be used.',
  fields: (t) => ({
    model: t.expose('model', {
      type: ModelObject,
      description: 'State of the model before it was deleted.',
    }),
  }),
});

const ClearDefaultPayload = builder
  .objectRef<{ model: Model | null; route: Route | null }>('ClearDefaultModelPayload')
  .implement({
    description: 'The result of removing a default.',
    fields: (t) => ({
      model: t.expose('model', {
        type: ModelObject,
        nullable: true,
        description:
          "The default model that applies now: the platform's; null when that is a route, or not set.",
      }),
      route: t.expose('route', {
        type: RouteObject,
        nullable: true,
        description:
          "The default route that applies now: the platform's; null when that is a model, or not set.",
      }),
    }),
  });

builder.mutationFields((t) => ({
  createModel: t.field({
    type: ModelPayload,
    description:
      'Registers a model. If Ollama does not have a local model, the mutation returns immediately with the status DOWNLOADING: follow the download with `Subscription.pullProgress`. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: CreateModelInput,
        required: true,
        description: 'The model to register.',
      }),
    },
    errors: {
      types: [
        InvalidInputError,
        ConflictError,
        RequestIdReusedError,
        DestinationNotAllowedError,
        QuotaExceededError,
        UpstreamError,
      ],
    },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.models.create(viewer, withModelKeyRowIds(input)),
    }),
  }),
  updateModel: t.field({
    type: ModelPayload,
    description:
      'Changes a model. A field that is left out stays unchanged; null clears it. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: UpdateModelInput,
        required: true,
        description: 'The model and the changes.',
      }),
    },
    errors: {
      types: [
        InvalidInputError,
        NotFoundError,
        BuiltinModelError,
        ConflictError,
        DestinationNotAllowedError,
        QuotaExceededError,
        UpstreamError,
      ],
    },
    resolve: async (_root, { input }, { viewer, services }) => {
      const { id, expectedVersion, ...change } = input;
      const target = { id: toRowId('Model', id), expectedVersion: expectedVersion ?? null };
      return { model: await services.models.update(viewer, target, withKeyRowIds(change)) };
    },
  }),
  deleteModel: t.field({
    type: DeleteModelPayload,
    description:
      'Deletes a model. `restoreModel` can undo this. Its completions stay in the usage statistics. Requires the scope `models:write`.',
    args: {
      input: t.arg({ type: DeleteModelInput, required: true, description: 'The model to delete.' }),
    },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.models.delete(viewer, toRowId('Model', input.id)),
    }),
  }),
  restoreModel: t.field({
    type: ModelPayload,
    description:
      'Restores a deleted model with its credential. A local model that Ollama no longer has gets the status DOWNLOAD_FAILED. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: RestoreModelInput,
        required: true,
        description: 'The model to restore.',
      }),
    },
    errors: { types: [NotFoundError, BuiltinModelError, ConflictError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.models.restore(viewer, toRowId('Model', input.id)),
    }),
  }),
  setDefaultModel: t.field({
    type: ModelPayload,
    description:
      'Makes a model the default of its type. It replaces the current default, which can be a route. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: SetDefaultModelInput,
        required: true,
        description: 'The model to make the default.',
      }),
    },
    errors: { types: [NotFoundError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.defaults.set(viewer, toRowId('Model', input.id), input),
    }),
  }),
  clearDefaultModel: t.field({
    type: ClearDefaultPayload,
    description:
      'Removes the default of a type: a model or a route. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: ClearDefaultModelInput,
        required: true,
        description: 'The default to remove.',
      }),
    },
    errors: { types: [NotFoundError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: null,
      route: null,
      ...(await services.defaults.clear(viewer, input.type, input)),
    }),
  }),
}));
