import { fileURLToPath } from 'node:url';
import { Migrator } from '@mikro-orm/migrations';
import { AuditEvent } from './audit-event.entity.ts';
import { CallRecord } from './call-record.entity.ts';
import { ChatCompletion } from './chat-completion.entity.ts';
import { ChatEventRow } from './chat-event.entity.ts';
import { DefaultModel } from './default-model.entity.ts';
import { IdempotencyKey } from './idempotency-key.entity.ts';
import { Rotation } from './key-rotation.entity.ts';
import { Model } from './model.entity.ts';
import { Pull } from './pull.entity.ts';
import { ServerProcess } from './server-process.entity.ts';

export const migrationsPath = fileURLToPath(new URL('../../migrations', import.meta.url));

/** What both databases share; the same entities and migrations run on either. */
export const commonOrmOptions = {
  entities: [
    Model,
    DefaultModel,
    IdempotencyKey,
    AuditEvent,
    ChatCompletion,
    ChatEventRow,
    CallRecord,
    Pull,
    ServerProcess,
    Rotation,
  ],
  extensions: [Migrator],
  migrations: {
    path: migrationsPath,
    pathTs: migrationsPath,
    snapshotName: 'schema',
    // Starting must not write into the source tree.
    snapshotOnMigrate: false,
    silent: true,
    emit: 'ts' as const,
  },
  // Query texts and parameters stay out of the log.
  debug: false,
  discovery: { warnWhenNoEntities: false },
};
