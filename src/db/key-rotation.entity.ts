import { defineEntity, p } from '@mikro-orm/core';
import { startedRotationStates } from '../domain.ts';
import { platformRole } from './tenancy.ts';

const RotationSchema = defineEntity({
  name: 'Rotation',
  tableName: 'key_rotation',
  // Tenants have no access.
  rowLevelSecurity: 'force',
  policies: [{ name: 'key_rotation_policy', roles: [platformRole], using: 'true', check: 'true' }],
  properties: {
    /** Always 1: a new rotation overwrites the row of the previous one. */
    id: p.integer().primary().autoincrement(false).check('id = 1'),
    state: p.enum(startedRotationStates),
    /** Number of secrets that were encrypted with another key at the start. */
    total: p.integer(),
    resealed: p.integer(),
    /** Number of secrets that cannot be decrypted and stay unchanged. */
    unreadable: p.integer(),
    startedAt: p.datetime(3),
    finishedAt: p.datetime(3).strictNullable(),
    /** The process that runs the rotation. When its lease has expired, the process is gone. */
    owner: p.uuid().strictNullable(),
    leaseUntil: p.datetime(3).strictNullable(),
  },
});

/** The newest rotation of the encryption keys, in any process. */
export class Rotation extends RotationSchema.class {}
RotationSchema.setClass(Rotation);
