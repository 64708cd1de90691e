import type { AuditService } from './audit-service.ts';
import type { BuiltinService } from './builtin-service.ts';
import type { ChatHistoryService } from './chat-history-service.ts';
import type { ChatService } from './chat-service.ts';
import type { CredentialService } from './credential-service.ts';
import type { DefaultModelService } from './default-model-service.ts';
import type { KeyService } from './key-service.ts';
import type { ModelCallService } from './model-call-service.ts';
import type { ModelChangeService } from './model-change-service.ts';
import type { ModelService } from './model-service.ts';
import type { ModelTestService } from './model-test-service.ts';
import type { OllamaService } from './ollama-service.ts';
import type { ProviderService } from './provider-service.ts';
import type { PullService } from './pull-service.ts';
import type { UsageService } from './usage-service.ts';

/** The use cases, one service per noun. */
export interface Services {
  readonly models: ModelService;
  readonly credentials: CredentialService;
  readonly defaults: DefaultModelService;
  readonly changes: ModelChangeService;
  readonly audit: AuditService;
  readonly builtins: BuiltinService;
  readonly keys: KeyService;
  readonly calls: ModelCallService;
  readonly tests: ModelTestService;
  readonly history: ChatHistoryService;
  readonly usage: UsageService;
  readonly chat: ChatService;
  readonly ollama: OllamaService;
  readonly pulls: PullService;
  readonly providers: ProviderService;
}
