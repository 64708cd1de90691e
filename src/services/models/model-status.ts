import type { SqlEntityManager } from '@mikro-orm/sql';
import { canonicalOllamaName } from '../../adapters/ollama/index.ts';
import type { Model } from '../../db/model.entity.ts';
import type { Pull } from '../../db/pull.entity.ts';
import type { InstalledModel, ModelAction, ModelCapability, ModelType } from '../../domain.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import { typeMismatch } from './model-capabilities.ts';
import { joinPull, pullsTopic } from './pull-queue.ts';

/*
 * Every transition of a model's status:
 *
 *   (new, remote) → ACTIVE              (new, local) → ACTIVE when installed, else DOWNLOADING
 *   DOWNLOADING → ACTIVE                the download succeeded, or Ollama has the model
 *   DOWNLOADING → UNSUITABLE            the same, but the model's capabilities exclude its type
 *   DOWNLOADING → DOWNLOAD_FAILED       the download failed or was cancelled
 *   DOWNLOAD_FAILED → DOWNLOADING       the download was requested again
 *   ACTIVE ↔ UNSUITABLE                 a newer version, another name or another type
 *   installed → DOWNLOAD_FAILED         Ollama no longer has the model
 *   installed → DOWNLOADING             the same, while a newer version is being downloaded
 *
 * "Installed" means ACTIVE or UNSUITABLE. An installed model keeps its status while a newer version
 * is downloaded, and when that download fails.
 */

type Status = Pick<Model, 'status' | 'statusReason'>;

/** The fields of a model that, for a local model, depend on Ollama. */
export type ModelState = Status &
  Pick<Model, 'name' | 'capabilities' | 'contextLength' | 'embeddingLength' | 'sizeBytes'>;

const cancelledReason = 'The download was cancelled; call pullModel to start it again.';
const missingReason = 'Ollama no longer has this model; call pullModel to download it again.';

/** A remote model can be used from the start. */
export const remoteStatus: Status = { status: 'ACTIVE', statusReason: null };

/** A local model that Ollama does not have yet. */
export const downloadingStatus: Status = { status: 'DOWNLOADING', statusReason: null };

/** The state of a local model of a type that Ollama has. */
export function describeInstalled(installed: InstalledModel, type: ModelType): ModelState {
  const { name, capabilities, contextLength, embeddingLength, sizeBytes } = installed;
  return {
    name,
    capabilities: [...capabilities],
    contextLength,
    embeddingLength,
    sizeBytes,
    ...installedStatus(capabilities, type),
  };
}

/** The status of a local model that Ollama has with these capabilities. */
export function installedStatus(capabilities: readonly ModelCapability[], type: ModelType): Status {
  const mismatch = typeMismatch(capabilities, type);
  if (mismatch === null) return { status: 'ACTIVE', statusReason: null };
  const statusReason = `${mismatch}; change the type, or register another model.`;
  return { status: 'UNSUITABLE', statusReason };
}

/** Whether Ollama had a local model when its status was last set. */
export function isInstalled({ status }: Pick<Model, 'status'>): boolean {
  return status === 'ACTIVE' || status === 'UNSUITABLE';
}

/** The status of a local model that was installed and that Ollama does not have any more. */
export function missingStatus({ awaitsPull }: Model): Status {
  if (awaitsPull) return downloadingStatus;
  return { status: 'DOWNLOAD_FAILED', statusReason: missingReason };
}

/** Makes a local model wait for its download. An installed model keeps its status meanwhile. */
export async function awaitPull(em: SqlEntityManager, model: Model, now: Date): Promise<void> {
  const canonical = canonicalOllamaName(model.name);
  if (canonical === null) throw new Error('A local model must have a valid Ollama name.');
  model.pullId = await joinPull(em, { canonical, name: model.name }, now);
  model.awaitsPull = true;
  if (!isInstalled(model)) Object.assign(model, downloadingStatus);
}

/** Ends a model's wait for its download. The download ends when no other model waits for it. */
export async function leavePull(em: SqlEntityManager, model: Model): Promise<void> {
  if (!model.awaitsPull) return;
  model.awaitsPull = false;
  failPull(model, cancelledReason);
  await em.execute('select pg_notify(?, ?)', [wakeUpChannel, pullsTopic]);
}

/**
 * Applies the end of a download to a model that waits for it.
 *
 * @returns the action for the audit log; null while the download has not ended.
 */
export function settlePull(model: Model, { state, installed, error }: Pull): ModelAction | null {
  if (state === 'SUCCEEDED' && installed !== null) {
    Object.assign(model, describeInstalled(installed, model.type), { awaitsPull: false });
    return 'PULL_SUCCEEDED';
  }
  if (state !== 'CANCELLED' && state !== 'FAILED') return null;
  model.awaitsPull = false;
  const isCancelled = state === 'CANCELLED';
  failPull(model, isCancelled ? cancelledReason : (error ?? 'The download failed.'));
  return isCancelled ? 'PULL_CANCELLED' : 'PULL_FAILED';
}

function failPull(model: Model, reason: string): void {
  if (isInstalled(model)) return;
  model.status = 'DOWNLOAD_FAILED';
  model.statusReason = reason;
}
