import { type ModelChange, modelChangeKinds } from '../services/models/model-change-service.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';
import { ModelObject } from './model-object.ts';

const ModelChangeKindEnum = builder.enumType('ModelChangeKind', {
  description: 'What has become of a model.',
  values: describeValues(modelChangeKinds, {
    CREATED: 'It is new, or back.',
    UPDATED: 'Something about it is different, such as a name, its status, or being the default.',
    DELETED: 'It is gone from every list and cannot be used any more.',
  }),
});

const ModelChangeType = builder.objectRef<ModelChange>('ModelChange').implement({
  description: 'Something that has become different about a model that you may see.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ModelChangeKindEnum, description: 'What has become of it.' }),
    modelId: t.id({
      description: 'The `id` of the model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description: 'The model as it is by now; null when it is deleted.',
      resolve: ({ modelId }, _args, { viewer, services }) => services.models.find(viewer, modelId),
    }),
    cursor: t.exposeString('cursor', {
      description: 'Give it as `after` to go on behind this change.',
    }),
  }),
});

builder.subscriptionField('modelChanges', (t) =>
  t.field({
    type: ModelChangeType,
    description:
      'What becomes of the models that you may see, your own and built-in ones: every change from subscribing on. Needs the scope `models:read`.',
    args: {
      after: t.arg.string({
        description:
          'Cursor of the last change you have seen: what has come since is sent first. NOT_RESUMABLE when it is no longer kept.',
      }),
    },
    subscribe: (_root, { after }, { viewer, services }) =>
      services.changes.follow(viewer, after ?? null),
    resolve: (change) => change,
  }),
);
