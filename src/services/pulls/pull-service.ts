import { z } from 'zod';
import { canonicalOllamaName, type OllamaRegistries } from '../../adapters/ollama/index.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { Model } from '../../db/model.entity.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { wakeUpChannel } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { parseInput } from '../input/parse-input.ts';
import { lineText } from '../input/text-input.ts';
import type { Edit, EditContext, ModelEditor } from '../models/model-editor.ts';
import { ollamaName } from '../models/model-input.ts';
import { awaitPull, leavePull } from '../models/model-status.ts';
import { isRowId } from '../models/model-store.ts';
import { joinPull, pullsTopic } from '../models/pull-queue.ts';
import type { RequestIds } from '../models/request-ids.ts';

export interface PullServiceOptions {
  readonly database: Database;
  readonly editor: ModelEditor;
  readonly registries: OllamaRegistries;
  readonly requestIds: RequestIds;
  readonly now: () => Date;
  readonly log: Log;
}

const pullNamedInput = z.object({ name: ollamaName, requestId: lineText(255).nullish() });

/** Starts and stops downloads. */
export class PullService {
  readonly #options: PullServiceOptions;

  constructor(options: PullServiceOptions) {
    this.#options = options;
  }

  /**
   * Requests the download of a model: when Ollama does not have it, again after a failure, or for
   * the newest version. Has no effect while the model is being downloaded.
   *
   * @throws NotFoundError | BuiltinModelError
   * @throws InvalidInputError for a model that is not local, or whose registry is not permitted.
   */
  async pull(viewer: Viewer | null, modelId: string): Promise<Model> {
    const begin = async (model: Model, { em, now }: EditContext): Promise<Edit> => {
      if (model.source !== 'LOCAL')
        throw refused('is the ID of a remote model; only local models are downloaded');
      const fault = this.#options.registries.faultOf(model.name);
      if (fault !== null) throw refused(fault);
      if (model.awaitsPull) return [];
      await awaitPull(em, model, now);
      return [{ action: 'PULL_REQUESTED' }];
    };
    return this.#options.editor.edit(viewer, modelId, begin, { overrides: false });
  }

  /**
   * Cancels the download of a model for the tenant. The transfer stops when no model of any tenant
   * waits for it.
   *
   * @throws NotFoundError | BuiltinModelError
   */
  async cancel(viewer: Viewer | null, modelId: string): Promise<Model> {
    const left = await this.#leave(viewer, modelId);
    for (const id of await this.#waitingWith(left)) await this.#leave(viewer, id);
    return left;
  }

  /**
   * Requests the download of a model that is not registered, or of the newest version of an
   * installed one. A repeated request does not start another download.
   *
   * @returns the ID of the download, which models can wait for too.
   * @throws InvalidInputError | RequestIdReusedError
   */
  async pullNamed(viewer: Viewer | null, input: unknown): Promise<string> {
    const { tenantId, subject } = authorize(viewer, 'ollama:pull');
    const { database, registries, requestIds, now, log } = this.#options;
    const { name, requestId } = parseInput(pullNamedInput, input, ['input']);
    const fault = registries.faultOf(name);
    const canonical = canonicalOllamaName(name);
    if (fault !== null || canonical === null) {
      throw refused(fault ?? 'is not a valid name', ['input', 'name']);
    }
    const time = now();
    const id = await database.asTenant(tenantId, (em) => {
      const join = () => joinPull(em, { canonical, name, byPlatform: true }, time);
      if (requestId == null) return join();
      const request = { operation: 'pullOllamaModel', canonical };
      return requestIds.once(em, { tenantId, requestId, input: request, now: time }, join);
    });
    log.info({ model: name, subject }, 'download of an Ollama model requested');
    return id;
  }

  /**
   * Cancels a download that {@link pullNamed} requested. The transfer stops when no model waits for
   * it.
   *
   * @throws NotFoundError for a download that `pullNamed` has not requested.
   */
  async cancelNamed(viewer: Viewer | null, id: string): Promise<void> {
    authorize(viewer, 'ollama:pull');
    const found = await this.#options.database.asPlatform(async (em) => {
      if (!isRowId(id)) return [];
      await em.execute('select pg_notify(?, ?)', [wakeUpChannel, pullsTopic]);
      return em.execute<unknown[]>(
        'update pull set awaited_by_platform = false where id = ? and requested_by_platform returning 1',
        [id],
      );
    });
    if (found.length === 0) {
      throw new NotFoundError('There is no download with this ID that pullOllamaModel requested.');
    }
  }

  async #leave(viewer: Viewer | null, id: string): Promise<Model> {
    const leave = async (model: Model, { em }: EditContext): Promise<Edit> => {
      if (!model.awaitsPull) return [];
      await leavePull(em, model);
      return [{ action: 'PULL_CANCELLED' }];
    };
    return this.#options.editor.edit(viewer, id, leave, { overrides: false });
  }

  /** Returns the models of the same owner that wait for the same download. */
  async #waitingWith({ id, tenantId, pullId }: Model): Promise<string[]> {
    if (pullId === null) return [];
    const waiting = { tenantId, pullId, awaitsPull: true, id: { $ne: id } };
    const models = await this.#options.database.asTenant(tenantId, (em) => em.find(Model, waiting));
    return models.map((model) => model.id);
  }
}

function refused(message: string, path = ['input', 'id']): InvalidInputError {
  return new InvalidInputError([{ path, message }]);
}
