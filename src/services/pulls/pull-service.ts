import DataLoader from 'dataloader';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { Model } from '../../db/model.entity.ts';
import { InvalidInputError } from '../../errors.ts';
import { TailReader } from '../../events/tail-reader.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import { changesTopic } from '../models/model-audit.ts';
import type { Edit, EditContext, ModelEditor } from '../models/model-editor.ts';
import { getModel, isRowId } from '../models/model-store.ts';
import type { OllamaRegistries } from '../ollama/ollama-registries.ts';
import type { OllamaStatus } from '../ollama/ollama-status.ts';
import { awaitPull, leavePull } from './model-pull.ts';
import { pullsTopic, pullTopic } from './pull-queue.ts';
import {
  findPulls,
  isOver,
  needsOllama,
  type PullView,
  type SeenPull,
  toView,
} from './pull-view.ts';

export interface PullServiceOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly editor: ModelEditor;
  readonly registries: OllamaRegistries;
  readonly status: OllamaStatus;
}

type Key = { readonly tenantId: string; readonly id: string };

/** Starts, stops and shows downloads of local models. */
export class PullService {
  readonly #options: PullServiceOptions;
  /** Finds what a list refers to in one go; nothing is kept for the next. */
  readonly #loader: DataLoader<Key, PullView | null>;

  constructor(options: PullServiceOptions) {
    this.#options = options;
    this.#loader = new DataLoader((keys) => this.#load(keys), { cache: false });
  }

  /**
   * Lets Ollama pull a model: one that it does not have, again one that failed, or the newest
   * version of one that it has. Of one that is being pulled, the same pull goes on.
   *
   * @throws NotFoundError | BuiltinModelError
   * @throws InvalidInputError for a model that is not local, or whose registry is not permitted.
   */
  async pull(viewer: Viewer | null, modelId: string): Promise<Model> {
    const begin = async (model: Model, { em, now }: EditContext): Promise<Edit> => {
      if (model.source !== 'LOCAL') throw refused('is the id of a remote model; local ones only');
      const fault = this.#options.registries.faultOf(model.name);
      if (fault !== null) throw refused(fault);
      if (model.awaitsPull) return [];
      await awaitPull(em, model, now);
      return [{ action: 'PULL_REQUESTED' }];
    };
    return this.#options.editor.edit(viewer, modelId, begin, { overrides: false });
  }

  /**
   * The tenant waits no longer for a model's download. The transfer stops when nobody waits.
   *
   * @throws NotFoundError | BuiltinModelError
   */
  async cancel(viewer: Viewer | null, modelId: string): Promise<Model> {
    const left = await this.#leave(viewer, modelId);
    for (const id of await this.#waitingWith(left)) await this.#leave(viewer, id);
    return left;
  }

  async find(viewer: Viewer | null, id: string): Promise<PullView | null> {
    const { tenantId } = authorize(viewer, 'model:read');
    return isRowId(id) ? this.#loader.load({ tenantId, id }) : null;
  }

  /** Finds by id, in the order asked for; null stands for what is not there. */
  async findMany(viewer: Viewer | null, ids: readonly string[]): Promise<(PullView | null)[]> {
    return Promise.all(ids.map((id) => this.find(viewer, id)));
  }

  /**
   * How a model's download goes on: its present state at once, then what changes, to its end. Of a
   * local model that has never been downloaded, nothing.
   *
   * @throws NotFoundError; InvalidInputError for a remote model, which is not downloaded.
   */
  async follow(viewer: Viewer | null, modelId: string): Promise<AsyncIterableIterator<PullView>> {
    const { tenantId } = authorize(viewer, 'model:read');
    const { database, wakeUps } = this.#options;
    const model = await database.asTenant(tenantId, (em) => getModel(em, modelId));
    if (model.source !== 'LOCAL')
      throw refused('is the id of a remote model; local ones only', ['modelId']);
    const { pullId } = model;
    let told: string | null = null;
    let over = pullId === null;
    const reader: TailReader<PullView> = new TailReader({
      read: async () => {
        if (over || pullId === null) return null;
        const view = await this.#loader.load({ tenantId, id: pullId });
        if (view === null) return null;
        over = isOver(view);
        const seen = JSON.stringify([view.revision, view.state, view.phase]);
        if (seen === told) return [];
        told = seen;
        return [view];
      },
      onLeave: () => subscription[Symbol.dispose](),
    });
    const topics = pullId === null ? [] : [pullTopic(pullId), pullsTopic];
    const subscription = await wakeUps.subscribe([...topics, changesTopic(model.tenantId)], () =>
      reader.wake(),
    );
    return reader;
  }

  async #leave(viewer: Viewer | null, id: string): Promise<Model> {
    const leave = async (model: Model, { em }: EditContext): Promise<Edit> => {
      if (!model.awaitsPull) return [];
      await leavePull(em, model);
      return [{ action: 'PULL_CANCELLED' }];
    };
    return this.#options.editor.edit(viewer, id, leave, { overrides: false });
  }

  /** Models of the same owner that wait for the same pull. */
  async #waitingWith({ id, tenantId, pullId }: Model): Promise<string[]> {
    if (pullId === null) return [];
    const waiting = { tenantId, pullId, awaitsPull: true, id: { $ne: id } };
    const models = await this.#options.database.asTenant(tenantId, (em) => em.find(Model, waiting));
    return models.map((model) => model.id);
  }

  async #load(keys: readonly Key[]): Promise<(PullView | null)[]> {
    const { database, status } = this.#options;
    const found = new Map<string, SeenPull>();
    for (const [tenantId, wanted] of Map.groupBy(keys, (key) => key.tenantId)) {
      const ids = [...new Set(wanted.map(({ id }) => id))];
      const seen = await database.asTenant(tenantId, (em) => findPulls(em, ids));
      for (const one of seen) found.set(`${tenantId} ${one.pull.id}`, one);
    }
    const waiting = [...found.values()].some(needsOllama);
    // Nobody who looks at a download waits for Ollama.
    const isAvailable = !waiting || (status.known?.available ?? true);
    return keys.map(({ tenantId, id }) => {
      const seen = found.get(`${tenantId} ${id}`);
      return seen === undefined ? null : toView(seen, isAvailable);
    });
  }
}

function refused(message: string, path = ['input', 'id']): InvalidInputError {
  return new InvalidInputError([{ path, message }]);
}
