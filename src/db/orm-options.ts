import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { ApiKey } from './api-key.entity.ts';
import { AuditEvent } from './audit-event.entity.ts';
import { CallRecord } from './call-record.entity.ts';
import { ChatCompletion } from './chat-completion.entity.ts';
import { ChatEventRow } from './chat-event.entity.ts';
import { DefaultModel } from './default-model.entity.ts';
import { IdempotencyKey } from './idempotency-key.entity.ts';
import { Rotation } from './key-rotation.entity.ts';
import { Model } from './model.entity.ts';
import { Pull } from './pull.entity.ts';
import { Route } from './route.entity.ts';
import { ServerProcess } from './server-process.entity.ts';
import { TargetHealth } from './target-health.entity.ts';

export const migrationsPath = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Options of both drivers. The same entities and migrations work with either. */
export const commonOrmOptions = {
  entities: [
    Model,
    Route,
    ApiKey,
    DefaultModel,
    IdempotencyKey,
    AuditEvent,
    ChatCompletion,
    ChatEventRow,
    CallRecord,
    Pull,
    ServerProcess,
    Rotation,
    TargetHealth,
  ],
  extensions: [Migrator],
  // A misspelled name must not create an empty database.
  ensureDatabase: false,
  migrations: {
    path: migrationsPath,
    pathTs: migrationsPath,
    snapshotName: 'schema',
    // Migrations at startup must not write to the source tree.
    snapshotOnMigrate: false,
    silent: true,
    emit: 'ts' as const,
  },
  // Never log query texts and parameters.
  debug: false,
  discovery: { warnWhenNoEntities: false },
};
