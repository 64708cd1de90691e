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
      return 'DATABASE_URL names a user that lacks a privilege; let the user create tables in the schema public, and grant the roles modelyard_tenant and modelyard_platform to the user or let the user create roles.';
    case '53300':
      return 'DATABASE_URL names a server that has no connection left; raise its max_connections, or lower DATABASE_POOL_SIZE.';
  }
  const isTls = /SSL|TLS|certificate/i.test(message) || /CERT|SSL|TLS/.test(code);
  return isTls
    ? `DATABASE_URL names a server with which no TLS connection can be made (${code}); correct its sslmode or the certificate.`
    : null;
}

function ofDataDirectory(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new StartupError(
    `DATA_DIR cannot be used (${code} in ${syscall}); choose a directory that this user can write, on a disk with free space.`,
    { cause: error },
  );
}
