import { type AppOverrides, createApp } from '../../src/app.ts';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes as allScopes, type Scope } from '../../src/auth/viewer.ts';
import type { Config } from '../../src/config.ts';
import { GraphqlClient } from './graphql-client.ts';
import { createTestDatabase } from './test-database.ts';

const secret = new TextEncoder().encode('a secret of the tests, of thirty-two bytes and more');

export interface TestApp extends AsyncDisposable {
  readonly origin: string;
  /** A client of a tenant's user, who may do everything unless scopes are given. */
  as(
    tenantId: string,
    options?: { scopes?: readonly Scope[]; subject?: string; ttlSeconds?: number },
  ): Promise<GraphqlClient>;
  anonymous(): GraphqlClient;
}

export interface TestAppOptions {
  readonly ollamaUrl?: string;
  readonly egressAllow?: readonly string[];
  readonly production?: boolean;
  readonly overrides?: AppOverrides;
}

/** A real server on a port of its own, over a database of its own. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const config: Config = {
    production: options.production ?? false,
    host: '127.0.0.1',
    port: 0,
    dataDir: '/nonexistent',
    databaseUrl: null,
    jwt: {
      key: { kind: 'secret', secret },
      issuer: undefined,
      audience: undefined,
      tenantClaim: 'tenant_id',
    },
    encryptionKeys: [{ id: 'test', key: new Uint8Array(32).map((_, index) => index * 7 + 1) }],
    ollama: { baseUrl: options.ollamaUrl ?? 'http://127.0.0.1:9', optional: true },
    egressAllow: options.egressAllow ?? ['127.0.0.1'],
    logLevel: 'silent',
  };
  const app = stack.use(
    await createApp(config, { database: database.location, ...options.overrides }),
  );
  const running = stack.move();
  return {
    origin: app.origin,
    as: async (tenantId, { scopes = allScopes, subject = 'user', ttlSeconds = 600 } = {}) => {
      const claims = { tenantId, subject, scopes, ttlSeconds };
      return new GraphqlClient(app.origin, await issueToken({ ...config.jwt, secret }, claims));
    },
    anonymous: () => new GraphqlClient(app.origin, null),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
