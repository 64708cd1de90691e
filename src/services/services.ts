import type { ChatService } from './chat-service.ts';
import type { CredentialService } from './credential-service.ts';
import type { DefaultModelService } from './default-model-service.ts';
import type { ModelService } from './model-service.ts';
import type { ProviderService } from './provider-service.ts';

/** The use cases, one service per noun. */
export interface Services {
  readonly models: ModelService;
  readonly credentials: CredentialService;
  readonly defaults: DefaultModelService;
  readonly chat: ChatService;
  readonly providers: ProviderService;
}
