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
    // Counts the events of an hour.
    { properties: ['tenantId', 'at'] },
  ],
  properties: {
    /** Increases within a tenant in the order in which the changes were committed. */
    seq: p.bigint('number').primary().autoincrement(),
    /**
     * Owner of the changed model. The platform's tenant ID means that all tenants see the change.
     */
    tenantId: p.text(),
    action: p.enum(modelActions),
    modelId: p.uuid(),
    /** Name of the model at the time of the change. */
    modelName: p.text(),
    /** Names of the changed fields, never their values. */
    fields: p.array(),
    /** Who made the change; null for the operator's file. */
    subject: p.text().strictNullable(),
    subjectTenantId: p.text().strictNullable(),
    at: p.datetime(3),
  },
});

/** Who did what to which model. Subscriptions to model changes read the same rows. */
export class AuditEvent extends AuditEventSchema.class {}
AuditEventSchema.setClass(AuditEvent);
