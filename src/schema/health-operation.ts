import { BuiltinModelError, NotFoundError } from '../errors.ts';
import type { HealthChange } from '../services/routes/health-service.ts';
import { builder } from './builder.ts';
import { encodeGlobalId, toRowId } from './global-id.ts';
import { ModelObject } from './model.ts';
import { ModelPayload } from './model-mutation.ts';
import { TargetHealthType } from './target-health.ts';

const ResetTargetHealthInput = builder.inputType('ResetTargetHealthInput', {
  description: 'The model or the key that calls use again.',
  fields: (t) => ({
    modelId: t.id({ required: true, description: 'ID of the model.' }),
    keyId: t.id({
      description: 'ID of an `ApiKey` of the model. Default: the model and all of its keys.',
    }),
  }),
});

builder.mutationField('resetTargetHealth', (t) =>
  t.field({
    type: ModelPayload,
    description:
      'Deletes the recorded failures of a model and its keys, so that calls use them again at once. No effect when there are none. Requires the scope `models:write`, or `platform:admin` for a built-in model.',
    args: {
      input: t.arg({
        type: ResetTargetHealthInput,
        required: true,
        description: 'The model or the key.',
      }),
    },
    errors: { types: [NotFoundError, BuiltinModelError] },
    resolve: async (_root, { input: { modelId, keyId } }, { viewer, services }) => {
      const key = keyId == null ? null : toRowId('ApiKey', keyId);
      return { model: await services.health.reset(viewer, toRowId('Model', modelId), key) };
    },
  }),
);

const CircuitTargetEnum = builder.enumType('CircuitTarget', {
  description: 'The part of a model that has a circuit.',
  values: {
    MODEL: { description: 'The model itself.' },
    CREDENTIAL: { description: "The model's own credential." },
    KEY: { description: 'Another key of the model.' },
  } as const,
});

const HealthChangeType = builder.objectRef<HealthChange>('HealthChange').implement({
  description: 'A change of the health of a model or of one of its keys.',
  fields: (t) => ({
    target: t.expose('target', {
      type: CircuitTargetEnum,
      description: 'The part of the model that has changed.',
    }),
    modelId: t.id({
      description: 'ID of the model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    keyId: t.id({
      nullable: true,
      description:
        'ID of the `ApiKey`. Null when `target` is not KEY, for built-in models unless you are a platform administrator, and without the scope `models:read` or `models:write`.',
      resolve: ({ keyId }) => (keyId === null ? null : encodeGlobalId('ApiKey', keyId)),
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description:
        'State of the model when the change is delivered, at most one second old. Null when the model has been deleted.',
      resolve: (change, _args, { services }) => services.health.findModel(change),
    }),
    health: t.expose('health', {
      type: TargetHealthType,
      description: 'The health after the change.',
    }),
  }),
});

builder.subscriptionField('healthChanges', (t) =>
  t.field({
    type: HealthChangeType,
    description:
      "Health of the models that are visible to you, your tenant's own and the built-in ones, and of their keys: first the current health of each that is not CLOSED, then each change. A slow client receives only the newest state of each. Requires the scope `models:read` or `models:use`.",
    subscribe: (_root, _args, { viewer, services }) => services.health.follow(viewer),
    resolve: (change) => change,
  }),
);
