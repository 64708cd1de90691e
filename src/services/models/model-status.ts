import type { SqlEntityManager } from '@mikro-orm/sql';
import { canonicalOllamaName } from '../../adapters/ollama/model-name.ts';
import type { Model } from '../../db/model.entity.ts';
import type { InstalledModel } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { joinPull, pullsTopic } from './pull-queue.ts';

/** What is said of a model whose download somebody has cancelled. */
export const cancelledReason = 'The download was cancelled; start it again with pullModel.';

/** What is said of a model that could be used, and that Ollama does not have any more. */
export const missingReason = 'Ollama no longer has this model; pull it again with pullModel.';

/** Lets a local model wait for its download. One that can be used stays so meanwhile. */
export async function awaitPull(em: SqlEntityManager, model: Model, now: Date): Promise<void> {
  const canonical = canonicalOllamaName(model.name);
  if (canonical === null) throw new Error('A local model has a name by the grammar of Ollama.');
  model.pullId = await joinPull(em, { canonical, name: model.name }, now);
  model.awaitsPull = true;
  if (model.status === 'ACTIVE') return;
  model.status = 'DOWNLOADING';
  model.statusReason = null;
}

/** A model waits no longer. The download ends when nobody else waits for it. */
export async function leavePull(em: SqlEntityManager, model: Model): Promise<void> {
  if (!model.awaitsPull) return;
  model.awaitsPull = false;
  failPull(model, cancelledReason);
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, pullsTopic]);
}

/** What is known of a model, now that Ollama has it. */
export function describeInstalled(
  installed: InstalledModel,
): Pick<
  Model,
  'name' | 'capabilities' | 'contextLength' | 'embeddingLength' | 'sizeBytes' | 'statusReason'
> & { status: 'ACTIVE' } {
  const { name, capabilities, contextLength, embeddingLength, sizeBytes } = installed;
  return {
    name,
    capabilities: [...capabilities],
    contextLength,
    embeddingLength,
    sizeBytes,
    status: 'ACTIVE',
    statusReason: null,
  };
}

/** A download has not come to its end. What could be used before can still be used. */
export function failPull(model: Model, reason: string): void {
  if (model.status === 'ACTIVE') return;
  model.status = 'DOWNLOAD_FAILED';
  model.statusReason = reason;
}
