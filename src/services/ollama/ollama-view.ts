import { setImmediate as othersHaveAsked } from 'node:timers/promises';
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
 * Ollama as one operation sees it: asked for what the operation wants to know, once, and not at all
 * while it is known to be away.
 */
export class OllamaView {
  readonly #inventory: OllamaInventory;
  readonly #status: OllamaStatus;
  readonly #questions = new Map<string, Promise<unknown>>();

  constructor({ inventory, status }: OllamaViewOptions) {
    this.#inventory = inventory;
    this.#status = status;
  }

  /** Whether it is there. Agrees with what the operation's other questions have found out. */
  async state(): Promise<OllamaState> {
    await othersHaveAsked();
    await Promise.allSettled(this.#questions.values());
    return this.#status.current();
  }

  /**
   * What is installed; nothing while Ollama is not available.
   *
   * @throws UpstreamError when it is there, but does not say.
   */
  models(): Promise<readonly InstalledOllamaModel[]> {
    return this.#once('models', () => this.#orNone(this.#installed()));
  }

  /** What is in memory, likewise. */
  running(): Promise<readonly RunningOllamaModel[]> {
    return this.#once('running', () =>
      this.#orNone(this.#ask(() => this.#inventory.listRunning())),
    );
  }

  /**
   * One model, by any of its names.
   *
   * @returns null when it is not installed.
   * @throws InvalidInputError for what is no name.
   * @throws UpstreamError when Ollama is not available.
   */
  async model(text: string): Promise<OllamaModelDetails | null> {
    const wanted = canonicalOllamaName(parseInput(ollamaName, text, ['name']));
    return this.#once(`model ${wanted}`, async () => {
      const models = await this.#installed();
      const found = models.find(({ name }) => canonicalOllamaName(name) === wanted);
      return found === undefined ? null : this.#ask(() => this.#inventory.describe(found.name));
    });
  }

  #installed(): Promise<readonly InstalledOllamaModel[]> {
    return this.#once('installed', () => this.#ask(() => this.#inventory.list()));
  }

  /** What is known of Ollama may be a while old: where it fails, it is looked at again. */
  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    const { available, error } = await this.#status.current();
    if (!available) {
      throw new UpstreamError({
        code: 'OLLAMA_UNAVAILABLE',
        reason: 'UNAVAILABLE',
        message: error ?? 'Ollama is not available.',
        retryable: true,
      });
    }
    try {
      return await question();
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

  #once<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    const asked = this.#questions.get(question) as Promise<Answer> | undefined; // stored below
    if (asked !== undefined) return asked;
    const answer = ask();
    this.#questions.set(question, answer);
    return answer;
  }
}
