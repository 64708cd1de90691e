import { setImmediate as immediate } from 'node:timers/promises';
import {
  canonicalOllamaName,
  type InstalledOllamaModel,
  type OllamaInventory,
  type OllamaModelDetails,
  type RunningOllamaModel,
} from '../../adapters/ollama/index.ts';
import { UpstreamError } from '../../errors.ts';
import { parseInput } from '../input/parse-input.ts';
import { ollamaName } from '../models/model-input.ts';
import type { OllamaState, OllamaStatus } from './ollama-status.ts';

export interface OllamaViewOptions {
  readonly inventory: OllamaInventory;
  readonly status: OllamaStatus;
}

/**
 * The state of Ollama for one operation. Sends each request to Ollama once per operation, and none
 * while Ollama is known to be unavailable.
 */
export class OllamaView {
  readonly #inventory: OllamaInventory;
  readonly #status: OllamaStatus;
  readonly #requests = new Map<string, Promise<unknown>>();

  constructor({ inventory, status }: OllamaViewOptions) {
    this.#inventory = inventory;
    this.#status = status;
  }

  /** Returns the availability. It is consistent with the other results of the operation. */
  async state(): Promise<OllamaState> {
    // Wait until the other fields of the operation have sent their requests.
    await immediate();
    await Promise.allSettled(this.#requests.values());
    return this.#status.current();
  }

  /**
   * Returns the installed models; an empty list while Ollama is not available.
   *
   * @throws UpstreamError when Ollama is available but the request fails.
   */
  models(): Promise<readonly InstalledOllamaModel[]> {
    return this.#once('models', () => this.#orNone(this.#installed()));
  }

  /** Returns the models in memory; otherwise as {@link models}. */
  running(): Promise<readonly RunningOllamaModel[]> {
    return this.#once('running', () =>
      this.#orNone(this.#request(() => this.#inventory.listRunning())),
    );
  }

  /**
   * Finds one model by any of its names.
   *
   * @returns null when it is not installed.
   * @throws InvalidInputError for an invalid name.
   * @throws UpstreamError when Ollama is not available.
   */
  async model(text: string): Promise<OllamaModelDetails | null> {
    const wanted = canonicalOllamaName(parseInput(ollamaName, text, ['name']));
    return this.#once(`model ${wanted}`, async () => {
      const models = await this.#installed();
      const found = models.find(({ name }) => canonicalOllamaName(name) === wanted);
      return found === undefined ? null : this.#request(() => this.#inventory.describe(found.name));
    });
  }

  #installed(): Promise<readonly InstalledOllamaModel[]> {
    return this.#once('installed', () => this.#request(() => this.#inventory.list()));
  }

  /**
   * Sends a request. The known availability can be out of date: after a failure it is checked
   * again.
   */
  async #request<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    const { available, error } = await this.#status.current();
    if (!available) {
      throw new UpstreamError({
        code: 'OLLAMA_UNAVAILABLE',
        reason: 'UNAVAILABLE',
        message: error ?? 'Ollama is not available.',
        retryable: true,
        wasSent: false,
      });
    }
    try {
      return await send();
    } catch (failure) {
      await this.#status.refresh();
      throw failure;
    }
  }

  async #orNone<Item>(list: Promise<readonly Item[]>): Promise<readonly Item[]> {
    try {
      return await list;
    } catch (error) {
      const { available } = await this.#status.current();
      if (available || !(error instanceof UpstreamError)) throw error;
      return [];
    }
  }

  #once<Answer>(key: string, send: () => Promise<Answer>): Promise<Answer> {
    const pending = this.#requests.get(key) as Promise<Answer> | undefined; // Set below.
    if (pending !== undefined) return pending;
    const answer = send();
    this.#requests.set(key, answer);
    return answer;
  }
}
