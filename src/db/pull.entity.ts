import { defineEntity, p } from '@mikro-orm/core';
import { type InstalledModel, type PullLayer, pullStates } from '../domain.ts';
import { platformRole, tenantRole } from './tenancy.ts';

const PullSchema = defineEntity({
  name: 'Pull',
  tableName: 'pull',
  // It belongs to no tenant: a tenant can read it where one of the models that it sees points to it,
  // which the policies of that table decide, and only the platform can write it. What a platform
  // administrator requests without a model is read with the role of the platform.
  rowLevelSecurity: 'force',
  policies: [
    {
      name: 'pull_tenant_policy',
      command: 'select',
      roles: [tenantRole],
      using: 'exists (select 1 from model where model.pull_id = pull.id)',
    },
    { name: 'pull_platform_policy', roles: [platformRole], using: 'true', check: 'true' },
  ],
  indexes: [
    {
      name: 'pull_live_unique',
      expression:
        'create unique index "pull_live_unique" on "pull" ("canonical") where state in (\'QUEUED\', \'RUNNING\')',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    /** The model's name in the form in which equal names are equal texts. */
    canonical: p.text(),
    /** As it was asked for first. */
    name: p.text(),
    state: p.enum(pullStates),
    phase: p.text().strictNullable(),
    layers: p.json<readonly PullLayer[]>(),
    bytesPerSecond: p.double().$type<number>().strictNullable(),
    attempt: p.integer(),
    /** Attempts in a row that brought nothing. */
    failures: p.integer(),
    error: p.text().strictNullable(),
    /** What Ollama had in the end. */
    installed: p.json<InstalledModel>().strictNullable(),
    /** Not to be tried before. */
    notBefore: p.datetime(3).strictNullable(),
    /** The attempt that runs; another one takes over when the lease has ended. */
    owner: p.uuid().strictNullable(),
    leaseUntil: p.datetime(3).strictNullable(),
    /** Rises with everything that can be seen of it. */
    revision: p.integer(),
    /** Whether a platform administrator has requested it without a model; they can see it. */
    requestedByPlatform: p.boolean(),
    /** Whether that request still waits for it; false after it was cancelled. */
    awaitedByPlatform: p.boolean(),
    createdAt: p.datetime(3),
    startedAt: p.datetime(3).strictNullable(),
    finishedAt: p.datetime(3).strictNullable(),
  },
});

/** A download of a model to Ollama, shared by everyone who waits for that model. */
export class Pull extends PullSchema.class {}
PullSchema.setClass(Pull);
