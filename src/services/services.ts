import type { BuiltinService } from './builtins/builtin-service.ts';
import type { ModelCallService } from './calls/model-call-service.ts';
import type { ModelTestService } from './calls/model-test-service.ts';
import type { OfferedModelService } from './calls/offered-model-service.ts';
import type { ChatHistoryService } from './chat/chat-history-service.ts';
import type { ChatService } from './chat/chat-service.ts';
import type { UsageService } from './chat/usage-service.ts';
import type { KeyService } from './keys/key-service.ts';
import type { ApiKeyService } from './models/api-key-service.ts';
import type { AuditService } from './models/audit-service.ts';
import type { CredentialService } from './models/credential-service.ts';
import type { DefaultModelService } from './models/default-model-service.ts';
import type { ModelChangeService } from './models/model-change-service.ts';
import type { ModelService } from './models/model-service.ts';
import type { ProviderService } from './models/provider-service.ts';
import type { OllamaService } from './ollama/ollama-service.ts';
import type { PullChangeService } from './pulls/pull-change-service.ts';
import type { PullListService } from './pulls/pull-list-service.ts';
import type { PullService } from './pulls/pull-service.ts';
import type { DefaultRouteService } from './routes/default-route-service.ts';
import type { HealthService } from './routes/health-service.ts';
import type { RouteService } from './routes/route-service.ts';

/** The use cases of the API, grouped by their object. */
export interface Services {
  readonly models: ModelService;
  readonly credentials: CredentialService;
  readonly apiKeys: ApiKeyService;
  readonly defaults: DefaultModelService;
  readonly routes: RouteService;
  readonly defaultRoutes: DefaultRouteService;
  readonly changes: ModelChangeService;
  readonly health: HealthService;
  readonly audit: AuditService;
  readonly builtins: BuiltinService;
  readonly keys: KeyService;
  readonly calls: ModelCallService;
  readonly tests: ModelTestService;
  readonly offered: OfferedModelService;
  readonly history: ChatHistoryService;
  readonly usage: UsageService;
  readonly chat: ChatService;
  readonly ollama: OllamaService;
  readonly pulls: PullService;
  readonly pullLists: PullListService;
  readonly pullChanges: PullChangeService;
  readonly providers: ProviderService;
}
