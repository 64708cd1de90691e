import { modelChangeKinds } from '../services/models/model-change-log.ts';
import type { ModelChange } from '../services/models/model-change-service.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';
import { ModelObject } from './model-object.ts';

const ModelChangeKindEnum = builder.enumType('ModelChangeKind', {
  description: 'How a model has changed.',
  values: describeValues(modelChangeKinds, {
    CREATED: 'It was registered or restored.',
    UPDATED: 'A field has changed, such as its name, its status, or whether it is the default.',
    DELETED: 'It was deleted, and can no longer be listed or used.',
  }),
});

const ModelChangeType = builder.objectRef<ModelChange>('ModelChange').implement({
  description: 'A change of a model that you may see.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ModelChangeKindEnum, description: 'How it has changed.' }),
    modelId: t.id({
      description: 'The `id` of the model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description:
        'The model as it is when the change is delivered, at most a second old; null when it has been deleted.',
      resolve: (change, _args, { services }) => services.changes.findModel(change),
    }),
    cursor: t.exposeString('cursor', {
      description: 'Pass it as `after` to resume after this change.',
    }),
  }),
});

builder.subscriptionField('modelChanges', (t) =>
  t.field({
    type: ModelChangeType,
    description:
      'Every change, from subscribing on, of the models that you may see: your own and the built-in ones. Changes that are made while the database cannot be read are delivered afterwards. Needs the scope `models:read`.',
    args: {
      after: t.arg.string({
        description:
          'Cursor of the last change that you have received: the changes after it are sent first. NOT_RESUMABLE when they are no longer kept.',
      }),
    },
    subscribe: (_root, { after }, { viewer, services }) =>
      services.changes.follow(viewer, after ?? null),
    resolve: (change) => change,
  }),
);
