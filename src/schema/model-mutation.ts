import type { Model } from '../db/model.entity.ts';
import {
  BuiltinModelError,
  ConflictError,
  DestinationNotAllowedError,
  InvalidInputError,
  NotFoundError,
  RequestIdReusedError,
  UpstreamError,
} from '../errors.ts';
import { builder } from './builder.ts';
import { toRowId } from './global-id.ts';
import {
  ClearDefaultModelInput,
  CreateModelInput,
  DeleteModelInput,
  RestoreModelInput,
  SetDefaultModelInput,
  UpdateModelInput,
} from './model-input.ts';
import { ModelObject } from './model-object.ts';

export const ModelPayload = builder.objectRef<{ model: Model }>('ModelPayload').implement({
  description: 'What a mutation made of a model.',
  fields: (t) => ({
    model: t.expose('model', { type: ModelObject, description: 'The model as it is now.' }),
  }),
});

const DeleteModelPayload = builder.objectRef<{ model: Model }>('DeleteModelPayload').implement({
  description: 'The model is gone from every list and cannot be used any more.',
  fields: (t) => ({
    model: t.expose('model', { type: ModelObject, description: 'The model as it was.' }),
  }),
});

const ClearDefaultPayload = builder
  .objectRef<{ model: Model | null }>('ClearDefaultModelPayload')
  .implement({
    description: 'The choice is forgotten.',
    fields: (t) => ({
      model: t.expose('model', {
        type: ModelObject,
        nullable: true,
        description: "What is used from now on: the platform's default, or null for none.",
      }),
    }),
  });

builder.mutationFields((t) => ({
  createModel: t.field({
    type: ModelPayload,
    description:
      'Registers a model. A local one that Ollama does not have yet is answered at once, with the status DOWNLOADING: watch it with `Subscription.pullProgress`. Needs the scope `models:write`.',
    args: {
      input: t.arg({ type: CreateModelInput, required: true, description: 'The new model.' }),
    },
    errors: {
      types: [
        InvalidInputError,
        ConflictError,
        RequestIdReusedError,
        DestinationNotAllowedError,
        UpstreamError,
      ],
    },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.models.create(viewer, input),
    }),
  }),
  updateModel: t.field({
    type: ModelPayload,
    description:
      'Changes a model. A field left out stays as it is, null clears it. Needs the scope `models:write`.',
    args: {
      input: t.arg({ type: UpdateModelInput, required: true, description: 'What to change.' }),
    },
    errors: {
      types: [
        InvalidInputError,
        NotFoundError,
        BuiltinModelError,
        ConflictError,
        DestinationNotAllowedError,
        UpstreamError,
      ],
    },
    resolve: async (_root, { input }, { viewer, services }) => {
      const { id, expectedVersion, ...change } = input;
      const target = { id: toRowId('Model', id), expectedVersion: expectedVersion ?? null };
      return { model: await services.models.update(viewer, target, change) };
    },
  }),
  deleteModel: t.field({
    type: DeleteModelPayload,
    description:
      'Removes a model. Its completions keep their numbers. Needs the scope `models:write`.',
    args: {
      input: t.arg({ type: DeleteModelInput, required: true, description: 'Which model.' }),
    },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.models.delete(viewer, toRowId('Model', input.id)),
    }),
  }),
  restoreModel: t.field({
    type: ModelPayload,
    description:
      'Brings a deleted model back, with its credential. A local model that Ollama no longer has comes back as DOWNLOAD_FAILED. Needs the scope `models:write`.',
    args: {
      input: t.arg({ type: RestoreModelInput, required: true, description: 'Which model.' }),
    },
    errors: { types: [NotFoundError, BuiltinModelError, ConflictError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.models.restore(viewer, toRowId('Model', input.id)),
    }),
  }),
  setDefaultModel: t.field({
    type: ModelPayload,
    description:
      'Makes a model the default of its type, in the place of the present one. Needs the scope `models:write`.',
    args: {
      input: t.arg({ type: SetDefaultModelInput, required: true, description: 'Which model.' }),
    },
    errors: { types: [NotFoundError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.defaults.set(viewer, toRowId('Model', input.id), input),
    }),
  }),
  clearDefaultModel: t.field({
    type: ClearDefaultPayload,
    description: 'Forgets which model is the default of a type. Needs the scope `models:write`.',
    args: {
      input: t.arg({ type: ClearDefaultModelInput, required: true, description: 'Which default.' }),
    },
    errors: { types: [NotFoundError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.defaults.clear(viewer, input.type, input),
    }),
  }),
}));
