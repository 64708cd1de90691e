import { createChatAdapterFactory } from './adapters/create-chat-adapter.ts';
import { createOllamaInventory } from './adapters/ollama/inventory.ts';
import { createTokenVerifier } from './auth/token.ts';
import type { Config } from './config.ts';
import { acquireDataDirectoryLock } from './db/data-directory-lock.ts';
import { Database } from './db/database.ts';
import type { DatabaseLocation } from './db/open-orm.ts';
import { createGuardedFetch } from './egress/guarded-fetch.ts';
import { createLog, type Log } from './log.ts';
import { Keyring } from './secrets/keyring.ts';
import { ChatCompletionStore } from './services/chat-completion-store.ts';
import { ChatService } from './services/chat-service.ts';
import { CredentialService } from './services/credential-service.ts';
import { DefaultModelService } from './services/default-model-service.ts';
import { ModelCredential } from './services/model-credential.ts';
import { ModelDraft } from './services/model-draft.ts';
import { ModelService } from './services/model-service.ts';
import { ProviderService } from './services/provider-service.ts';
import type { Services } from './services/services.ts';
import { createGraphql } from './transport/create-graphql.ts';
import type { GraphiqlDefaults } from './transport/graphiql.ts';
import { listen } from './transport/listen.ts';
import { createErrorMask } from './transport/mask-error.ts';

/** What tests and tools may put in the place of the configured parts. */
export interface AppOverrides {
  readonly database?: DatabaseLocation;
  readonly log?: Log;
  readonly now?: () => Date;
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

  const database = stack.use(await openDatabase(overrides.database ?? location(config), stack));
  const remote = stack.use(createGuardedFetch({ allow: config.egressAllow }));
  const ollama = stack.use(createGuardedFetch({ allow: [new URL(config.ollama.baseUrl).host] }));
  const keys = stack.use(createGuardedFetch({ allow: keyHosts(config) }));
  const inventory = createOllamaInventory({ baseUrl: config.ollama.baseUrl, fetch: ollama.fetch });
  const credential = new ModelCredential(new Keyring(config.encryptionKeys));
  const chat = new ChatService({
    database,
    completions: new ChatCompletionStore(database),
    credential,
    createAdapter: createChatAdapterFactory({
      remoteFetch: remote.fetch,
      ollamaFetch: ollama.fetch,
      ollamaBaseUrl: config.ollama.baseUrl,
    }),
    now,
    log,
  });
  const services: Services = {
    chat,
    models: new ModelService({
      database,
      credential,
      draft: new ModelDraft({ ollama: inventory, egressAllow: config.egressAllow }),
      now,
    }),
    credentials: new CredentialService({ database, credential, now }),
    defaults: new DefaultModelService({ database, now }),
    providers: new ProviderService(),
  };
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
      await database.ping();
      if (!config.ollama.optional) await inventory.version();
      return true;
    },
  });
  const listener = stack.use(
    await listen({ graphql, verifier, log, maskError, host: config.host, port: config.port }),
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

function location({ databaseUrl, dataDir }: Config): DatabaseLocation {
  return databaseUrl === null
    ? { kind: 'pglite', dataDir }
    : { kind: 'postgres', url: databaseUrl };
}

async function openDatabase(place: DatabaseLocation, stack: AsyncDisposableStack) {
  if (place.kind === 'pglite') stack.use(acquireDataDirectoryLock(place.dataDir));
  return Database.open(place);
}
