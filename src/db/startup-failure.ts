import type { SqlEntityManager } from '@mikro-orm/sql';
import { OverloadedError } from '../errors.ts';
import { StartupError } from '../startup-error.ts';
import { DatabaseError, describeDatabaseFailure } from './database-error.ts';
import type { DatabaseLocation } from './location.ts';

/**
 * Explains why a database cannot be opened, without the connection string, which contains a
 * password. Returns unknown errors unchanged.
 */
export function toStartupError(error: unknown, { kind }: DatabaseLocation): unknown {
  if (error instanceof StartupError) return error;
  return kind === 'postgres' ? ofPostgres(error) : ofDataDirectory(error);
}

/** SQLSTATE of a statement that a read-only database rejects. */
const readOnlyState = '25006';

/** @throws an error that {@link toStartupError} explains, when nothing can be written. */
export async function assertWritable(em: SqlEntityManager): Promise<void> {
  const [row] = await em.execute<{ transaction_read_only: string }[]>('show transaction_read_only');
  if (row?.transaction_read_only !== 'on') return;
  throw Object.assign(new Error('The database is read-only.'), { code: readOnlyState });
}

function ofPostgres(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  const text = sentence(String(code), String(message));
  if (text !== null) return new StartupError(text, { cause: error });
  const failure = describeDatabaseFailure(error);
  if (!(failure instanceof OverloadedError)) return failure;
  const reason = failure.cause instanceof DatabaseError ? failure.cause.code : null;
  return new StartupError(
    `DATABASE_URL names a server that cannot be reached (${reason ?? 'no response'}); start PostgreSQL, or correct the host and port.`,
    { cause: failure },
  );
}

function sentence(code: string, message: string): string | null {
  switch (code) {
    case '3D000':
      return 'DATABASE_URL names a database that does not exist; create it with createdb, or correct the name.';
    case '28P01':
    case '28000':
      return 'DATABASE_URL has a user or password that PostgreSQL rejects; correct them, or allow the connection in pg_hba.conf.';
    case '42501':
      return ofPrivilege(message);
    case '42P07':
      return 'DATABASE_URL names a database that has tables of Modelyard, but not the list of its migrations, such as after an incomplete restore; restore the whole backup, or use an empty database.';
    case readOnlyState:
      return 'DATABASE_URL names a database that is read-only, such as a standby; use the primary server.';
    case '55000':
      return /accepting connections/.test(message)
        ? 'DATABASE_URL names a database that accepts no connections; allow them with "alter database … allow_connections true".'
        : null;
    case '53300':
      return 'DATABASE_URL names a server that has no connection left; raise its max_connections, or lower DATABASE_POOL_SIZE.';
  }
  if (message.includes('client password must be a string')) {
    return 'DATABASE_URL has no password, and PostgreSQL requires one; write it as postgres://user:password@host/database, or allow the connection in pg_hba.conf.';
  }
  const isTls = /SSL|TLS|certificate/i.test(message) || /CERT|SSL|TLS/.test(code);
  return isTls
    ? `DATABASE_URL names a server with which no TLS connection can be made (${code === 'undefined' ? message : code}); correct its sslmode or the certificate.`
    : null;
}

function ofPrivilege(message: string): string {
  if (/permission denied for database/.test(message)) {
    return 'DATABASE_URL names a user that may not connect to the database; grant it with "grant connect on database … to …".';
  }
  if (/permission denied for (?:table|sequence)|must be owner/.test(message)) {
    return 'DATABASE_URL names a user that does not own the tables of Modelyard; use the user that applied the migrations, or grant its role to this user.';
  }
  return 'DATABASE_URL names a user that lacks a privilege; let the user create tables in the schema public, and grant the roles modelyard_tenant and modelyard_platform to the user or let the user create roles.';
}

function ofDataDirectory(error: unknown): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (/PGlite failed to initialize/.test(message)) {
    return new StartupError(
      'DATA_DIR contains an embedded database that cannot be opened; restore a backup of the directory, or move it away to start with an empty database.',
      { cause: error },
    );
  }
  if (code === undefined || syscall === undefined) return error;
  return new StartupError(
    `DATA_DIR cannot be used (${code} in ${syscall}); choose a directory that this user can write, on a disk with free space.`,
    { cause: error },
  );
}
