import { platformTenant } from '../domain.ts';
import {
  InvalidInputError,
  ModelInUseError,
  NotFoundError,
  type OllamaModelUse,
  RequestIdReusedError,
  UpstreamError,
} from '../errors.ts';
import type { PullView } from '../services/pulls/pull-view.ts';
import { builder } from './builder.ts';
import { ErrorInterface } from './error.ts';
import { encodeGlobalId, toRowId } from './global-id.ts';
import { PullObject } from './pull.ts';

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

const PullPayload = builder.objectRef<{ pull: PullView }>('PullPayload').implement({
  description: 'The download after the mutation.',
  fields: (t) => ({
    pull: t.expose('pull', { type: PullObject, description: 'Current state of the download.' }),
  }),
});

const PullOllamaModelInput = builder.inputType('PullOllamaModelInput', {
  description: 'The model to download.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description:
        'Name of the model, case-insensitive: `[host/][namespace/]model[:tag]`. The default tag is `latest`.',
    }),
    requestId: t.id({
      description:
        'ID of the request, chosen by the client; at most 255 characters. The same request sent again within a day returns the same download.',
    }),
  }),
});

const CancelOllamaPullInput = builder.inputType('CancelOllamaPullInput', {
  description: 'The download to cancel.',
  fields: (t) => ({
    id: t.id({
      required: true,
      description: 'ID of a download that `pullOllamaModel` requested.',
    }),
  }),
});

builder.mutationFields((t) => ({
  pullOllamaModel: t.field({
    type: PullPayload,
    description:
      "Downloads a model to this installation's Ollama without registering it, or its newest version when it is installed. Returns immediately; follow the download with `Subscription.pullChanges`. Joins a running download of the same model. Requires the scope `platform:admin`.",
    args: {
      input: t.arg({
        type: PullOllamaModelInput,
        required: true,
        description: 'The model to download.',
      }),
    },
    errors: { types: [InvalidInputError, NotFoundError, RequestIdReusedError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      pull: await services.pullLists.getRequested(
        viewer,
        await services.pulls.pullNamed(viewer, input),
      ),
    }),
  }),
  cancelOllamaPull: t.field({
    type: PullPayload,
    description:
      'Cancels a download that `pullOllamaModel` requested. The transfer stops when no model waits for it. No effect when it has ended. Requires the scope `platform:admin`.',
    args: {
      input: t.arg({
        type: CancelOllamaPullInput,
        required: true,
        description: 'The download to cancel.',
      }),
    },
    errors: { types: [NotFoundError] },
    resolve: async (_root, { input }, { viewer, services }) => {
      const id = toRowId('Pull', input.id);
      await services.pulls.cancelNamed(viewer, id);
      return { pull: await services.pullLists.getRequested(viewer, id) };
    },
  }),
}));

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
