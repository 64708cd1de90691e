import type { Database } from '../db/database.ts';
import type { Model } from '../db/model.entity.ts';
import { Pull } from '../db/pull.entity.ts';
import type { ModelAction } from '../domain.ts';
import { recordDeeds } from './model-audit.ts';
import { cancelledReason, describeInstalled, failPull } from './model-pull.ts';
import { getModel } from './model-store.ts';
import type { PullStore } from './pull-store.ts';

export interface PullSettlementOptions {
  readonly database: Database;
  readonly store: PullStore;
  readonly now: () => Date;
}

/**
 * Tells models what became of the pulls that they wait for. Each by itself, after the pull has
 * ended: a process that dies in between leaves the rest to whoever looks next.
 */
export async function settlePulls(options: PullSettlementOptions): Promise<void> {
  const { database, store, now } = options;
  for (const { id, tenantId } of await store.findUnsettled()) {
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
