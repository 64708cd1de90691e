import { createChatAdapterFactory } from '../adapters/create-chat-adapter.ts';
import { createModelCalls } from '../adapters/create-model-calls.ts';
import type { CallOptions } from '../adapters/model-call.ts';
import type { OllamaInventory, OllamaPuller } from '../adapters/ollama/index.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { parseAllowList } from '../egress/allow-list.ts';
import { logRefusals } from '../egress/log-refusals.ts';
import { WakeUps } from '../events/wake-ups.ts';
import { type Log, withOperation } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { rarely } from '../metrics/rarely.ts';
import type { Quotas } from '../quotas/quotas.ts';
import { CallRecorder } from './calls/call-recorder.ts';
import { ModelCallService } from './calls/model-call-service.ts';
import { ModelSlots } from './calls/model-slots.ts';
import { ModelTestService } from './calls/model-test-service.ts';
import { OfferedModelService } from './calls/offered-model-service.ts';
import { ChatHistoryService } from './chat/chat-history-service.ts';
import { ChatService } from './chat/chat-service.ts';
import { UsageService } from './chat/usage-service.ts';
import { createAdministration } from './create-administration.ts';
import { Housekeeping } from './housekeeping.ts';
import { KeyService } from './keys/key-service.ts';
import { assertKeysPresent } from './keys/missing-keys.ts';
import { RotationStore } from './keys/rotation-store.ts';
import { ApiKeySecret } from './models/api-key-secret.ts';
import { ApiKeyService } from './models/api-key-service.ts';
import { AuditService } from './models/audit-service.ts';
import { CredentialService } from './models/credential-service.ts';
import { DefaultModelService } from './models/default-model-service.ts';
import { MissingModels } from './models/missing-models.ts';
import { ModelChangeService } from './models/model-change-service.ts';
import { ModelCreation } from './models/model-creation.ts';
import { ModelEditor } from './models/model-editor.ts';
import { ModelQuotas } from './models/model-quotas.ts';
import { ModelService } from './models/model-service.ts';
import { ProviderService } from './models/provider-service.ts';
import { RequestIds } from './models/request-ids.ts';
import { OllamaService } from './ollama/ollama-service.ts';
import type { OllamaStatus } from './ollama/ollama-status.ts';
import type { PullTimeouts } from './pulls/pull-attempt.ts';
import { PullChangeService } from './pulls/pull-change-service.ts';
import { PullListService } from './pulls/pull-list-service.ts';
import { PullService } from './pulls/pull-service.ts';
import { settlePulls } from './pulls/pull-settlement.ts';
import { PullStore } from './pulls/pull-store.ts';
import { PullWorker } from './pulls/pull-worker.ts';
import { circuitRules as rules } from './routes/circuit.ts';
import { CircuitMemory } from './routes/circuit-memory.ts';
import { CircuitStore } from './routes/circuit-store.ts';
import { DefaultRouteService } from './routes/default-route-service.ts';
import { HealthService } from './routes/health-service.ts';
import { RouteService } from './routes/route-service.ts';
import { TargetHealth } from './routes/target-health.ts';
import type { Services } from './services.ts';

/** The parts of the server that the services use. */
export interface ServiceParts {
  readonly config: Config;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly quotas: Quotas;
  readonly now: () => Date;
  readonly ollama: {
    readonly inventory: OllamaInventory;
    readonly status: OllamaStatus;
    readonly puller: OllamaPuller;
  };
  readonly ways: CallOptions;
  readonly chatGraceMs: number;
  readonly pullTimeouts: PullTimeouts;
}

/**
 * Creates the services and starts their background work.
 *
 * @param held ends the background work when it is disposed of.
 * @returns also the chat service, which must be stopped before the connections of clients.
 * @throws MissingKeysError
 */
export async function createServices(
  parts: ServiceParts,
  held: AsyncDisposableStack,
): Promise<{ services: Services; chat: ChatService }> {
  const { config, database, log, now, ways, metrics, quotas } = parts;
  const { inventory, status } = parts.ollama;
  const wakeUps = held.use(new WakeUps(database.listen));
  const operationLog = withOperation(log);
  const onRefusal = logRefusals(operationLog);
  const onUnknownKey = logUnknownKeys(log);
  const administration = createAdministration({
    config,
    database,
    inventory,
    now,
    onRefusal,
    onUnknownKey,
  });
  const { keyring, credential, rotation, registries, draft, builtins } = administration;
  await assertKeysPresent(rotation, config, log);
  const auditRetentionMs = config.auditRetentionDays * 86_400_000;
  const chatRetentionMs = config.chatRetentionHours * 3_600_000;
  const housekeeping = new Housekeeping({ database, now, log, auditRetentionMs, chatRetentionMs });
  void held.use(housekeeping).clean();
  const requestIds = new RequestIds(keyring);
  const modelQuotas = new ModelQuotas(quotas);
  const creation = new ModelCreation({
    database,
    credential,
    draft,
    requestIds,
    quotas: modelQuotas,
    bounds: config.ollama.bounds,
    now,
  });
  const editor = new ModelEditor({ database, quotas: modelQuotas, now });
  const slots = new ModelSlots();
  const missing = new MissingModels({ database, inventory, now, log });
  const recorder = held.use(new CallRecorder({ database, log }));
  const circuits = new CircuitStore(database, rules);
  const memory = held.use(new CircuitMemory({ store: circuits, wakeUps, log }));
  const health = held.use(
    new TargetHealth({ store: circuits, memory, rules, metrics, log: operationLog }),
  );
  metrics.read('circuits', () => circuits.countByState());
  const createAdapter = createChatAdapterFactory(ways);
  const calls = createModelCalls(ways);
  const chat = new ChatService({
    database,
    wakeUps,
    keyring,
    credential,
    createAdapter,
    slots,
    health,
    missing,
    metrics,
    quotas,
    bounds: config.ollama.bounds,
    egressAllow: parseAllowList(config.egressAllow),
    now,
    log,
    graceMs: parts.chatGraceMs,
    drainMs: config.shutdownGraceSeconds * 1_000,
  });
  await chat.start();
  if (config.builtinModels !== null) await builtins.applyAtStart(log);
  const store = new PullStore(database);
  metrics.read('pulls', () => store.countByState());
  metrics.read(
    'unreadableSecrets',
    rarely(async () => (await rotation.inspect()).unreadable.length),
  );
  const worker = held.use(
    new PullWorker({
      store,
      wakeUps,
      status,
      puller: parts.ollama.puller,
      find: (name) => inventory.findModel(name),
      registries,
      settle: () => settlePulls({ database, store, now, log }),
      timeouts: parts.pullTimeouts,
      slots: config.ollama.pulls,
      log,
    }),
  );
  await worker.start();
  const pullLists = new PullListService({ database, status });
  const services: Services = {
    chat,
    calls: new ModelCallService({
      database,
      credential,
      calls,
      slots,
      health,
      missing,
      recorder,
      metrics,
      quotas,
      now,
    }),
    tests: new ModelTestService({
      database,
      credential,
      creation,
      calls,
      createAdapter,
      inventory,
      quotas,
      modelQuotas,
      now,
    }),
    offered: new OfferedModelService({ database, credential, draft, calls, quotas }),
    keys: held.use(
      new KeyService({ rotation, store: new RotationStore(database), wakeUps, now, log }),
    ),
    models: new ModelService({
      database,
      credential,
      draft,
      creation,
      editor,
      bounds: config.ollama.bounds,
      now,
    }),
    credentials: new CredentialService({ credential, editor }),
    apiKeys: new ApiKeyService({
      database,
      secret: new ApiKeySecret(keyring),
      draft,
      quotas: modelQuotas,
      now,
    }),
    changes: new ModelChangeService({ database, wakeUps, log, now, retentionMs: auditRetentionMs }),
    health: new HealthService({ database, memory, health }),
    audit: new AuditService(database),
    history: new ChatHistoryService(database),
    usage: new UsageService(database),
    builtins,
    defaults: new DefaultModelService({ database, quotas: modelQuotas, now }),
    routes: new RouteService({ database, quotas: modelQuotas, now }),
    defaultRoutes: new DefaultRouteService({ database, quotas: modelQuotas, now }),
    ollama: new OllamaService({ database, inventory, status, log: operationLog }),
    pulls: new PullService({
      database,
      editor,
      registries,
      requestIds,
      now,
      log: operationLog,
    }),
    pullLists,
    pullChanges: new PullChangeService({ database, wakeUps, lists: pullLists, log }),
    providers: new ProviderService(),
  };
  return { services, chat };
}

/** Logs each ID once. There are few: each was the first of ENCRYPTION_KEYS at some time. */
function logUnknownKeys(log: Log): (id: string) => void {
  const known = new Set<string>();
  return (keyId) => {
    if (known.has(keyId)) return;
    known.add(keyId);
    log.error(
      { keyId },
      'stored secrets cannot be decrypted; add the key with this ID to ENCRYPTION_KEYS',
    );
  };
}
