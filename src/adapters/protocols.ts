import { ollamaProtocol } from './ollama/index.ts';
import { openAiProtocol } from './openai/index.ts';
import type { Protocol } from './protocol.ts';
import type { ProtocolName } from './provider.ts';

/** All protocols, by the names that the provider catalogue uses. */
export const protocols = {
  openai: openAiProtocol,
  ollama: ollamaProtocol,
} satisfies Readonly<Record<ProtocolName, Protocol<unknown>>>;
