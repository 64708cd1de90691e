import { platformTenant } from '../domain.ts';
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
  description: 'A registered model that uses an Ollama model.',
  fields: (t) => ({
    tenantId: t.string({
      nullable: true,
      description: 'Tenant that owns the registered model; null for a built-in model.',
      resolve: ({ tenantId }) => (tenantId === platformTenant ? null : tenantId),
    }),
    modelId: t.id({
      description: 'ID of the registered model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    name: t.exposeString('name', {
      description: 'Name in Ollama with which the model was registered.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'Name to display; null when none is set.',
    }),
  }),
});

builder.objectType(ModelInUseError, {
  name: 'ModelInUseError',
  description: 'The model cannot be removed from Ollama while registered models use it.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    models: t.field({
      type: [OllamaModelUseType],
      description: 'The registered models that use it: of all tenants, and built-in ones.',
      resolve: ({ models }) => [...models],
    }),
  }),
});

const DeleteOllamaModelPayload = builder
  .objectRef<{ name: string }>('DeleteOllamaModelPayload')
  .implement({
    description: 'The model was removed from Ollama.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Name under which Ollama listed the model.' }),
    }),
  });

const DeleteOllamaModelInput = builder.inputType('DeleteOllamaModelInput', {
  description: 'The model to remove from Ollama.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'Name of the model, case-insensitive: `[host/][namespace/]model[:tag]`. The default tag is `latest`.',
    }),
  }),
});

builder.mutationField('deleteOllamaModel', (t) =>
  t.field({
    type: DeleteOllamaModelPayload,
    description:
      "Removes a model from this installation's Ollama, unless a registered model of any tenant uses it. Ollama completes the responses that are in progress. Requires the scope `platform:admin`.",
    args: {
      input: t.arg({
        type: DeleteOllamaModelInput,
        required: true,
        description: 'The model to remove.',
      }),
    },
    errors: { types: [InvalidInputError, NotFoundError, ModelInUseError, UpstreamError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      name: await services.ollama.delete(viewer, input),
    }),
  }),
);
