import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import { InvalidInputError } from '../../errors.ts';
import { LiveReader } from '../../events/live-reader.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { parseInput } from '../input/parse-input.ts';
import { getModel } from '../models/model-store.ts';
import { LivePulls } from './live-pulls.ts';
import { audienceOf, type PullAudience, readAs } from './pull-audience.ts';
import { parsePullCursor } from './pull-change-cursor.ts';
import { findEnded, pullFilter } from './pull-list.ts';
import type { PullListService } from './pull-list-service.ts';
import { isNews, isOver, type PullView, type SeenPull } from './pull-view.ts';
import { PullWatch } from './pull-watch.ts';
import { UnseenPulls } from './unseen-pulls.ts';

export interface PullChangeServiceOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly lists: Pick<PullListService, 'viewOf'>;
  readonly log: Log;
}

/** Follows the downloads of all processes. */
export class PullChangeService {
  readonly #options: PullChangeServiceOptions;
  /** The followed downloads, by ID. */
  readonly #watches = new Map<string, PullWatch>();
  /** Null while no subscriber follows all downloads. */
  #live: LivePulls | null = null;

  constructor(options: PullChangeServiceOptions) {
    this.#options = options;
  }

  /**
   * Returns the current state of each visible download that has not ended, and of each that ended
   * after a list, and then each change of any visible download. A slow reader gets only the newest
   * state of each download.
   *
   * @param after the `changesCursor` of the list.
   * @throws InvalidInputError for an invalid filter or cursor.
   */
  async followAll(
    viewer: Viewer | null,
    { filter, after }: { readonly filter: unknown; readonly after: string | null },
  ): Promise<AsyncIterableIterator<PullView>> {
    const audience = audienceOf(viewer);
    const { states } = parseInput(pullFilter, filter, ['filter']);
    const since = parsePullCursor(after);
    const { viewOf } = this.#options.lists;
    const unseen = new UnseenPulls({ states: states ?? null, since, viewOf });
    using joining = new DisposableStack();
    const reader: LiveReader<PullView> = new LiveReader({
      take: () => unseen.take(),
      onLeave: () => joined.dispose(),
    });
    const live = this.#livePulls();
    let isJoined = false;
    const note = () => {
      if (isJoined && unseen.note(live.seenBy(audience))) reader.wake();
    };
    joining.use(await live.join(note));
    const ended = since === null ? [] : await this.#findEnded(audience, since);
    // The last read for other subscribers can be older than data that this viewer has read before.
    // It follows the ended downloads, so that one that ends meanwhile is among either of them.
    await live.refresh();
    isJoined = true;
    if (unseen.note([...ended, ...live.seenBy(audience)])) reader.wake();
    const joined = joining.move();
    return reader;
  }

  /**
   * Returns the state of a model's newest download, and then each change until it ends. Empty for a
   * local model that was never downloaded.
   *
   * @throws NotFoundError; InvalidInputError for a remote model, which is not downloaded.
   */
  async follow(viewer: Viewer | null, modelId: string): Promise<AsyncIterableIterator<PullView>> {
    const { tenantId } = authorize(viewer, 'model:read');
    const model = await this.#options.database.asTenant(tenantId, (em) => getModel(em, modelId));
    if (model.source !== 'LOCAL') {
      const message = 'is the ID of a remote model; only local models are downloaded';
      throw new InvalidInputError([{ path: ['modelId'], message }]);
    }
    const { pullId, awaitsPull } = model;
    if (pullId === null) return new LiveReader<PullView>({ take: () => null, onLeave: () => {} });
    using joining = new DisposableStack();
    let shown: PullView | null = null;
    const reader: LiveReader<PullView> = new LiveReader({
      take: () => {
        if (shown !== null && isOver(shown)) return null;
        const seen = watch.see(tenantId);
        const view = seen === null ? null : this.#options.lists.viewOf(seen);
        if (view !== null && shown !== null && !isNews(view, shown)) return undefined;
        shown = view;
        return view;
      },
      onLeave: () => joined.dispose(),
    });
    const watch = this.#watchOf(pullId);
    joining.use(await watch.join(() => reader.wake()));
    // The last read for other subscribers can be older than the model that was just read.
    const seen = watch.see(tenantId);
    if (seen === null || (awaitsPull && !seen.isAwaited)) await watch.refresh();
    const joined = joining.move();
    return reader;
  }

  async #findEnded(audience: PullAudience, since: Date): Promise<readonly SeenPull[]> {
    return readAs(this.#options.database, audience, (em) => findEnded(em, audience, since));
  }

  #livePulls(): LivePulls {
    const { database, wakeUps, log } = this.#options;
    const onUnused = () => {
      this.#live = null;
    };
    this.#live ??= new LivePulls({ database, wakeUps, log, onUnused });
    return this.#live;
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
