import type { OllamaInventory } from '../../adapters/ollama/index.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import type { Log } from '../../log.ts';
import { recordAuditEntries } from './model-audit.ts';
import { missingStatus } from './model-status.ts';
import { getModel } from './model-store.ts';

export interface MissingModelsOptions {
  readonly database: Database;
  readonly inventory: Pick<OllamaInventory, 'findModel'>;
  readonly now: () => Date;
  readonly log: Log;
}

/** Records that a local model was deleted from Ollama outside this server. */
export class MissingModels {
  readonly #options: MissingModelsOptions;

  constructor(options: MissingModelsOptions) {
    this.#options = options;
  }

  /** Checks a model that Ollama reported as unknown. Never rejects. */
  async suspect({ id, tenantId, name, source }: Model): Promise<void> {
    if (source !== 'LOCAL') return;
    const { database, inventory, now, log } = this.#options;
    try {
      if ((await inventory.findModel(name)) !== null) return;
      await database.asTenant(tenantId, async (em) => {
        const model = await getModel(em, id, { lock: true });
        if (model.name !== name || model.status !== 'ACTIVE') return;
        Object.assign(model, missingStatus(model), { updatedAt: now() });
        await em.flush();
        const auditEntry = { model, action: 'WENT_MISSING' as const };
        await recordAuditEntries(em, tenantId, [auditEntry], { actor: null, now: model.updatedAt });
      });
    } catch (error) {
      log.warn({ err: error, id }, 'could not check whether Ollama still has a model');
    }
  }
}
