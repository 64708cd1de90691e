import {
  InvalidInputError,
  ModelInUseError,
  NotFoundError,
  type OllamaModelUse,
  UpstreamError,
} from '../errors.ts';
import { builder } from './builder.ts';
import { ErrorInterface } from './error.ts';
import { encodeGlobalId } from './global-id.ts';

const OllamaModelUseType = builder.objectRef<OllamaModelUse>('OllamaModelUse').implement({
  description: 'A registered model that stands for a model of Ollama.',
  fields: (t) => ({
    tenantId: t.exposeString('tenantId', {
      description: 'The tenant whose model it is; `*` for a built-in one.',
    }),
    modelId: t.id({
      description: 'The `id` of the model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    name: t.exposeString('name', { description: 'Its name in Ollama, as it was registered.' }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'What people call it.',
    }),
  }),
});

builder.objectType(ModelInUseError, {
  name: 'ModelInUseError',
  description: 'The model of Ollama cannot be removed while registered models stand for it.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    models: t.field({
      type: [OllamaModelUseType],
      description: 'Every one of them, of all tenants and built-in ones.',
      resolve: ({ models }) => [...models],
    }),
  }),
});

const DeleteOllamaModelPayload = builder
  .objectRef<{ name: string }>('DeleteOllamaModelPayload')
  .implement({
    description: 'The model is gone from Ollama.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The name under which Ollama had listed it.' }),
    }),
  });

const DeleteOllamaModelInput = builder.inputType('DeleteOllamaModelInput', {
  description: 'Which model to remove from Ollama.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'Its name: `[host/][namespace/]model[:tag]`, in any case; the default tag is `latest`.',
    }),
  }),
});

builder.mutationField('deleteOllamaModel', (t) =>
  t.field({
    type: DeleteOllamaModelPayload,
    description:
      "Removes a model from this installation's Ollama, unless a registered model of any tenant stands for it. Answers that it is giving are finished. Needs the scope `platform:admin`.",
    args: {
      input: t.arg({ type: DeleteOllamaModelInput, required: true, description: 'Which model.' }),
    },
    errors: { types: [InvalidInputError, NotFoundError, ModelInUseError, UpstreamError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      name: await services.ollama.delete(viewer, input),
    }),
  }),
);
