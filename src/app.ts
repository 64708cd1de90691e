import { createOllamaInventory, createOllamaPuller } from './adapters/ollama/index.ts';
import type { RefusalLog } from './adapters/refusal-log.ts';
import { logRejections } from './auth/log-rejections.ts';
import { createTokenVerifier } from './auth/token.ts';
import type { Config } from './config.ts';
import { Database } from './db/database.ts';
import { type DatabaseLocation, locationOf } from './db/location.ts';
import { isLoopback } from './egress/address.ts';
import { createGuardedFetch, type GuardedFetchOptions } from './egress/guarded-fetch.ts';
import { logRefusals } from './egress/log-refusals.ts';
import { createLog, type Log, withOperation } from './log.ts';
import { Metrics } from './metrics/metrics.ts';
import { Quotas } from './quotas/quotas.ts';
import { createServices } from './services/create-services.ts';
import { type OllamaPace, OllamaStatus } from './services/ollama/ollama-status.ts';
import type { PullTimeouts } from './services/pulls/pull-attempt.ts';
import { Shutdown } from './shutdown.ts';
import { type ConsoleFiles, readConsoleFiles } from './transport/console-files.ts';
import { createGraphql } from './transport/create-graphql.ts';
import type { GraphiqlDefaults } from './transport/graphiql.ts';
import { listen } from './transport/listen.ts';
import { listenForMetrics } from './transport/listen-for-metrics.ts';
import { createErrorMask } from './transport/mask-error.ts';
import { PersistedDocuments } from './transport/persisted-documents.ts';
import { createConsoleHandler } from './transport/serve-console.ts';

/** Replacements of configured parts, for tests and tools. */
export interface AppOverrides {
  readonly database?: DatabaseLocation;
  readonly log?: Log;
  readonly now?: () => Date;
  /** Resolves host names for outbound requests. @default the system's resolver */
  readonly lookup?: GuardedFetchOptions['lookup'];
  /** How long a completion waits for a client to reconnect. @default 15 seconds */
  readonly chatGraceMs?: number;
  /** Interval in which the client of a WebSocket must respond. @default 12 seconds */
  readonly keepAliveMs?: number;
  /** How long a WebSocket can be open without a token. @default 10 seconds */
  readonly anonymousMs?: number;
  /**
   * How long data can wait for a slow client before its connection is closed.
   *
   * @default 30 seconds
   */
  readonly sendTimeoutMs?: number;
  /** Interval of Ollama's availability checks. @default 10 seconds, 2 while it is unavailable */
  readonly ollamaPace?: OllamaPace;
  /** Timeout of Ollama's lists of models. @default 5 seconds */
  readonly ollamaTimeoutMs?: number;
  /** Timeouts of downloads: without progress, to finish, and before a retry. */
  readonly pullTimeouts?: Partial<PullTimeouts>;
  /** @default only the measurements of this server, without those of the process */
  readonly metrics?: Metrics;
  /** Called when the embedded database has crashed. The process must exit. */
  readonly onDatabaseCrash?: () => void;
  /** Initial content of GraphiQL, and the token of the console. @default none */
  readonly graphiql?: () => GraphiqlDefaults | Promise<GraphiqlDefaults>;
}

/**
 * In milliseconds. After the transfer, Ollama verifies and writes the files without any progress
 * message.
 */
const pullTimeouts: PullTimeouts = { stallMs: 90_000, finishMs: 3_600_000, retryMs: 1_000 };

/** Maximum time to stop after the grace period, in milliseconds. */
export const stopMs = 4_500;

/**
 * Deadlines of the parts of the server, in milliseconds after the grace period. Connections are
 * closed even while responses cannot be stored; storing continues until the database is closed.
 */
const deadlines = {
  answers: 1_500,
  connections: 3_500,
  background: 3_700,
  recording: 4_000,
  database: 4_200,
  traces: 4_400,
} as const;

/** The running server. Disposing it stops its parts in order, within a limited time. */
export interface App extends AsyncDisposable {
  /** URL of the server, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Names of the parts that are stopping and have not finished. */
  readonly unfinished: () => readonly string[];
}

/**
 * Creates the parts of the server and starts serving. When a step fails, all parts are closed
 * again.
 *
 * @throws DataDirectoryInUseError when another process uses the data directory.
 */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  await using stack = new AsyncDisposableStack();
  const shutdown = new Shutdown(config.shutdownGraceSeconds * 1_000);
  const use = <Part extends AsyncDisposable>(name: string, part: Part, deadlineMs: number) => {
    stack.use(shutdown.limit(name, part, deadlineMs));
    return part;
  };
  const log = overrides.log ?? createLog({ level: config.logLevel, format: config.logFormat });
  const operationLog = withOperation(log);
  const now = overrides.now ?? (() => new Date());

  if (config.traces !== null) {
    // Loaded only when it is needed: it has several hundred modules.
    const { exportTraces } = await import('./tracing/export-traces.ts');
    use('traces', exportTraces({ log, ...config.traces }), deadlines.traces);
  }
  const metrics = overrides.metrics ?? new Metrics();
  const quotas = new Quotas({ limits: config.quotas, metrics });
  const location = overrides.database ?? locationOf(config);
  const opened = await Database.open(location, {
    poolSize: config.databasePoolSize,
    waitMs: config.databaseWaitMs,
    log,
    onCrash: overrides.onDatabaseCrash,
  });
  const database = use('database', opened, deadlines.database);
  // Parts that exceeded their deadline can still be writing.
  stack.defer(() => shutdown.settle(deadlines.recording));
  metrics.read('transactions', () =>
    Object.entries(database.load).map(([state, count]) => [{ state }, count] as const),
  );
  const background = use('background work', new AsyncDisposableStack(), deadlines.background);
  const onRefusal = logRefusals(operationLog);
  const guard = (allow: readonly string[]) =>
    background.use(createGuardedFetch({ allow, lookup: overrides.lookup, onRefusal }));
  const remote = guard(config.egressAllow);
  const ollama = guard([new URL(config.ollama.baseUrl).host]);
  const keys = guard(keyHosts(config));
  const connection = { baseUrl: config.ollama.baseUrl, fetch: ollama.fetch };
  const timeoutMs = overrides.ollamaTimeoutMs;
  const inventory = createOllamaInventory(connection, { timeoutMs });
  const ollamaStatus = background.use(
    new OllamaStatus({ inventory, now, log, pace: overrides.ollamaPace }),
  );
  const refusals: RefusalLog = {
    note: (refusal) => operationLog.info({ ...refusal }, 'upstream request refused'),
  };
  const { services, chat } = await createServices(
    {
      config,
      database,
      log,
      metrics,
      quotas,
      now,
      ollama: { inventory, status: ollamaStatus, puller: createOllamaPuller(connection) },
      ways: {
        remoteFetch: remote.fetch,
        ollamaFetch: ollama.fetch,
        ollamaBaseUrl: config.ollama.baseUrl,
        refusals,
      },
      chatGraceMs: overrides.chatGraceMs ?? 15_000,
      pullTimeouts: { ...pullTimeouts, ...overrides.pullTimeouts },
    },
    background,
  );
  // When a step before `use('running completions', …)` fails, the chats must be stopped too.
  await using answers = new AsyncDisposableStack();
  answers.use(chat);
  const verifier = createTokenVerifier(config.jwt, {
    issuer: { fetch: keys.fetch, log },
    onRejection: logRejections(operationLog),
  });
  const maskError = createErrorMask(operationLog);
  const documents = new PersistedDocuments(config.persistedDocuments);
  const graphiql: NonNullable<AppOverrides['graphiql']> =
    (isLoopback(config.host) ? overrides.graphiql : undefined) ?? (() => ({}));
  const files = consoleFiles(log);
  const graphql = createGraphql({
    services,
    documents,
    metrics,
    quotas,
    verifier,
    log,
    maskError,
    schemaAccess: config.schemaAccess,
    corsOrigins: config.corsOrigins,
    graphiql,
    graphiqlPage: files?.graphiqlPage ?? null,
    isReady: async () => {
      if (shutdown.hasBegun) return false;
      await database.ping();
      if (config.ollama.optional) return true;
      return ollamaStatus.isReady();
    },
  });
  if (config.metrics !== null) {
    background.use(await listenForMetrics(metrics, config.metrics));
  }
  const listener = use(
    'connections',
    await listen({
      graphql,
      verifier,
      documents,
      metrics,
      quotas,
      log: operationLog,
      maskError,
      console:
        files === null
          ? null
          : createConsoleHandler({
              files,
              hasPage: config.console,
              token: async () => (await graphiql()).token,
            }),
      host: config.host,
      port: config.port,
      keepAliveMs: overrides.keepAliveMs,
      anonymousMs: overrides.anonymousMs,
      sendTimeoutMs: overrides.sendTimeoutMs,
    }),
    deadlines.connections,
  );
  // Disposed in reverse order: running completions send their last event while clients are
  // connected.
  use('running completions', answers.move(), deadlines.answers);

  const running = stack.move();
  return {
    origin: listener.origin,
    unfinished: () => shutdown.unfinished,
    [Symbol.asyncDispose]: () => {
      shutdown.begin();
      return running.disposeAsync();
    },
  };
}

/** @returns null when the console has not been built. */
function consoleFiles(log: Log): ConsoleFiles | null {
  const files = readConsoleFiles();
  if (files === null)
    log.warn(
      {},
      'the console and GraphiQL are not available because web/dist is missing; run `npm run build`',
    );
  return files;
}

/** The operator sets the URL of the issuer's keys, so that its host may be private. */
function keyHosts({ jwt: { key } }: Config): string[] {
  return key.kind === 'jwks' ? [new URL(key.url).host] : [];
}
