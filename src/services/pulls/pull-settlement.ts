import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { Pull } from '../../db/pull.entity.ts';
import type { ModelAction } from '../../domain.ts';
import type { Log } from '../../log.ts';
import { recordDeeds } from '../models/model-audit.ts';
import { cancelledReason, describeInstalled, failPull } from '../models/model-status.ts';
import { getModel } from '../models/model-store.ts';
import type { PullStore } from './pull-store.ts';

export interface PullSettlementOptions {
  readonly database: Database;
  readonly store: PullStore;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Tells models what became of the pulls that they wait for. Each by itself, after the pull has
 * ended: a process that dies in between leaves the rest to whoever looks next.
 */
export async function settlePulls(options: PullSettlementOptions): Promise<void> {
  const { store, log } = options;
  for (const { id, tenantId } of await store.findUnsettled()) {
    try {
      await settleModel(options, tenantId, id);
    } catch (error) {
      // The others need not wait for it; the next round tries again.
      log.warn({ err: error, id }, 'a model was not told what became of its download');
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
    const action = settle(model, pull);
    if (action === null) return;
    const time = now();
    model.awaitsPull = false;
    model.updatedAt = time;
    await em.flush();
    await recordDeeds(em, tenantId, [{ model, action }], { actor: null, now: time });
  });
}

/** @returns what has happened to the model; null when its pull goes on after all. */
function settle(model: Model, { state, installed, error }: Pull): ModelAction | null {
  if (state === 'SUCCEEDED' && installed !== null) {
    Object.assign(model, describeInstalled(installed));
    return 'PULL_SUCCEEDED';
  }
  if (state === 'CANCELLED') {
    failPull(model, cancelledReason);
    return 'PULL_CANCELLED';
  }
  if (state !== 'FAILED') return null;
  failPull(model, error ?? 'The download failed.');
  return 'PULL_FAILED';
}
