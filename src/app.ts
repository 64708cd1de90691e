import { createChatAdapterFactory } from './adapters/create-chat-adapter.ts';
import { createModelCalls } from './adapters/create-model-calls.ts';
import type { CallOptions } from './adapters/model-call.ts';
import { createOllamaInventory } from './adapters/ollama/inventory.ts';
import { createRefusalLog } from './adapters/refusal-log.ts';
import { createTokenVerifier } from './auth/token.ts';
import type { Config } from './config.ts';
import { Database } from './db/database.ts';
import { type DatabaseLocation, locationOf } from './db/location.ts';
import { createGuardedFetch } from './egress/guarded-fetch.ts';
import { AppError, InvalidInputError } from './errors.ts';
import { WakeUps } from './events/wake-ups.ts';
import { createLog, type Log } from './log.ts';
import { Keyring } from './secrets/keyring.ts';
import { AuditService } from './services/audit-service.ts';
import { BuiltinService } from './services/builtin-service.ts';
import { ChatHistoryService } from './services/chat-history-service.ts';
import { ChatService } from './services/chat-service.ts';
import { CredentialService } from './services/credential-service.ts';
import { DefaultModelService } from './services/default-model-service.ts';
import { Housekeeping } from './services/housekeeping.ts';
import { KeyRotation } from './services/key-rotation.ts';
import { KeyService } from './services/key-service.ts';
import { ModelCallService } from './services/model-call-service.ts';
import { ModelChangeService } from './services/model-change-service.ts';
import { ModelCreation } from './services/model-creation.ts';
import { ModelCredential } from './services/model-credential.ts';
import { ModelDraft } from './services/model-draft.ts';
import { ModelEditor } from './services/model-editor.ts';
import { ModelService } from './services/model-service.ts';
import { ModelSlots } from './services/model-slots.ts';
import { ModelTestService } from './services/model-test-service.ts';
import { ProviderService } from './services/provider-service.ts';
import { RequestIds } from './services/request-ids.ts';
import type { Services } from './services/services.ts';
import { UsageService } from './services/usage-service.ts';
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
  /** What GraphiQL offers for trying things out. @default nothing */
  readonly graphiql?: () => GraphiqlDefaults;
}

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
  const inventory = createOllamaInventory({ baseUrl: config.ollama.baseUrl, fetch: ollama.fetch });
  const wakeUps = stack.use(new WakeUps(database.listen));
  const keyring = new Keyring(config.encryptionKeys);
  const credential = new ModelCredential(keyring);
  const rotation = new KeyRotation({ database, keyring, credential });
  await assertKeysPresent(rotation, config, log);
  const keyService = stack.use(new KeyService({ rotation, now, log }));
  const auditRetentionMs = config.auditRetentionDays * 86_400_000;
  const housekeeping = stack.use(
    new Housekeeping({
      database,
      now,
      log,
      auditRetentionMs,
      chatRetentionMs: config.chatRetentionHours * 3_600_000,
    }),
  );
  void housekeeping.clean();
  const draft = new ModelDraft({ ollama: inventory, egressAllow: config.egressAllow });
  const requestIds = new RequestIds(keyring);
  const creation = new ModelCreation({ database, credential, draft, requestIds, now });
  const editor = new ModelEditor({ database, now });
  const slots = new ModelSlots();
  const ways: CallOptions = {
    remoteFetch: remote.fetch,
    ollamaFetch: ollama.fetch,
    ollamaBaseUrl: config.ollama.baseUrl,
    refusals: createRefusalLog((fields) => log.debug(fields, 'an upstream refused')),
  };
  const createAdapter = createChatAdapterFactory(ways);
  const calls = createModelCalls(ways);
  const chat = new ChatService({
    database,
    wakeUps,
    keyring,
    credential,
    createAdapter,
    slots,
    now,
    log,
    graceMs: overrides.chatGraceMs ?? 15_000,
    drainMs: config.shutdownGraceSeconds * 1_000,
  });
  const services: Services = {
    chat,
    calls: new ModelCallService({ database, credential, calls, slots }),
    tests: new ModelTestService({
      database,
      credential,
      draft,
      calls,
      createAdapter,
      inventory,
      now,
    }),
    keys: keyService,
    models: new ModelService({ database, credential, draft, creation, editor, now }),
    credentials: new CredentialService({ credential, editor }),
    changes: new ModelChangeService({
      database,
      wakeUps,
      now,
      retentionMs: auditRetentionMs,
    }),
    audit: new AuditService(database),
    history: new ChatHistoryService(database),
    usage: new UsageService(database),
    builtins: new BuiltinService({
      database,
      draft,
      credential,
      source: config.builtinModels,
      now,
    }),
    defaults: new DefaultModelService({ database, now }),
    providers: new ProviderService(),
  };
  if (config.builtinModels !== null) await applyBuiltins(services.builtins, log);
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
      if (!config.ollama.optional) await inventory.version();
      return true;
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

/**
 * Secrets whose key is missing can wait for it, but those who use them cannot: in production a key
 * that was taken away too early, or mistyped, stops the start.
 *
 * @throws MissingKeysError
 */
async function assertKeysPresent(rotation: KeyRotation, config: Config, log: Log): Promise<void> {
  const missing = await rotation.findMissingKeys();
  const unexplained = missing.filter((id) => !config.lostKeyIds.includes(id));
  if (unexplained.length === 0) return;
  const error = new MissingKeysError(unexplained);
  if (config.production) throw error;
  log.error({ missing: unexplained }, error.message);
}

/** Stored credentials need keys that are not in ENCRYPTION_KEYS. */
export class MissingKeysError extends Error {
  constructor(ids: readonly string[]) {
    super(
      `ENCRYPTION_KEYS lacks ${ids.join(', ')}, which stored credentials still need. Put it back and run "npm run keys -- rotate" before taking it out; if it is lost for good, name it in ENCRYPTION_KEYS_LOST.`,
    );
    this.name = 'MissingKeysError';
  }
}

/** An invalid file changes nothing, and keeps nobody from using what is there. */
async function applyBuiltins(builtins: BuiltinService, log: Log): Promise<void> {
  try {
    const steps = await builtins.apply();
    const changed = steps.filter(({ action }) => action !== 'KEEP');
    log.info({ steps: changed }, 'built-in models applied');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const faults = error instanceof InvalidInputError ? error.fields : [];
    log.error({ faults }, `The file of built-in models was not applied: ${error.message}`);
  }
}
