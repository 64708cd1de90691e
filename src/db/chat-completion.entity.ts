import { defineEntity, p } from '@mikro-orm/core';
import { chatEndings, finishReasons } from '../domain.ts';
import type { UpstreamFailure } from '../errors.ts';
import { Model } from './model.entity.ts';
import { tenantFilter } from './tenancy.ts';

const ChatCompletionSchema = defineEntity({
  name: 'ChatCompletion',
  tableName: 'chat_completion',
  rowLevelSecurity: 'force',
  filters: { tenant: tenantFilter },
  indexes: [{ properties: ['tenantId', 'createdAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.text().check("tenant_id <> ''"),
    modelId: () => p.manyToOne(Model).mapToPk().fieldName('model_id').deleteRule('no action'),
    subject: p.text(),
    status: p.enum(chatEndings),
    finishReason: p.enum(finishReasons).strictNullable(),
    rawFinishReason: p.text().strictNullable(),
    error: p.json<UpstreamFailure>().strictNullable(),
    promptTokens: p.integer().strictNullable(),
    completionTokens: p.integer().strictNullable(),
    totalTokens: p.integer().strictNullable(),
    cachedPromptTokens: p.integer().strictNullable(),
    reasoningTokens: p.integer().strictNullable(),
    lastSeq: p.integer(),
    createdAt: p.datetime(3),
    firstTokenMs: p.double().$type<number>().strictNullable(),
    durationMs: p.double().$type<number>(),
  },
});

/** The numbers of one ended generation. Neither prompt nor answer is stored. */
export class ChatCompletion extends ChatCompletionSchema.class {}
ChatCompletionSchema.setClass(ChatCompletion);
