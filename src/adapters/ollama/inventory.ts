import type { Ollama } from 'ollama';
import type { InstalledModel } from '../../domain.ts';
import { readJson } from '../read-json.ts';
import { reasonOfStatus, upstreamFailure } from '../upstream-failure.ts';
import { type OllamaConnection, openResponse } from './client.ts';
import { readDetails, readInstalled, readRunning } from './inventory-answers.ts';
import { canonicalOllamaName } from './model-name.ts';
import type {
  InstalledOllamaModel,
  OllamaModelDetails,
  RunningOllamaModel,
} from './ollama-model.ts';
import { unavailable } from './unavailable.ts';

/**
 * What an Ollama has. Every question is bounded in time and size; each throws an UpstreamError with
 * the code OLLAMA_UNAVAILABLE when it is not answered.
 */
export interface OllamaInventory {
  /** Everything that is installed, in Ollama's order. */
  list(): Promise<readonly InstalledOllamaModel[]>;
  /** What is in memory. */
  listRunning(): Promise<readonly RunningOllamaModel[]>;
  /** @returns null when it does not have the model. */
  describe(name: string): Promise<OllamaModelDetails | null>;
  /** What is known of a model that it has, under the name that it lists; null when it has not. */
  findModel(name: string): Promise<InstalledModel | null>;
  /** @returns false when it does not have the model. */
  delete(name: string): Promise<boolean>;
  /** @throws the signal's reason when it is aborted. */
  version(signal?: AbortSignal): Promise<string>;
}

export interface OllamaInventoryOptions {
  /** How long an answer may take. @default 5 seconds */
  readonly timeoutMs?: number | undefined;
}

export function createOllamaInventory(
  connection: OllamaConnection,
  { timeoutMs = 5_000 }: OllamaInventoryOptions = {},
): OllamaInventory {
  /** Null stands for HTTP 404. */
  const ask = async <Answer>(
    question: (client: Ollama) => Promise<unknown>,
    read: (response: Response) => Promise<Answer | null>,
    signal?: AbortSignal,
  ): Promise<Answer | null> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const bound = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      const response = await openResponse(connection, bound, question);
      if (response.ok) return await read(response);
      const { status } = response;
      await response.body?.cancel();
      if (status === 404) return null;
      throw upstreamFailure(reasonOfStatus(status), { status });
    } catch (error) {
      signal?.throwIfAborted();
      throw unavailable(error);
    }
  };
  const inventory: OllamaInventory = {
    list: async () =>
      must(
        await ask(
          (client) => client.list(),
          async (response) => readInstalled(await readJson(response)),
        ),
      ),
    listRunning: async () =>
      must(
        await ask(
          (client) => client.ps(),
          async (response) => readRunning(await readJson(response)),
        ),
      ),
    describe: (name) =>
      ask(
        (client) => client.show({ model: name }),
        async (response) => readDetails(await readJson(response), name),
      ),
    findModel: async (name) => {
      const wanted = canonicalOllamaName(name);
      if (wanted === null) return null;
      const models = await inventory.list();
      const found = models.find((model) => canonicalOllamaName(model.name) === wanted);
      if (found === undefined) return null;
      // The list has capabilities too, but poorer ones.
      const details = await inventory.describe(found.name);
      if (details === null) return null;
      const { capabilities, contextLength, embeddingLength } = details;
      return {
        name: found.name,
        capabilities,
        contextLength,
        embeddingLength,
        sizeBytes: found.sizeBytes,
      };
    },
    delete: async (name) => {
      const deleted = await ask(
        (client) => client.delete({ model: name }),
        async (response) => {
          await response.body?.cancel();
          return true;
        },
      );
      return deleted ?? false;
    },
    version: async (signal) => {
      const toVersion = async (response: Response) => {
        const { version } = await readJson(response);
        return typeof version === 'string' && version !== '' ? version : null;
      };
      return must(await ask((client) => client.version(), toVersion, signal));
    },
  };
  return inventory;
}

/** @throws UpstreamError for what no Ollama would answer. */
function must<Answer>(answer: Answer | null): Answer {
  if (answer === null) throw unavailable(upstreamFailure('PROTOCOL'));
  return answer;
}
