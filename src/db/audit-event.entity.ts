import { defineEntity, p } from '@mikro-orm/core';
import { modelActions } from '../domain.ts';
import { ownedOrShared } from './tenancy.ts';

const AuditEventSchema = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  ...ownedOrShared('audit_event'),
  checks: [
    {
      name: 'audit_event_object_check',
      expression: 'num_nonnulls(model_id, route_id, api_key_id) = 1',
    },
  ],
  indexes: [
    { properties: ['tenantId', 'seq'] },
    { properties: ['tenantId', 'modelId', 'seq'] },
    { properties: ['tenantId', 'routeId', 'seq'] },
    { properties: ['at'] },
    // Counts the events of an hour.
    { properties: ['tenantId', 'at'] },
  ],
  properties: {
    /** Increases within a tenant in the order in which the changes were committed. */
    seq: p.bigint('number').primary().autoincrement(),
    /**
     * Owner of the changed object. The platform's tenant ID means that all tenants see the change.
     */
    tenantId: p.text(),
    action: p.enum(modelActions),
    /** Null for a change of another object, like the next. */
    modelId: p.uuid().strictNullable(),
    /** Name of the model at the time of the change. */
    modelName: p.text().strictNullable(),
    /** Null for a change of another object, like the next. */
    routeId: p.uuid().strictNullable(),
    /** Name of the route at the time of the change. */
    routeName: p.text().strictNullable(),
    /** Null for a change of another object, like the next. */
    apiKeyId: p.uuid().strictNullable(),
    /** Name of the API key at the time of the change. */
    apiKeyName: p.text().strictNullable(),
    /** Names of the changed fields, never their values. */
    fields: p.array(),
    /** Who made the change; null for the operator's file. */
    subject: p.text().strictNullable(),
    subjectTenantId: p.text().strictNullable(),
    at: p.datetime(3),
  },
});

/**
 * Who did what to which model, route or API key. Subscriptions to model changes read the same rows.
 */
export class AuditEvent extends AuditEventSchema.class {}
AuditEventSchema.setClass(AuditEvent);
