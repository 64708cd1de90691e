import {
  BuiltinModelError,
  InvalidInputError,
  NotFoundError,
  QuotaExceededError,
} from '../errors.ts';
import type { PullView } from '../services/pulls/pull-view.ts';
import { builder } from './builder.ts';
import { toRowId } from './global-id.ts';
import { ModelPayload } from './model-mutation.ts';
import { PullObject } from './pull.ts';
import { streamResult } from './stream-result.ts';

const PullModelInput = builder.inputType('PullModelInput', {
  description: 'The model to download.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of a local model.' }),
  }),
});

const CancelPullInput = builder.inputType('CancelPullInput', {
  description: 'The model whose download to cancel.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ID of the model that is being downloaded.' }),
  }),
});

builder.mutationFields((t) => ({
  pullModel: t.field({
    type: ModelPayload,
    description:
      'Starts a download of a local model: again after a failure, or the newest version of an installed model, which can be used in the meantime. Returns immediately; follow the download with `Subscription.pullProgress`. Requires the scope `models:write`.',
    args: {
      input: t.arg({ type: PullModelInput, required: true, description: 'The model to download.' }),
    },
    errors: { types: [NotFoundError, BuiltinModelError, InvalidInputError, QuotaExceededError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.pulls.pull(viewer, toRowId('Model', input.id)),
    }),
  }),
  cancelPull: t.field({
    type: ModelPayload,
    description:
      'Cancels the download of a model, for all models of your tenant that wait for the same download. The transfer stops when no other tenant waits for it. No effect when nothing is being downloaded. Requires the scope `models:write`.',
    args: {
      input: t.arg({
        type: CancelPullInput,
        required: true,
        description: 'The model whose download to cancel.',
      }),
    },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input }, { viewer, services }) => ({
      model: await services.pulls.cancel(viewer, toRowId('Model', input.id)),
    }),
  }),
}));

const PullProgressStream = streamResult('pullProgress', {
  items: [PullObject],
  typeOf: (_pull: PullView) => 'Pull',
  errors: [NotFoundError, InvalidInputError],
});

builder.subscriptionField('pullProgress', (t) =>
  t.field({
    type: PullProgressStream.type,
    description:
      'The newest download of a model: its current state, then its changes, at most a few per second, until it ends. Completes immediately for a local model that was never downloaded; returns InvalidInputError for a remote model. Requires the scope `models:read`.',
    args: { modelId: t.arg.id({ required: true, description: 'ID of the model.' }) },
    subscribe: (_root, { modelId }, { viewer, services }) =>
      PullProgressStream.deliver(services.pullChanges.follow(viewer, toRowId('Model', modelId))),
    resolve: (item) => item,
  }),
);
