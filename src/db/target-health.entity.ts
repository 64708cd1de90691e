import { defineEntity, p } from '@mikro-orm/core';
import { upstreamErrorReasons } from '../errors.ts';
import { ownedOrShared } from './tenancy.ts';

const TargetHealthSchema = defineEntity({
  name: 'TargetHealth',
  tableName: 'target_health',
  ...ownedOrShared('target_health'),
  indexes: [{ properties: ['tenantId'] }],
  properties: {
    modelId: p.uuid().primary(),
    /** The key; the model's ID for its own credential, and the nil UUID for the model itself. */
    keyId: p.uuid().primary(),
    /** Owner of the model. */
    tenantId: p.text().check("tenant_id <> ''"),
    /** Number of failures since `windowStart`, up to the limit of the rules. */
    failures: p.integer(),
    /** Hashes of the tenants whose calls failed; at most two. */
    tenants: p.array(),
    /** When the counting began; of an open circuit, when it opened. */
    windowStart: p.datetime(3),
    /** Number of openings without a success between them. */
    openings: p.integer(),
    /** When the circuit becomes HALF_OPEN; null while it is CLOSED. */
    until: p.datetime(3).strictNullable(),
    /** While this is in the future, a call is testing the target. */
    probeUntil: p.datetime(3).strictNullable(),
    reason: p.enum(upstreamErrorReasons),
    /** The last success that the process knew which reported a failure. */
    lastSuccessAt: p.datetime(3).strictNullable(),
  },
});

/** The failures of a model or of a key. Without a row, its circuit is CLOSED. */
export class TargetHealth extends TargetHealthSchema.class {}
TargetHealthSchema.setClass(TargetHealth);
