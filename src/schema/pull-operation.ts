import { BuiltinModelError, InvalidInputError, NotFoundError } from '../errors.ts';
import { builder } from './builder.ts';
import { toRowId } from './global-id.ts';
import { ModelPayload } from './model-mutation.ts';
import { PullObject } from './pull.ts';

const PullModelInput = builder.inputType('PullModelInput', {
  description: 'Which model to download.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The `id` of a local model.' }),
  }),
});

const CancelPullInput = builder.inputType('CancelPullInput', {
  description: 'Which download to wait for no longer.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The `id` of the model that is being downloaded.' }),
  }),
});

builder.mutationFields((t) => ({
  pullModel: t.field({
    type: ModelPayload,
    description:
      'Lets Ollama download a local model: one whose download failed, or the newest version of one that it has, which stays usable meanwhile. Returns at once; watch it with `Subscription.pullProgress`. Needs the scope `models:write`.',
    args: { input: t.arg({ type: PullModelInput, required: true, description: 'Which model.' }) },
    errors: { types: [NotFoundError, BuiltinModelError, InvalidInputError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.pulls.pull(viewer, toRowId('Model', input.id)),
    }),
  }),
  cancelPull: t.field({
    type: ModelPayload,
    description:
      'Waits no longer for the download of a model, with all your models that wait for the same one. The transfer stops when nobody waits for it. Without effect when nothing is being downloaded. Needs the scope `models:write`.',
    args: { input: t.arg({ type: CancelPullInput, required: true, description: 'Which model.' }) },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.pulls.cancel(viewer, toRowId('Model', input.id)),
    }),
  }),
}));

builder.subscriptionField('pullProgress', (t) =>
  t.field({
    type: PullObject,
    description:
      'The newest download of a model: its present state, then each change of it, a few times a second at most, until it ends. Ends at once for a local model that has never been downloaded; INVALID_INPUT for a remote model. Needs the scope `models:read`.',
    args: { modelId: t.arg.id({ required: true, description: 'The `id` of the model.' }) },
    subscribe: (_root, { modelId }, { viewer, services }) =>
      services.pulls.follow(viewer, toRowId('Model', modelId)),
    resolve: (pull) => pull,
  }),
);
