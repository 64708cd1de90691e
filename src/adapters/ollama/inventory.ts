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
 * Reads and deletes the models of an Ollama. Each request is limited in time and size, and throws
 * an UpstreamError with the code OLLAMA_UNAVAILABLE when Ollama does not respond.
 */
export interface OllamaInventory {
  /** Returns all installed models, in the order of Ollama. */
  list(): Promise<readonly InstalledOllamaModel[]>;
  /** Returns the models that are loaded in memory. */
  listRunning(): Promise<readonly RunningOllamaModel[]>;
  /** @returns null when the model is not installed. */
  describe(name: string): Promise<OllamaModelDetails | null>;
  /** Returns a model with the name that Ollama lists; null when it is not installed. */
  findModel(name: string): Promise<InstalledModel | null>;
  /** @returns false when the model is not installed. */
  delete(name: string): Promise<boolean>;
  /** @throws the reason of the signal when it is aborted. */
  version(signal?: AbortSignal): Promise<string>;
}

export interface OllamaInventoryOptions {
  /** Timeout of a request, in milliseconds. @default 5,000 */
  readonly timeoutMs?: number | undefined;
}

export function createOllamaInventory(
  connection: OllamaConnection,
  { timeoutMs = 5_000 }: OllamaInventoryOptions = {},
): OllamaInventory {
  /** Sends a request and reads the response; null for HTTP 404. */
  const request = async <Answer>(
    send: (client: Ollama) => Promise<unknown>,
    read: (response: Response) => Promise<Answer | null>,
    signal?: AbortSignal,
  ): Promise<Answer | null> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const bound = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    try {
      const response = await openResponse(connection, bound, send);
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
        await request(
          (client) => client.list(),
          async (response) => readInstalled(await readJson(response)),
        ),
      ),
    listRunning: async () =>
      must(
        await request(
          (client) => client.ps(),
          async (response) => readRunning(await readJson(response)),
        ),
      ),
    describe: (name) =>
      request(
        (client) => client.show({ model: name }),
        async (response) => readDetails(await readJson(response), name),
      ),
    findModel: async (name) => {
      const wanted = canonicalOllamaName(name);
      if (wanted === null) return null;
      const models = await inventory.list();
      const found = models.find((model) => canonicalOllamaName(model.name) === wanted);
      if (found === undefined) return null;
      // The list has capabilities too, but they are incomplete.
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
      const deleted = await request(
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
      return must(await request((client) => client.version(), toVersion, signal));
    },
  };
  return inventory;
}

/** @throws UpstreamError for a response that does not come from Ollama. */
function must<Answer>(answer: Answer | null): Answer {
  if (answer === null) throw unavailable(upstreamFailure('PROTOCOL'));
  return answer;
}
