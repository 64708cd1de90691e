import { type AppOverrides, createApp } from '../../src/app.ts';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes as allScopes, type Scope } from '../../src/auth/viewer.ts';
import { GraphqlClient } from './graphql-client.ts';
import { describeRunningCalls } from './pglite-pool.ts';
import { type TestConfigOptions, testConfig, testSecret } from './test-config.ts';
import { createTestDatabase } from './test-database.ts';

export interface TestAppOptions extends TestConfigOptions {
  readonly overrides?: AppOverrides;
}

export interface TestApp extends AsyncDisposable {
  readonly origin: string;
  /** A client of a tenant, with all scopes by default. */
  as(
    tenantId: string,
    options?: { scopes?: readonly Scope[]; subject?: string; ttlSeconds?: number },
  ): Promise<GraphqlClient>;
  anonymous(): GraphqlClient;
}

/** Time after which a start is reported as stuck, in milliseconds: before a hook times out. */
const stuckMs = 45_000;

/** A real server on its own port, with its own database. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  let stage = 'the database';
  const stuck = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const calls = `calls of embedded databases: ${describeRunningCalls()}`;
    const resources = process.getActiveResourcesInfo().join(' ');
    stuck.reject(new Error(`The app waits for ${stage}; ${calls}; resources: ${resources}`));
  }, stuckMs);
  try {
    return await Promise.race([
      startTestApp(options, (next) => {
        stage = next;
      }),
      stuck.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

async function startTestApp(
  options: TestAppOptions,
  onStage: (stage: string) => void,
): Promise<TestApp> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const config = testConfig(options);
  onStage('createApp');
  const app = stack.use(
    await createApp(config, { database: database.location, ...options.overrides }),
  );
  const running = stack.move();
  return {
    origin: app.origin,
    as: async (tenantId, { scopes = allScopes, subject = 'user', ttlSeconds = 600 } = {}) => {
      const claims = { tenantId, subject, scopes, ttlSeconds };
      return new GraphqlClient(
        app.origin,
        await issueToken({ ...config.jwt, secret: testSecret }, claims),
      );
    },
    anonymous: () => new GraphqlClient(app.origin, null),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
