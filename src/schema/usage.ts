import {
  type Percentiles,
  type UsageRow,
  usageGroups,
  usageKinds,
} from '../services/chat/usage-service.ts';
import { builder } from './builder.ts';
import { describeValues } from './describe-values.ts';
import { encodeGlobalId } from './global-id.ts';
import { ModelObject } from './model.ts';

const UsageGroupEnum = builder.enumType('UsageGroup', {
  description: 'Dimension by which usage is grouped.',
  values: describeValues(usageGroups, {
    MODEL: 'Group by the model that was used.',
    KIND: 'Group by the kind of the call.',
    DAY: 'Group by the day, in UTC, on which the call was started.',
    SUBJECT: 'Group by the subject that started the call: the `sub` claim of the token.',
    TENANT:
      'Group by tenant, and count the calls of all tenants. Requires the scope `platform:admin` instead of `models:read`.',
  }),
});

const UsageKindEnum = builder.enumType('UsageKind', {
  description: 'Kind of a call to a model.',
  values: describeValues(usageKinds, {
    CHAT: 'A response to messages: `chat` or `startChat`.',
    GENERATE: 'A continuation of a prompt: `generate` or `startGenerate`.',
    EMBED: 'Vectors for texts: `embed`.',
    RERANK: 'A ranking of documents: `rerank`.',
    TRANSCRIBE: 'A transcript of a recording: `transcribe`.',
  }),
});

const PercentilesType = builder.objectRef<Percentiles>('Percentiles').implement({
  description: 'Percentiles of a duration, in milliseconds.',
  fields: (t) => ({
    p50: t.exposeInt('p50', {
      description: 'Median, in milliseconds: half of the calls took at most this long.',
    }),
    p95: t.exposeInt('p95', { description: '95th percentile, in milliseconds.' }),
    p99: t.exposeInt('p99', { description: '99th percentile, in milliseconds.' }),
  }),
});

const UsageRowType = builder.objectRef<UsageRow>('UsageRow').implement({
  description: 'Usage of one group of calls.',
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
    kind: t.expose('kind', {
      type: UsageKindEnum,
      nullable: true,
      description: 'Kind of the calls; null unless grouped by KIND.',
    }),
    day: t.exposeString('day', {
      nullable: true,
      description: 'The day in UTC, such as `2026-01-31`; null unless grouped by DAY.',
    }),
    subject: t.exposeString('subject', {
      nullable: true,
      description: 'The subject that started the calls; null unless grouped by SUBJECT.',
    }),
    tenantId: t.exposeString('tenantId', {
      nullable: true,
      description: 'Tenant of the calls; null unless grouped by TENANT.',
    }),
    calls: t.exposeInt('calls', { description: 'Number of calls that were started.' }),
    failures: t.exposeInt('failures', {
      description:
        'Number of calls with the status FAILED; cancelled and interrupted calls are not counted.',
    }),
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
    audioSeconds: t.exposeFloat('audioSeconds', {
      description:
        'Seconds of audio that were transcribed, as far as providers report the length of a recording.',
    }),
    firstTokenMs: t.expose('firstTokenMs', {
      type: PercentilesType,
      nullable: true,
      description: 'Time from the start to the first token; null when no call has one.',
    }),
    durationMs: t.expose('durationMs', {
      type: PercentilesType,
      nullable: true,
      description: 'Time from the start to the end; null when no call has ended.',
    }),
  }),
});

builder.queryField('usage', (t) =>
  t.field({
    type: [UsageRowType],
    description:
      'Usage of models by your tenant: completions, and calls to `embed`, `rerank` and `transcribe`; at most 10000 rows. A call of these is counted about a second after its response. Requires the scope `models:read`.',
    args: {
      from: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Only calls started at or after this time.',
      }),
      to: t.arg({
        type: 'DateTime',
        required: true,
        description: 'Only calls started before this time; at most 366 days after `from`.',
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
