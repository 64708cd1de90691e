import type { FailureReports } from './failure-reports.ts';
import type { DatabaseLocation } from './location.ts';
import { type Orm, pgliteOf, poolOf } from './open-orm.ts';
import { PgliteReservedConnection } from './pglite-reserved-connection.ts';
import { PostgresReservedConnection } from './postgres-reserved-connection.ts';
import type { Reserve } from './reserved-connection.ts';

export interface ReserveOnOptions {
  readonly orm: Orm;
  readonly location: DatabaseLocation;
  readonly failures: FailureReports;
}

export function reserveOn({ orm, location, failures }: ReserveOnOptions): Reserve {
  if (location.kind !== 'postgres') {
    return () => new PgliteReservedConnection(() => pgliteOf(orm), failures);
  }
  const { url } = location;
  return (name, { timeoutMs = 3_000, lockTimeoutMs } = {}) =>
    new PostgresReservedConnection({
      url,
      name,
      timeoutMs,
      lockTimeoutMs,
      pool: () => poolOf(orm),
      failures,
    });
}
