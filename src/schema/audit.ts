import { AuditEvent } from '../db/audit-event.entity.ts';
import { modelActions } from '../domain.ts';
import { builder } from './builder.ts';
import { connectionTypes, toConnection } from './connection.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId, toRowId } from './global-id.ts';
import { ModelObject } from './model.ts';

const ModelActionEnum = builder.enumType('ModelAction', {
  description: 'An action on a model, a route or an API key that the audit log records.',
  values: describeValues(modelActions, {
    CREATED: 'The model was registered, the route was created, or the API key was stored.',
    UPDATED: 'Fields of the model, the route or the API key were changed.',
    CREDENTIAL_SET: 'The value of an API key, or secret headers, were stored.',
    CREDENTIAL_CLEARED:
      'The API key and secret headers were deleted, by a request or because the base URL changed.',
    DELETED: 'The model, the route or the API key was deleted.',
    RESTORED: 'The deleted model was restored.',
    RESET: "The built-in model was reset to the operator's file.",
    DEFAULT_SET: 'The model or the route became the default of its type.',
    DEFAULT_UNSET: 'The model or the route stopped being the default of its type.',
    PULL_REQUESTED: 'A download of the model was requested.',
    PULL_SUCCEEDED: 'The download succeeded; Ollama has the model.',
    PULL_FAILED: 'The download failed and is not retried.',
    PULL_CANCELLED: 'The download was cancelled for this model.',
    WENT_MISSING: 'Ollama no longer has the model.',
    TESTED: 'The model was tested.',
    CONTENT_FILTER_NEXT:
      'The route was set to try the next model when a content filter blocks a request.',
  }),
});

const AuditEventType = builder.node(AuditEvent, {
  name: 'AuditEvent',
  description:
    'An entry of the audit log: who did what to which model, route or API key, and when. Contains the names of changed fields, never their values.',
  id: { resolve: ({ seq }) => String(seq) },
  loadMany: (ids, { viewer, services }) => services.audit.findMany(viewer, ids),
  fields: (t) => ({
    action: t.expose('action', {
      type: ModelActionEnum,
      description: 'The action that was performed.',
    }),
    modelId: t.id({
      nullable: true,
      description: 'ID of the model; null for an action on another object.',
      resolve: ({ modelId }) => (modelId === null ? null : encodeGlobalId('Model', modelId)),
    }),
    modelName: t.exposeString('modelName', {
      nullable: true,
      description:
        'Display name of the model at the time of the action, or its name when it had no display name; null for an action on another object.',
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description:
        'Current state of the model; null when it is deleted, and for an action on another object. Requires the scope `models:read` or `models:use`.',
      resolve: ({ modelId }, _args, { viewer, services }) =>
        modelId === null ? null : services.models.find(viewer, modelId),
    }),
    routeId: t.id({
      nullable: true,
      description: 'ID of the route; null for an action on another object.',
      resolve: ({ routeId }) => (routeId === null ? null : encodeGlobalId('Route', routeId)),
    }),
    routeName: t.exposeString('routeName', {
      nullable: true,
      description:
        'Name of the route at the time of the action; null for an action on another object.',
    }),
    apiKeyId: t.id({
      nullable: true,
      description: 'ID of the API key; null for an action on another object.',
      resolve: ({ apiKeyId }) => (apiKeyId === null ? null : encodeGlobalId('ApiKey', apiKeyId)),
    }),
    apiKeyName: t.exposeString('apiKeyName', {
      nullable: true,
      description:
        'Name of the API key at the time of the action; null for an action on another object.',
    }),
    fields: t.stringList({
      description: 'Names of the fields that were changed.',
      resolve: ({ fields }) => fields,
    }),
    subject: t.exposeString('subject', {
      nullable: true,
      description:
        "The `sub` claim of the token that performed the action; null when the operator's file of built-in models caused it.",
    }),
    subjectTenantId: t.exposeString('subjectTenantId', {
      nullable: true,
      description:
        "Tenant of the token that performed the action; null when the operator's file of built-in models caused it.",
    }),
    at: t.expose('at', { type: 'DateTime', description: 'Time of the action.' }),
  }),
});

const AuditEventFilter = builder.inputType('AuditEventFilter', {
  description: 'Filter for audit events. An event must match every given field.',
  fields: (t) => ({
    modelId: t.id({ description: 'Only actions on this model.' }),
    routeId: t.id({ description: 'Only actions on this route.' }),
    actions: t.field({
      type: [ModelActionEnum],
      description: 'Only events with one of these actions.',
    }),
    subject: t.string({
      description: 'Only actions of this subject: the `sub` claim of the token.',
    }),
    since: t.field({ type: 'DateTime', description: 'Only actions at or after this time.' }),
    until: t.field({ type: 'DateTime', description: 'Only actions before this time.' }),
    platform: t.boolean({
      description:
        "True for actions on built-in models, routes, the API keys of the platform and defaults for every tenant, instead of your tenant's. Default false. Requires the scope `platform:admin`.",
    }),
  }),
});

const connection = connectionTypes(AuditEventType, {
  item: 'An audit event in a list.',
  page: 'A page of audit events.',
});

builder.queryField('auditEvents', (t) =>
  t.connection(
    {
      type: AuditEventType,
      description:
        'The audit log of models, routes and API keys, newest first. Events are deleted after the retention time that the operator sets (AUDIT_RETENTION_DAYS, 365 days by default). Requires the scope `models:write`.',
      args: {
        filter: t.arg({
          type: AuditEventFilter,
          description: 'Filter for the audit events to return.',
        }),
      },
      resolve: async (_root, { filter, ...page }, { viewer, services }) => {
        const modelId = filter?.modelId == null ? null : toRowId('Model', filter.modelId);
        const routeId = filter?.routeId == null ? null : toRowId('Route', filter.routeId);
        const ids = { modelId, routeId };
        return toConnection(await services.audit.list(viewer, { ...filter, ...ids }, page));
      },
    },
    ...connection,
  ),
);
