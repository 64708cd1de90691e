import type { Database } from '../../db/database.ts';
import { Pull } from '../../db/pull.entity.ts';
import type { Log } from '../../log.ts';
import { recordAuditEntries } from '../models/model-audit.ts';
import { settlePull } from '../models/model-status.ts';
import { getModel } from '../models/model-store.ts';
import type { PullStore } from './pull-store.ts';

export interface PullSettlementOptions {
  readonly database: Database;
  readonly store: PullStore;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Updates the models whose downloads have ended, each in its own transaction. When the process
 * fails before the last one, another process updates the rest.
 */
export async function settlePulls(options: PullSettlementOptions): Promise<void> {
  const { store, log } = options;
  for (const { id, tenantId } of await store.findUnsettled()) {
    try {
      await settleModel(options, tenantId, id);
    } catch (error) {
      // Continue with the other models. The next round retries this one.
      log.warn({ err: error, id }, 'the end of a download was not recorded on its model; retrying');
    }
  }
}

async function settleModel(
  { database, now }: PullSettlementOptions,
  tenantId: string,
  id: string,
): Promise<void> {
  await database.asTenant(tenantId, async (em) => {
    const model = await getModel(em, id, { lock: true, deleted: 'either' });
    if (!model.awaitsPull || model.pullId === null) return;
    const pull = await em.findOneOrFail(Pull, { id: model.pullId });
    const action = settlePull(model, pull);
    if (action === null) return;
    const time = now();
    model.updatedAt = time;
    await em.flush();
    await recordAuditEntries(em, tenantId, [{ model, action }], { actor: null, now: time });
  });
}
