import { type Percentiles, type UsageRow, usageGroups } from '../services/chat/usage-service.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';
import { ModelObject } from './model-object.ts';

const UsageGroupEnum = builder.enumType('UsageGroup', {
  description: 'Dimension by which usage is grouped.',
  values: describeValues(usageGroups, {
    MODEL: 'Group by the model that was used.',
    DAY: 'Group by the day, in UTC, on which the completion was started.',
    SUBJECT: 'Group by the subject that started the completion: the `sub` claim of the token.',
  }),
});

const PercentilesType = builder.objectRef<Percentiles>('Percentiles').implement({
  description: 'Percentiles of a duration, in milliseconds.',
  fields: (t) => ({
    p50: t.exposeInt('p50', {
      description: 'Median, in milliseconds: half of the completions took at most this long.',
    }),
    p95: t.exposeInt('p95', { description: '95th percentile, in milliseconds.' }),
    p99: t.exposeInt('p99', { description: '99th percentile, in milliseconds.' }),
  }),
});

const UsageRowType = builder.objectRef<UsageRow>('UsageRow').implement({
  description: 'Usage of one group of completions.',
  fields: (t) => ({
    modelId: t.id({
      nullable: true,
      description: 'ID of the model; null unless grouped by MODEL.',
      resolve: ({ modelId }) => (modelId === null ? null : encodeGlobalId('Model', modelId)),
    }),
    model: t.field({
      type: ModelObject,
      nullable: true,
      description: 'The model; null unless grouped by MODEL, and after it is deleted.',
      resolve: ({ modelId }, _args, { viewer, services }) =>
        modelId === null ? null : services.models.find(viewer, modelId),
    }),
    day: t.exposeString('day', {
      nullable: true,
      description: 'The day in UTC, such as `2026-01-31`; null unless grouped by DAY.',
    }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'The subject that started the completions; null unless grouped by SUBJECT.',
    }),
    calls: t.exposeInt('calls', { description: 'Number of completions that were started.' }),
    failures: t.exposeInt('failures', { description: 'Number of completions that failed.' }),
    promptTokens: t.expose('promptTokens', {
      type: 'BigInt',
      description: 'Number of input tokens, as far as providers report them.',
    }),
    completionTokens: t.expose('completionTokens', {
      type: 'BigInt',
      description:
        'Number of generated tokens. It is estimated where a provider does not report it.',
    }),
    totalTokens: t.expose('totalTokens', {
      type: 'BigInt',
      description: 'Sum of input and generated tokens.',
    }),
    firstTokenMs: t.expose('firstTokenMs', {
      type: PercentilesType,
      nullable: true,
      description: 'Time from the start to the first token; null when no completion has one.',
    }),
    durationMs: t.expose('durationMs', {
      type: PercentilesType,
      nullable: true,
      description: 'Time from the start to the end; null when no completion has ended.',
    }),
  }),
});

builder.queryField('usage', (t) =>
  t.field({
    type: [UsageRowType],
    description:
      "Usage of your tenant's chat completions; at most 10000 rows. Requires the scope `models:read`.",
    args: {
      from: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Only completions started at or after this time.',
      }),
      to: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Only completions started before this time; at most 366 days after `from`.',
      }),
      groupBy: t.arg({
        type: [UsageGroupEnum],
        description: 'Dimensions to group by. Default: none, which returns one row.',
      }),
    },
    resolve: (_root, { from, to, groupBy }, { viewer, services }) =>
      services.usage.sum(viewer, { from, to }, groupBy ?? []),
  }),
);
