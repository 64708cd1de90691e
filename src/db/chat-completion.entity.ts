import { defineEntity, p } from '@mikro-orm/core';
import { chatCompletionStatuses, completionKinds, finishReasons } from '../domain.ts';
import type { UpstreamFailure } from '../errors.ts';
import { Model } from './model.entity.ts';
import { owned } from './tenancy.ts';

/** An attempt of a completion that has ended. */
export interface ChatAttempt {
  readonly modelId: string;
  /** Null for the model's own credential. */
  readonly keyLabel: string | null;
  /** In the form of ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Null when it had no output. */
  readonly firstTokenMs: number | null;
  /** Null when it succeeded, was cancelled, or ended without a finish. */
  readonly error: UpstreamFailure | null;
  readonly usage: {
    readonly promptTokens: number | null;
    readonly completionTokens: number | null;
    readonly totalTokens: number | null;
    readonly cachedPromptTokens: number | null;
    readonly reasoningTokens: number | null;
    readonly estimated: boolean;
  } | null;
  /** Whether the provider can charge for it. */
  readonly mayBeBilled: boolean;
}

const ChatCompletionSchema = defineEntity({
  name: 'ChatCompletion',
  tableName: 'chat_completion',
  ...owned('chat_completion'),
  indexes: [
    { properties: ['tenantId', 'createdAt', 'id'] },
    {
      name: 'chat_completion_text_index',
      expression:
        'create index "chat_completion_text_index" on "chat_completion" ("created_at") where text_kept',
    },
    {
      // Counts the running completions of a tenant and of a subject.
      name: 'chat_completion_quota_index',
      expression:
        'create index "chat_completion_quota_index" on "chat_completion" ("tenant_id", "subject") where status = \'IN_PROGRESS\'',
    },
    {
      name: 'chat_completion_running_index',
      expression:
        'create index "chat_completion_running_index" on "chat_completion" ("owner") where status = \'IN_PROGRESS\'',
    },
  ],
  uniques: [
    // The subject comes last, because a request ID is also looked up for all subjects.
    { name: 'chat_completion_request_unique', properties: ['tenantId', 'requestId', 'subject'] },
  ],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.text().check("tenant_id <> ''"),
    kind: p.enum(completionKinds),
    modelId: () => p.manyToOne(Model).mapToPk().fieldName('model_id').deleteRule('no action'),
    /** Null when the request used a model. The route can have been deleted since. */
    routeId: p.uuid().strictNullable(),
    subject: p.text(),
    status: p.enum(chatCompletionStatuses),
    /** Chosen by the client; deleted together with the text. */
    requestId: p.text().strictNullable(),
    /** Keyed hash of the request. */
    digest: p.text().strictNullable(),
    /** Lease of the process that runs it; null when another process has ended it. */
    owner: p.uuid().strictNullable(),
    cancelRequested: p.boolean(),
    /**
     * Other processes that participating clients are connected to, with the time until which that
     * is valid, in seconds since 1970.
     */
    attached: p.json<Readonly<Record<string, number>>>().default('{}'),
    /** Whether the last client of another process unsubscribed, and the owner has not read it yet. */
    wasLeft: p.boolean().default(false),
    finishReason: p.enum(finishReasons).strictNullable(),
    rawFinishReason: p.text().strictNullable(),
    error: p.json<UpstreamFailure>().strictNullable(),
    /**
     * Null while it is in progress, and after a single attempt with the model's own credential,
     * which the other columns describe.
     */
    attempts: p.json<readonly ChatAttempt[]>().strictNullable(),
    warnings: p.array(),
    promptTokens: p.integer().strictNullable(),
    completionTokens: p.integer().strictNullable(),
    totalTokens: p.integer().strictNullable(),
    cachedPromptTokens: p.integer().strictNullable(),
    reasoningTokens: p.integer().strictNullable(),
    usageEstimated: p.boolean(),
    /** Whether its events are still stored. */
    textKept: p.boolean(),
    /** Number of the last event; 1 while the completion is in progress. */
    lastSeq: p.integer(),
    createdAt: p.datetime(3),
    firstTokenMs: p.integer().strictNullable(),
    durationMs: p.integer().strictNullable(),
  },
});

/**
 * A completion. Its prompt is never stored; its response is stored for a limited time as events.
 */
export class ChatCompletion extends ChatCompletionSchema.class {}
ChatCompletionSchema.setClass(ChatCompletion);
