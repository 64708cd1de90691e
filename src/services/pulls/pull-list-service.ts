import { authorize, isAllowed } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import type { Pull } from '../../db/pull.entity.ts';
import { NotFoundError } from '../../errors.ts';
import { SharedAnswers } from '../../events/shared-answers.ts';
import { parseInput } from '../input/parse-input.ts';
import { findModels, isRowId } from '../models/model-store.ts';
import { TenantLoader } from '../models/tenant-loader.ts';
import type { OllamaStatus } from '../ollama/ollama-status.ts';
import type { Page, PageInput } from '../paging/page.ts';
import { audienceOf, ownersOf, type PullAudience, readAs } from './pull-audience.ts';
import { encodePullCursor } from './pull-change-cursor.ts';
import { findPulls, listPulls, pullFilter } from './pull-list.ts';
import { needsOllama, type PullView, type SeenPull, toView } from './pull-view.ts';

export interface PullListServiceOptions {
  readonly database: Database;
  readonly status: OllamaStatus;
}

export interface PullPage extends Page<PullView> {
  readonly changesCursor: string;
}

type Key = PullAudience & { readonly id: string };

const byAudience = { groupBy: ({ tenantId, isPlatform }: Key) => `${isPlatform} ${tenantId}` };

/** Maximum number of models that are shown of a download. */
const maxModels = 100;
/** Time for which the subscribers of a change share the models of the download, in milliseconds. */
const shareModelsMs = 1_000;

/** Lists downloads. */
export class PullListService {
  readonly #options: PullListServiceOptions;
  readonly #pulls = new TenantLoader<Key, PullView | null>(
    (audience, ids) => this.#find(audience, ids),
    byAudience,
  );
  readonly #models = new TenantLoader<Key, readonly Model[]>(
    (audience, ids) => this.#findModels(audience, ids),
    byAudience,
  );
  /** Subscribers of changes share the loaded model and its download. */
  readonly #newest = new SharedAnswers<Model, PullView | null>();
  readonly #modelsOf = new SharedAnswers<Pull, readonly Model[]>({ keepMs: shareModelsMs });

  constructor(options: PullListServiceOptions) {
    this.#options = options;
  }

  /** @throws InvalidInputError for an invalid filter, page or cursor. */
  async list(viewer: Viewer | null, filter: unknown, page: PageInput): Promise<PullPage> {
    const audience = audienceOf(viewer);
    const checked = parseInput(pullFilter, filter, ['filter']);
    const { readAt, ...found } = await readAs(this.#options.database, audience, (em) =>
      listPulls(em, audience, { filter: checked, page }),
    );
    const edges = found.edges.map(({ node, cursor }) => ({ node: this.viewOf(node), cursor }));
    return { ...found, edges, changesCursor: encodePullCursor(readAt) };
  }

  async find(viewer: Viewer | null, id: string): Promise<PullView | null> {
    const audience = audienceOf(viewer);
    return isRowId(id) ? this.#pulls.load({ ...audience, id }) : null;
  }

  /** Returns a download that a platform administrator has requested. @throws NotFoundError */
  async getRequested(viewer: Viewer | null, id: string): Promise<PullView> {
    const { tenantId } = authorize(viewer, 'ollama:pull');
    const found = await this.#pulls.load({ tenantId, isPlatform: true, id });
    if (found === null) throw new NotFoundError('There is no download with this ID any more.');
    return found;
  }

  /** Finds downloads by ID, in the order of the IDs; null for a download that does not exist. */
  async findMany(viewer: Viewer | null, ids: readonly string[]): Promise<(PullView | null)[]> {
    return Promise.all(ids.map((id) => this.find(viewer, id)));
  }

  /** Returns the newest download of a model; null when there is none or it is not visible. */
  findNewest(viewer: Viewer | null, model: Model): PullView | null | Promise<PullView | null> {
    const { pullId } = model;
    if (pullId === null || !isAllowed(viewer, 'model:read')) return null;
    const { tenantId } = audienceOf(viewer);
    return this.#newest.get(model, tenantId, () => this.find(viewer, pullId));
  }

  /** Returns the models whose newest download this is, oldest first; at most 100. */
  findModels(
    viewer: Viewer | null,
    { row }: PullView,
  ): readonly Model[] | Promise<readonly Model[]> {
    // Only the tenant's own models and the built-in ones, also for a platform administrator.
    const audience = { ...audienceOf(viewer), isPlatform: false };
    return this.#modelsOf.get(row, audience.tenantId, () =>
      this.#models.load({ ...audience, id: row.id }),
    );
  }

  /** Converts a download for an audience. */
  readonly viewOf = (seen: SeenPull): PullView => {
    // Use the known status: reading a download must not wait for Ollama.
    const isAvailable = !needsOllama(seen) || (this.#options.status.known?.available ?? true);
    return toView(seen, isAvailable);
  };

  async #find(audience: PullAudience, ids: readonly string[]): Promise<(PullView | null)[]> {
    const found = await readAs(this.#options.database, audience, (em) =>
      findPulls(em, audience, ids),
    );
    const byId = new Map(found.map((seen) => [seen.pull.id, this.viewOf(seen)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async #findModels(audience: PullAudience, ids: readonly string[]): Promise<Model[][]> {
    const marks = ids.map(() => '?').join(', ');
    return this.#options.database.asTenant(audience.tenantId, async (em) => {
      const rows = await em.execute<{ id: string }[]>(
        `select id from (
           select id, created_at,
             row_number() over (partition by pull_id order by created_at, id) as number
           from model where pull_id in (${marks}) and deleted_at is null and tenant_id in (?, ?)
         ) as numbered where number <= ${maxModels} order by created_at, id`,
        [...ids, ...ownersOf(audience)],
      );
      const found = await findModels(
        em,
        rows.map(({ id }) => id),
      );
      const models = found.filter((model) => model !== null);
      return ids.map((id) => models.filter(({ pullId }) => pullId === id));
    });
  }
}
