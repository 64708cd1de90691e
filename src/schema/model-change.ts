import { InvalidInputError, NotResumableError } from '../errors.ts';
import { modelChangeKinds } from '../services/models/model-change-log.ts';
import type { ModelChange } from '../services/models/model-change-service.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';
import { ModelObject } from './model.ts';
import { streamResult } from './stream-result.ts';

const ModelChangeKindEnum = builder.enumType('ModelChangeKind', {
  description: 'Kind of a change to a model.',
  values: describeValues(modelChangeKinds, {
    CREATED: 'The model was registered or restored.',
    UPDATED:
      'A field of the model changed, such as its name, its status, or whether it is the default.',
    DELETED: 'The model was deleted; it can no longer be listed or used.',
  }),
});

const ModelChangeType = builder.objectRef<ModelChange>('ModelChange').implement({
  description: 'A change to a model that is visible to you.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ModelChangeKindEnum, description: 'Kind of the change.' }),
    modelId: t.id({
      description: 'ID of the model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description:
        'State of the model when the change is delivered, at most one second old. Null when the model has been deleted.',
      resolve: (change, _args, { services }) => services.changes.findModel(change),
    }),
    cursor: t.exposeString('cursor', {
      description: 'Cursor of the change; pass it as `after` to continue after this change.',
    }),
  }),
});

const ModelChangesStream = streamResult('modelChanges', {
  items: [ModelChangeType],
  typeOf: (_change: ModelChange) => 'ModelChange',
  errors: [InvalidInputError, NotResumableError],
});

builder.subscriptionField('modelChanges', (t) =>
  t.field({
    type: ModelChangesStream.type,
    description:
      "Changes to the models that are visible to you: your tenant's own and the built-in ones. Changes made during a database outage are delivered after it. Requires the scope `models:read` or `models:use`.",
    args: {
      after: t.arg.string({
        description:
          'Cursor of the last change that you received, or `changesCursor` of a page of models: the changes after it are sent first. Returns NotResumableError when these changes have been deleted, or when the database was restored from a backup without them. Default: only changes after the start of the subscription.',
      }),
    },
    subscribe: (_root, { after }, { viewer, services }) =>
      ModelChangesStream.deliver(services.changes.follow(viewer, after ?? null)),
    resolve: (item) => item,
  }),
);
