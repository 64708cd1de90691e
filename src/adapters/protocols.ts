import { ollamaProtocol } from './ollama/index.ts';
import { openAiProtocol } from './openai/index.ts';
import type { Protocol } from './protocol.ts';
import type { ProtocolName } from './provider.ts';

/** Every protocol, under the name that the provider catalogue uses. */
export const protocols = {
  openai: openAiProtocol,
  ollama: ollamaProtocol,
} satisfies Readonly<Record<ProtocolName, Protocol<unknown>>>;
