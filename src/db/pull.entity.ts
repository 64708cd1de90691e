import { defineEntity, p } from '@mikro-orm/core';
import { type InstalledModel, type PullLayer, pullStates } from '../domain.ts';
import { platformRole, tenantRole } from './tenancy.ts';

const PullSchema = defineEntity({
  name: 'Pull',
  tableName: 'pull',
  // A download belongs to no tenant. A tenant can read the downloads of the models that it can see,
  // which the policies of `model` decide. Only the platform can write. Downloads that a platform
  // administrator requests without a model are read with the role of the platform.
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
    /** Canonical name of the model: equal for all names of the same model. */
    canonical: p.text(),
    /** The name in the first request for this download. */
    name: p.text(),
    state: p.enum(pullStates),
    phase: p.text().strictNullable(),
    layers: p.json<readonly PullLayer[]>(),
    bytesPerSecond: p.double().$type<number>().strictNullable(),
    attempt: p.integer(),
    /** Number of consecutive attempts without progress. */
    failures: p.integer(),
    error: p.text().strictNullable(),
    /** The model that Ollama has after the download. */
    installed: p.json<InstalledModel>().strictNullable(),
    /** Earliest time of the next attempt. */
    notBefore: p.datetime(3).strictNullable(),
    /**
     * Process of the current attempt. When its lease has expired, another process can take over.
     */
    owner: p.uuid().strictNullable(),
    leaseUntil: p.datetime(3).strictNullable(),
    /** Increases with every visible change. */
    revision: p.integer(),
    /**
     * Whether a platform administrator has requested it without a model. They can see the download.
     */
    requestedByPlatform: p.boolean(),
    /** Whether that request still waits for the download; false after it was cancelled. */
    awaitedByPlatform: p.boolean(),
    createdAt: p.datetime(3),
    startedAt: p.datetime(3).strictNullable(),
    finishedAt: p.datetime(3).strictNullable(),
  },
});

/** A download of a model to Ollama, shared by all tenants that wait for the model. */
export class Pull extends PullSchema.class {}
PullSchema.setClass(Pull);
