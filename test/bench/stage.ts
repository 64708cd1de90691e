import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { issueToken } from '../../src/auth/issue-token.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { noQuotas } from '../support/no-quotas.ts';
import { onDatabase, onServer } from '../support/on-server.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';

const defaultServerUrl = 'postgres://postgres@127.0.0.1:5432/postgres';

/** Connects to PostgreSQL. @returns its URL and version; null when there is none. */
export async function findPostgres(): Promise<{ url: string; version: string } | null> {
  const given = process.env['TEST_DATABASE_URL'];
  const url = given === undefined || given === '' ? defaultServerUrl : given;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return { url, version: rows[0]?.server_version.split(' ')[0] ?? '' };
  } catch {
    if (url === given) throw new Error('TEST_DATABASE_URL is set, but PostgreSQL does not respond');
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}

export interface StageOptions {
  /** URL of PostgreSQL; null for the embedded database. */
  readonly serverUrl: string | null;
  /** Directory for the server's CPU profile; null for none. */
  readonly profile: string | null;
}

/**
 * A database, the server as in production, and an upstream, for one case. The server has no
 * quotas, because one program sends the load of many.
 */
export class Stage implements AsyncDisposable {
  readonly #stack: AsyncDisposableStack;
  readonly server: ServerProcess;
  readonly origin: string;
  readonly upstreamUrl: string;
  /** URL of the database; null for the embedded one. */
  readonly databaseUrl: string | null;

  private constructor(
    stack: AsyncDisposableStack,
    parts: Pick<Stage, 'server' | 'origin' | 'upstreamUrl' | 'databaseUrl'>,
  ) {
    this.#stack = stack;
    this.server = parts.server;
    this.origin = parts.origin;
    this.upstreamUrl = parts.upstreamUrl;
    this.databaseUrl = parts.databaseUrl;
  }

  static async open({ serverUrl, profile }: StageOptions): Promise<Stage> {
    const stack = new AsyncDisposableStack();
    try {
      const databaseUrl = serverUrl === null ? null : await createDatabase(serverUrl, stack);
      const upstreamUrl = await startProgram(stack, 'upstream');
      const { id, key } = testKey('bench');
      const server = new ServerProcess('src/start.js', {
        NODE_ENV: 'production',
        JWT_SECRET: new TextDecoder().decode(testSecret),
        ENCRYPTION_KEYS: `${id}:${Buffer.from(key).toString('base64')}`,
        EGRESS_ALLOW: '127.0.0.1',
        ...noQuotas,
        ...(databaseUrl === null
          ? { DATA_DIR: await temporaryDirectory(stack) }
          : { DATABASE_URL: databaseUrl }),
        ...(profile === null ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }),
      });
      stack.defer(async () => {
        // A profile is written when the process exits.
        if (profile !== null) {
          server.signal('SIGTERM');
          await server.exited;
        }
        await server[Symbol.asyncDispose]();
      });
      const origin = await server.origin();
      return new Stage(stack, { server, origin, upstreamUrl, databaseUrl });
    } catch (error) {
      await stack.disposeAsync();
      throw error;
    }
  }

  /** Starts a program of `programs/`. */
  async program(name: string, args: readonly string[] = []): Promise<{ url: string; pid: number }> {
    const process = program(this.#stack, name, args);
    return { url: `${await addressOf(process)}/`, pid: process.pid };
  }

  async client(tenantId = 'bench', subject = 'bench'): Promise<GraphqlClient> {
    return new GraphqlClient(this.origin, await tokenOf(tenantId, subject));
  }

  /** Runs statements in the database, without a limit of time. */
  async execute(...statements: string[]): Promise<void> {
    if (this.databaseUrl === null) throw new Error('only for PostgreSQL');
    await onServer(this.databaseUrl, ...statements);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

function tokenOf(tenantId: string, subject: string): Promise<string> {
  const scopes = ['models:read', 'models:write', 'models:use'] as const;
  const issuer = { ...testConfig().jwt, secret: testSecret };
  return issueToken(issuer, { tenantId, subject, scopes, ttlSeconds: 3_600 });
}

async function createDatabase(serverUrl: string, stack: AsyncDisposableStack): Promise<string> {
  const name = `modelyard_bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `create database ${name}`);
  stack.defer(() => onServer(serverUrl, `drop database ${name} with (force)`));
  return onDatabase(serverUrl, name);
}

async function temporaryDirectory(stack: AsyncDisposableStack): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'modelyard-bench-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

function startProgram(stack: AsyncDisposableStack, name: string): Promise<string> {
  return addressOf(program(stack, name, []));
}

function program(stack: AsyncDisposableStack, name: string, args: readonly string[]) {
  return stack.use(new ServerProcess(`test/bench/programs/${name}.ts`, {}, args));
}

async function addressOf(process: ServerProcess): Promise<string> {
  const [address] = await process.printed(/http:\/\/127\.0\.0\.1:\d+/);
  return address;
}
