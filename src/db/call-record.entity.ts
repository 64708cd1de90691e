import { defineEntity, p } from '@mikro-orm/core';
import { callKinds, callStatuses } from '../domain.ts';
import { owned } from './tenancy.ts';

const CallRecordSchema = defineEntity({
  name: 'CallRecord',
  tableName: 'call_record',
  ...owned('call_record'),
  indexes: [{ properties: ['tenantId', 'createdAt'] }],
  properties: {
    id: p.uuid().primary(),
    tenantId: p.text().check("tenant_id <> ''"),
    kind: p.enum(callKinds),
    modelId: p.uuid(),
    subject: p.text(),
    status: p.enum(callStatuses),
    promptTokens: p.integer().strictNullable(),
    totalTokens: p.integer().strictNullable(),
    /** Length of a transcribed recording, in seconds. */
    audioSeconds: p.double().$type<number>().strictNullable(),
    createdAt: p.datetime(3),
    durationMs: p.integer(),
  },
});

/** A call without streaming: its result and its numbers, never its content. */
export class CallRecord extends CallRecordSchema.class {}
CallRecordSchema.setClass(CallRecord);
