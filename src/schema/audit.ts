import type { AuditEvent } from '../db/audit-event.entity.ts';
import { modelActions } from '../domain.ts';
import { builder } from './builder.ts';
import { toConnection } from './connection.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId, toRowId } from './global-id.ts';
import { ModelObject } from './model-object.ts';

const ModelActionEnum = builder.enumType('ModelAction', {
  description: 'Something that can be done to a model.',
  values: describeValues(modelActions, {
    CREATED: 'It was registered.',
    UPDATED: 'Fields were changed.',
    CREDENTIAL_SET: 'API key or secret headers were stored.',
    CREDENTIAL_CLEARED:
      'API key or secret headers were forgotten, also because the address changed.',
    DELETED: 'It was deleted.',
    RESTORED: 'It was brought back.',
    RESET: "It was given back to the operator's file.",
    DEFAULT_SET: 'It was made the default of its type.',
    DEFAULT_UNSET: 'It is no longer the default of its type.',
    PULL_REQUESTED: 'Its download was asked for.',
    PULL_SUCCEEDED: 'Its download came to its end: Ollama has it.',
    PULL_FAILED: 'Its download was given up.',
    PULL_CANCELLED: 'Its download is no longer waited for.',
    WENT_MISSING: 'Ollama was found not to have it any more.',
    TESTED: 'It was tried whether it works.',
  }),
});

const AuditEventType = builder.objectRef<AuditEvent>('AuditEvent').implement({
  description: 'Who did what to which model, and when. Never contains a value.',
  fields: (t) => ({
    id: t.id({
      description: 'Tells events apart.',
      resolve: ({ seq }) => encodeGlobalId('AuditEvent', String(seq)),
    }),
    action: t.expose('action', { type: ModelActionEnum, description: 'What was done.' }),
    modelId: t.id({
      description: 'The `id` of the model.',
      resolve: ({ modelId }) => encodeGlobalId('Model', modelId),
    }),
    modelName: t.exposeString('modelName', { description: 'What people called the model then.' }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description: 'The model as it is now; null when it is deleted. Needs `models:read`.',
      resolve: ({ modelId }, _args, { viewer, services }) => services.models.find(viewer, modelId),
    }),
    fields: t.stringList({
      description: 'Names of the fields that were changed.',
      resolve: ({ fields }) => fields,
    }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: "Who did it: the `sub` of the token. Null for the operator's file.",
    }),
    subjectTenantId: t.exposeString('subjectTenantId', {
      nullable: true,
      description: "The tenant of the token that did it. Null for the operator's file.",
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was done.' }),
  }),
});

const AuditEventFilter = builder.inputType('AuditEventFilter', {
  description: 'Which events to list: those that fit every field given.',
  fields: (t) => ({
    modelId: t.id({ description: 'What was done to this model.' }),
    actions: t.field({ type: [ModelActionEnum], description: 'One of these actions.' }),
    subject: t.string({ description: 'Done by this subject.' }),
    since: t.field({ type: 'DateTime', description: 'Not before this moment.' }),
    until: t.field({ type: 'DateTime', description: 'Before this moment.' }),
    platform: t.boolean({
      description:
        'What was done to built-in models and for every tenant. Needs the scope `platform:admin`.',
    }),
  }),
});

const AuditEventEdge = builder.edgeObject({
  name: 'AuditEventEdge',
  description: 'An event in a list.',
  type: AuditEventType,
});

const AuditEventConnection = builder.connectionObject(
  { name: 'AuditEventConnection', description: 'A page of events.', type: AuditEventType },
  AuditEventEdge,
);

builder.queryField('auditEvents', (t) =>
  t.connection(
    {
      type: AuditEventType,
      description:
        'Who did what to which model, newest first, as far back as it is kept. Needs the scope `models:write`.',
      args: { filter: t.arg({ type: AuditEventFilter, description: 'Which events.' }) },
      resolve: async (_root, { filter, ...page }, { viewer, services }) => {
        const modelId = filter?.modelId == null ? null : toRowId('Model', filter.modelId);
        return toConnection(await services.audit.list(viewer, { ...filter, modelId }, page));
      },
    },
    AuditEventConnection,
    AuditEventEdge,
  ),
);
