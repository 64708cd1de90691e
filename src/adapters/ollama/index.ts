export type { OllamaConnection } from './client.ts';
export { createOllamaInventory, type OllamaInventory } from './inventory.ts';
export { canonicalOllamaName, isSameOllamaModel, parseOllamaName } from './model-name.ts';
export type {
  InstalledOllamaModel,
  OllamaModelDetails,
  RunningOllamaModel,
} from './ollama-model.ts';
export { ollamaProtocol } from './protocol.ts';
export { createOllamaPuller, type OllamaPuller, type PullLine } from './pull.ts';
export { PullFailure } from './pull-failure.ts';
export { OllamaRegistries } from './registries.ts';
