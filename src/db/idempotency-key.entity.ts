import { defineEntity, p } from '@mikro-orm/core';
import { owned } from './tenancy.ts';

const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  ...owned('idempotency_key'),
  indexes: [{ properties: ['createdAt'] }],
  properties: {
    tenantId: p.text().primary(),
    /** Chosen by the client. */
    requestId: p.text().primary(),
    /** Keyed hash of the input. */
    digest: p.text(),
    /** The model or the download that the request created. */
    objectId: p.uuid(),
    createdAt: p.datetime(3),
  },
});

/** A request that has created an object. A retry with the same request ID returns that object. */
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
