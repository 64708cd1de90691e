import { UpstreamError } from '../../errors.ts';
import { createClient, type OllamaConnection } from './client.ts';
import { toUpstreamError } from './errors.ts';
import { parseOllamaName } from './model-name.ts';

/** A model that Ollama has. */
export interface InstalledOllamaModel {
  /** As Ollama lists it. */
  readonly name: string;
  /** In Ollama's words: completion, tools, vision, thinking, embedding … */
  readonly capabilities: readonly string[];
}

/** What an Ollama has. */
export interface OllamaInventory {
  /**
   * @returns null when it does not have the model.
   * @throws UpstreamError with the code OLLAMA_UNAVAILABLE when it does not answer.
   */
  findModel(name: string): Promise<InstalledOllamaModel | null>;
  /** @throws UpstreamError with the code OLLAMA_UNAVAILABLE when it does not answer. */
  version(): Promise<string>;
}

const timeoutMs = 5_000;

export function createOllamaInventory(connection: OllamaConnection): OllamaInventory {
  const ask = async <Answer>(
    question: (client: ReturnType<typeof createClient>) => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await question(createClient(connection, AbortSignal.timeout(timeoutMs)));
    } catch (error) {
      throw unavailable(error);
    }
  };
  return {
    findModel: (name) =>
      ask(async (client) => {
        const wanted = canonical(name);
        const { models } = await client.list();
        const found = models.find((model) => canonical(model.name) === wanted);
        if (wanted === null || found === undefined) return null;
        // The list has capabilities too, but poorer ones.
        const { capabilities } = await client.show({ model: found.name });
        return { name: found.name, capabilities: capabilities ?? [] };
      }),
    version: async () => (await ask((client) => client.version())).version,
  };
}

function canonical(name: string): string | null {
  const parsed = parseOllamaName(name);
  return 'canonical' in parsed ? parsed.canonical : null;
}

/** Whatever goes wrong with these questions, the client can do nothing but wait for Ollama. */
function unavailable(error: unknown): UpstreamError {
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
  const { upstreamStatus } = timedOut ? { upstreamStatus: null } : toUpstreamError(error);
  return new UpstreamError({
    code: 'OLLAMA_UNAVAILABLE',
    reason: 'UNAVAILABLE',
    message: "This installation's Ollama does not answer.",
    retryable: true,
    upstreamStatus,
  });
}
