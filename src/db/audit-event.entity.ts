import { defineEntity, p } from '@mikro-orm/core';
import { modelActions } from '../domain.ts';
import { ownedOrShared } from './tenancy.ts';

const AuditEventSchema = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  ...ownedOrShared('audit_event'),
  indexes: [
    { properties: ['tenantId', 'seq'] },
    { properties: ['tenantId', 'modelId', 'seq'] },
    { properties: ['at'] },
  ],
  properties: {
    /** Rises within a tenant in the order in which the changes were committed. */
    seq: p.bigint('number').primary().autoincrement(),
    /** For whom it happened: the platform stands for everyone. */
    tenantId: p.text(),
    action: p.enum(modelActions),
    modelId: p.uuid(),
    /** What the model was called then. */
    modelName: p.text(),
    /** Names of what was changed, never values. */
    fields: p.array(),
    /** Who did it; null for the operator's file. */
    subject: p.text().strictNullable(),
    subjectTenantId: p.text().strictNullable(),
    at: p.datetime(3),
  },
});

/** Who did what to which model; also the log that live subscriptions read. */
export class AuditEvent extends AuditEventSchema.class {}
AuditEventSchema.setClass(AuditEvent);
