import DataLoader from 'dataloader';
import type { OllamaRegistries } from '../../adapters/ollama/index.ts';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { Model } from '../../db/model.entity.ts';
import { InvalidInputError } from '../../errors.ts';
import { LiveReader } from '../../events/live-reader.ts';
import { SharedAnswers } from '../../events/shared-answers.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import type { Edit, EditContext, ModelEditor } from '../models/model-editor.ts';
import { awaitPull, leavePull } from '../models/model-status.ts';
import { getModel, isRowId } from '../models/model-store.ts';
import type { OllamaStatus } from '../ollama/ollama-status.ts';
import {
  findPulls,
  isNews,
  isOver,
  needsOllama,
  type PullView,
  type SeenPull,
  toView,
} from './pull-view.ts';
import { PullWatch } from './pull-watch.ts';

export interface PullServiceOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly editor: ModelEditor;
  readonly registries: OllamaRegistries;
  readonly status: OllamaStatus;
  readonly log: Log;
}

type Key = { readonly tenantId: string; readonly id: string };

/** Starts, stops and shows downloads of local models. */
export class PullService {
  readonly #options: PullServiceOptions;
  /** Finds what a list refers to in one go; nothing is kept for the next. */
  readonly #loader: DataLoader<Key, PullView | null>;
  /** Subscribers of changes share the loaded model. */
  readonly #newest = new SharedAnswers<Model, PullView | null>();
  /** Of the pulls that are followed, by id. */
  readonly #watches = new Map<string, PullWatch>();

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
      if (model.source !== 'LOCAL')
        throw refused('is the id of a remote model; only local models are downloaded');
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

  /** The newest pull of a loaded model; null when it has never been pulled. */
  findNewest(viewer: Viewer | null, model: Model): PullView | null | Promise<PullView | null> {
    const { tenantId } = authorize(viewer, 'model:read');
    const { pullId } = model;
    if (pullId === null) return null;
    return this.#newest.get(model, tenantId, () => this.find(viewer, pullId));
  }

  /** Finds by id, in the order asked for; null stands for what is not there. */
  async findMany(viewer: Viewer | null, ids: readonly string[]): Promise<(PullView | null)[]> {
    return Promise.all(ids.map((id) => this.find(viewer, id)));
  }

  /**
   * The state of a model's newest download, then each change of it until it ends. Empty for a local
   * model that has never been downloaded.
   *
   * @throws NotFoundError; InvalidInputError for a remote model, which is not downloaded.
   */
  async follow(viewer: Viewer | null, modelId: string): Promise<AsyncIterableIterator<PullView>> {
    const { tenantId } = authorize(viewer, 'model:read');
    const model = await this.#options.database.asTenant(tenantId, (em) => getModel(em, modelId));
    if (model.source !== 'LOCAL') {
      throw refused('is the id of a remote model; only local models are downloaded', ['modelId']);
    }
    const { pullId, awaitsPull } = model;
    if (pullId === null) return new LiveReader<PullView>({ take: () => null, onLeave: () => {} });
    using joining = new DisposableStack();
    let shown: PullView | null = null;
    const reader: LiveReader<PullView> = new LiveReader({
      take: () => {
        if (shown !== null && isOver(shown)) return null;
        const seen = watch.see(tenantId);
        const view = seen === null ? null : this.#viewOf(seen);
        if (view !== null && shown !== null && !isNews(view, shown)) return undefined;
        shown = view;
        return view;
      },
      onLeave: () => joined.dispose(),
    });
    const watch = this.#watchOf(pullId);
    joining.use(await watch.join(() => reader.wake()));
    // What others have read may be older than the model that was read here.
    const seen = watch.see(tenantId);
    if (seen === null || (awaitsPull && !seen.isAwaited)) await watch.refresh();
    const joined = joining.move();
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
    const { database } = this.#options;
    const found = new Map<string, SeenPull>();
    for (const [tenantId, wanted] of Map.groupBy(keys, (key) => key.tenantId)) {
      const ids = [...new Set(wanted.map(({ id }) => id))];
      const seen = await database.asTenant(tenantId, (em) => findPulls(em, ids));
      for (const one of seen) found.set(`${tenantId} ${one.pull.id}`, one);
    }
    return keys.map(({ tenantId, id }) => {
      const seen = found.get(`${tenantId} ${id}`);
      return seen === undefined ? null : this.#viewOf(seen);
    });
  }

  #viewOf(seen: SeenPull): PullView {
    // What is known already: nobody who reads a download waits for Ollama to answer.
    const isAvailable = !needsOllama(seen) || (this.#options.status.known?.available ?? true);
    return toView(seen, isAvailable);
  }

  #watchOf(id: string): PullWatch {
    const known = this.#watches.get(id);
    if (known !== undefined) return known;
    const { database, wakeUps, log } = this.#options;
    const onUnused = () => this.#watches.delete(id);
    const watch = new PullWatch({ database, wakeUps, log, id, onUnused });
    this.#watches.set(id, watch);
    return watch;
  }
}

function refused(message: string, path = ['input', 'id']): InvalidInputError {
  return new InvalidInputError([{ path, message }]);
}
