import type { PgliteConnection } from '@mikro-orm/pglite';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { DatabaseLocation } from './location.ts';
import type { Orm } from './open-orm.ts';
import { PgliteReservedConnection } from './pglite-reserved-connection.ts';
import { PostgresReservedConnection } from './postgres-reserved-connection.ts';
import type { Reserve } from './reserved-connection.ts';

export function reserveOn(orm: Orm, location: DatabaseLocation): Reserve {
  const connection: unknown = orm.em.getConnection();
  if (location.kind !== 'postgres') {
    const pglite = connection as PgliteConnection; // of this driver
    return () => new PgliteReservedConnection(() => pglite.getNativeClient());
  }
  const postgres = connection as PostgreSqlConnection; // of this driver
  return (name, { timeoutMs = 3_000 } = {}) =>
    new PostgresReservedConnection({
      url: location.url,
      name,
      timeoutMs,
      pool: () => postgres.getNativeClient(),
    });
}
