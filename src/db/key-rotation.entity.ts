import { defineEntity, p } from '@mikro-orm/core';
import { startedRotationStates } from '../domain.ts';
import { platformRole } from './tenancy.ts';

const RotationSchema = defineEntity({
  name: 'Rotation',
  tableName: 'key_rotation',
  // Not for tenants to see.
  rowLevelSecurity: 'force',
  policies: [{ name: 'key_rotation_policy', roles: [platformRole], using: 'true', check: 'true' }],
  properties: {
    /** There is one row: the newest rotation takes the place of the one before. */
    id: p.integer().primary().autoincrement(false).check('id = 1'),
    state: p.enum(startedRotationStates),
    /** Secrets that were sealed with another key when it began. */
    total: p.integer(),
    resealed: p.integer(),
    /** Secrets that cannot be opened, and are left as they are. */
    unreadable: p.integer(),
    startedAt: p.datetime(3),
    finishedAt: p.datetime(3).strictNullable(),
    /** The process that runs it; when the lease has ended, that process is gone. */
    owner: p.uuid().strictNullable(),
    leaseUntil: p.datetime(3).strictNullable(),
  },
});

/** The newest rotation of the encryption keys, whichever process runs it. */
export class Rotation extends RotationSchema.class {}
RotationSchema.setClass(Rotation);
