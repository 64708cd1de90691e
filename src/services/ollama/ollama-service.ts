import type { SqlEntityManager } from '@mikro-orm/sql';
import { z } from 'zod';
import { canonicalOllamaName, type OllamaInventory } from '../../adapters/ollama/index.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { Model } from '../../db/model.entity.ts';
import { ModelInUseError, NotFoundError, type OllamaModelUse } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { parseInput } from '../input/parse-input.ts';
import { ollamaName } from '../models/model-input.ts';
import type { OllamaStatus } from './ollama-status.ts';
import { OllamaView } from './ollama-view.ts';

export interface OllamaServiceOptions {
  readonly database: Database;
  readonly inventory: OllamaInventory;
  readonly status: OllamaStatus;
  readonly log: Log;
}

const deleteInput = z.object({ name: ollamaName });

/** Lists and deletes the models of the installation's Ollama. */
export class OllamaService {
  readonly #options: OllamaServiceOptions;

  constructor(options: OllamaServiceOptions) {
    this.#options = options;
  }

  /** Returns the state of Ollama for one operation. */
  view(viewer: Viewer | null): OllamaView {
    authorize(viewer, 'ollama:read');
    return new OllamaView(this.#options);
  }

  /**
   * Deletes a model from Ollama, for all tenants.
   *
   * @returns the name that Ollama listed.
   * @throws InvalidInputError for an invalid name; NotFoundError when the model is not installed.
   * @throws ModelInUseError while a registered model uses it.
   * @throws UpstreamError when Ollama is not available.
   */
  async delete(viewer: Viewer | null, input: unknown): Promise<string> {
    const { subject } = authorize(viewer, 'ollama:delete');
    const { database, inventory, log } = this.#options;
    const canonical = canonicalOllamaName(parseInput(deleteInput, input, ['input']).name);
    const installed = await inventory.list();
    const found = installed.find(({ name }) => canonicalOllamaName(name) === canonical);
    if (canonical === null || found === undefined) throw notInstalled();
    const uses = await database.asPlatform((em) => findUses(em, canonical));
    if (uses.length > 0) throw inUse(uses);
    if (!(await inventory.delete(found.name))) throw notInstalled();
    log.info({ model: found.name, subject }, 'model deleted from Ollama');
    return found.name;
  }
}

/** Finds all registered models that use an Ollama model, whatever their status. */
async function findUses(em: SqlEntityManager, canonical: string): Promise<OllamaModelUse[]> {
  const [, model = ''] = /([^/:]+):[^:]*$/.exec(canonical) ?? [];
  const candidates = await em.find(
    Model,
    // `_` in a name matches any character here, so the query can find too many models.
    { source: 'LOCAL', deletedAt: null, name: { $ilike: `%${model}%` } },
    { filters: false, orderBy: { tenantId: 'asc', id: 'asc' } },
  );
  return candidates
    .filter(({ name }) => canonicalOllamaName(name) === canonical)
    .map(({ id, tenantId, name, displayName }) => ({ modelId: id, tenantId, name, displayName }));
}

function inUse(uses: readonly OllamaModelUse[]): ModelInUseError {
  const many =
    uses.length === 1 ? 'A registered model uses' : `${uses.length} registered models use`;
  return new ModelInUseError(
    `${many} this Ollama model; delete the registered models first.`,
    uses,
  );
}

function notInstalled(): NotFoundError {
  return new NotFoundError('Ollama does not have this model.');
}
