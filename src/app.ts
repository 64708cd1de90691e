import { createOllamaInventory } from './adapters/ollama/inventory.ts';
import { createOllamaPuller } from './adapters/ollama/pull.ts';
import { createRefusalLog } from './adapters/refusal-log.ts';
import { createTokenVerifier } from './auth/token.ts';
import type { Config } from './config.ts';
import { Database } from './db/database.ts';
import { type DatabaseLocation, locationOf } from './db/location.ts';
import { createGuardedFetch } from './egress/guarded-fetch.ts';
import { createLog, type Log } from './log.ts';
import { createServices } from './services/create-services.ts';
import { type OllamaPace, OllamaStatus } from './services/ollama/ollama-status.ts';
import type { PullPatience } from './services/pulls/pull-attempt.ts';
import { createGraphql } from './transport/create-graphql.ts';
import type { GraphiqlDefaults } from './transport/graphiql.ts';
import { listen } from './transport/listen.ts';
import { createErrorMask } from './transport/mask-error.ts';

/** What tests and tools may put in the place of the configured parts. */
export interface AppOverrides {
  readonly database?: DatabaseLocation;
  readonly log?: Log;
  readonly now?: () => Date;
  /** How long a completion waits for a client to come back. @default 15 seconds */
  readonly chatGraceMs?: number;
  /** How often a socket's client has to show that it is there. @default 12 seconds */
  readonly keepAliveMs?: number;
  /** How often it is looked whether Ollama is there. @default 10 seconds, 2 while it is not */
  readonly ollamaPace?: OllamaPace;
  /** How long Ollama may take to say what it has. @default 5 seconds */
  readonly ollamaTimeoutMs?: number;
  /** How long downloads may stand still, and wait before they are tried again. */
  readonly pullPatience?: Partial<PullPatience>;
  /** What GraphiQL offers for trying things out. @default nothing */
  readonly graphiql?: () => GraphiqlDefaults;
}

/** Checking and writing what was downloaded takes Ollama long, without a word. */
const patience: PullPatience = { stallMs: 90_000, finishMs: 3_600_000, retryMs: 1_000 };

/** The running server. Disposing of it ends what it does, in order. */
export interface App extends AsyncDisposable {
  /** Where it is reached, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
}

/**
 * Puts the rooms together and starts serving. Nothing is left behind when a step fails.
 *
 * @throws DataDirectoryInUseError when another process has the data directory.
 */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  await using stack = new AsyncDisposableStack();
  const log = overrides.log ?? createLog(config.logLevel);
  const now = overrides.now ?? (() => new Date());

  const database = stack.use(await Database.open(overrides.database ?? locationOf(config)));
  const remote = stack.use(createGuardedFetch({ allow: config.egressAllow }));
  const ollama = stack.use(createGuardedFetch({ allow: [new URL(config.ollama.baseUrl).host] }));
  const keys = stack.use(createGuardedFetch({ allow: keyHosts(config) }));
  const connection = { baseUrl: config.ollama.baseUrl, fetch: ollama.fetch };
  const timeoutMs = overrides.ollamaTimeoutMs;
  const inventory = createOllamaInventory(connection, { timeoutMs });
  const ollamaStatus = stack.use(
    new OllamaStatus({ inventory, now, log, pace: overrides.ollamaPace }),
  );
  const refusals = createRefusalLog((line) => log.debug({ ...line }, 'an upstream refused'));
  const { services, chat } = await createServices(
    {
      config,
      database,
      log,
      now,
      ollama: { inventory, status: ollamaStatus, puller: createOllamaPuller(connection) },
      ways: {
        remoteFetch: remote.fetch,
        ollamaFetch: ollama.fetch,
        ollamaBaseUrl: config.ollama.baseUrl,
        refusals,
      },
      chatGraceMs: overrides.chatGraceMs ?? 15_000,
      pullPatience: { ...patience, ...overrides.pullPatience },
    },
    stack,
  );
  const verifier = createTokenVerifier(config.jwt, { fetch: keys.fetch });
  const maskError = createErrorMask(log);
  const graphql = createGraphql({
    services,
    verifier,
    log,
    maskError,
    openIntrospection: !config.production,
    graphiql: overrides.graphiql ?? (() => ({})),
    isReady: async () => {
      if (chat.isStopping) return false;
      await database.ping();
      if (config.ollama.optional) return true;
      return (await ollamaStatus.current({ maxAgeMs: 2_000 })).available;
    },
  });
  const listener = stack.use(
    await listen({
      graphql,
      verifier,
      log,
      maskError,
      host: config.host,
      port: config.port,
      keepAliveMs: overrides.keepAliveMs,
    }),
  );
  // Last in, first out: running completions say how they end while clients are still connected.
  stack.use(chat);

  const running = stack.move();
  return {
    origin: listener.origin,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The operator says where the issuer's keys are, so that place may be private. */
function keyHosts({ jwt: { key } }: Config): string[] {
  return key.kind === 'jwks' ? [new URL(key.url).host] : [];
}
