import { type Percentiles, type UsageRow, usageGroups } from '../services/chat/usage-service.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';
import { ModelObject } from './model-object.ts';

const UsageGroupEnum = builder.enumType('UsageGroup', {
  description: 'What usage can be told apart by.',
  values: describeValues(usageGroups, {
    MODEL: 'The model that was used.',
    DAY: 'The day in UTC on which the completion was started.',
    SUBJECT: 'Who started the completion: the `sub` of the token.',
  }),
});

const PercentilesType = builder.objectRef<Percentiles>('Percentiles').implement({
  description: 'Times that a share of the completions did not exceed, in milliseconds.',
  fields: (t) => ({
    p50: t.exposeFloat('p50', { description: 'Half of them.' }),
    p95: t.exposeFloat('p95', { description: '95 of 100.' }),
    p99: t.exposeFloat('p99', { description: '99 of 100.' }),
  }),
});

const UsageRowType = builder.objectRef<UsageRow>('UsageRow').implement({
  description: 'What a group of completions came to.',
  fields: (t) => ({
    modelId: t.id({
      nullable: true,
      description: 'The `id` of the model, when grouped by it.',
      resolve: ({ modelId }) => (modelId === null ? null : encodeGlobalId('Model', modelId)),
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description: 'The model, when grouped by it; null once it is deleted.',
      resolve: ({ modelId }, _args, { viewer, services }) =>
        modelId === null ? null : services.models.find(viewer, modelId),
    }),
    day: t.exposeString('day', {
      nullable: true,
      description: 'The day, such as `2026-01-31`, when grouped by it.',
    }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'Who started them, when grouped by it.',
    }),
    calls: t.exposeInt('calls', { description: 'How many completions were started.' }),
    failures: t.exposeInt('failures', { description: 'How many of them failed.' }),
    promptTokens: t.exposeFloat('promptTokens', {
      description: 'Tokens read: a whole number, as far as upstreams tell.',
    }),
    completionTokens: t.exposeFloat('completionTokens', {
      description: 'Tokens generated: a whole number, estimated where an upstream could not tell.',
    }),
    totalTokens: t.exposeFloat('totalTokens', { description: 'Both together: a whole number.' }),
    firstTokenMs: t.expose('firstTokenMs', {
      type: PercentilesType,
      nullable: true,
      description: 'From the start to the first token; null when there was none.',
    }),
    durationMs: t.expose('durationMs', {
      type: PercentilesType,
      nullable: true,
      description: 'From the start to the end; null when none has ended.',
    }),
  }),
});

builder.queryField('usage', (t) =>
  t.field({
    type: [UsageRowType],
    description:
      "What the tenant's chat completions have used. At most 10000 rows. Needs the scope `models:read`.",
    args: {
      from: t.arg({ type: 'DateTime', required: true, description: 'Started not before.' }),
      to: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Started before; at most 366 days later.',
      }),
      groupBy: t.arg({
        type: [UsageGroupEnum],
        description: 'What to tell apart. Default: nothing, for one row.',
      }),
    },
    resolve: (_root, { from, to, groupBy }, { viewer, services }) =>
      services.usage.sum(viewer, { from, to }, groupBy ?? []),
  }),
);
