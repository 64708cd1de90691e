import { setTimeout as delay } from 'node:timers/promises';
import { authorize } from '../../auth/policy.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../db/database.ts';
import type { Model } from '../../db/model.entity.ts';
import { platformTenant } from '../../domain.ts';
import { NotResumableError } from '../../errors.ts';
import { Feed } from '../../events/feed.ts';
import type { FeedPosition } from '../../events/feed-position.ts';
import { LiveReader } from '../../events/live-reader.ts';
import { SharedAnswers } from '../../events/shared-answers.ts';
import type { WakeUps } from '../../events/wake-ups.ts';
import type { Log } from '../../log.ts';
import { changesTopic } from './model-audit.ts';
import { type ChangeCursor, encodeChangeCursor, parseChangeCursor } from './model-change-cursor.ts';
import {
  type LoggedChange,
  type ModelChangeKind,
  readChangesAfter,
  readNewestChanges,
} from './model-change-log.ts';
import { readModels } from './model-store.ts';

/** A change of a model that a viewer may see. */
export interface ModelChange {
  readonly kind: ModelChangeKind;
  readonly modelId: string;
  /** Resumes after this change. */
  readonly cursor: string;
  /** The entry of the log; subscribers of this process share it. */
  readonly entry: LoggedChange;
}

export interface ModelChangeServiceOptions {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly log: Log;
  readonly now: () => Date;
  /** How long changes are stored, in milliseconds. */
  readonly retentionMs: number;
}

/** How long the subscribers that receive a change share one load of its model, in milliseconds. */
const shareModelMs = 1_000;
/** Attempts to load a model before the field fails. */
const mostLoads = 3;
/** Delay after the first failed load, in milliseconds; it doubles with each further failure. */
const loadPauseMs = 100;

type Changes = FeedPosition<LoggedChange>;

/** Follows the changes of models in all processes. */
export class ModelChangeService {
  readonly #options: ModelChangeServiceOptions;
  /** By tenant. All tenants share the feed of the platform, which has the built-in models. */
  readonly #feeds = new Map<string, Feed<LoggedChange>>();
  readonly #models = new SharedAnswers<LoggedChange, Model | null>({ keepMs: shareModelMs });

  constructor(options: ModelChangeServiceOptions) {
    this.#options = options;
  }

  /**
   * Returns all changes that are committed after the promise resolves, or after a cursor.
   *
   * @throws InvalidInputError for a malformed cursor.
   * @throws NotResumableError for a cursor that is too old, or that was not issued.
   */
  async follow(
    viewer: Viewer | null,
    after: string | null,
  ): Promise<AsyncIterableIterator<ModelChange>> {
    const { tenantId } = authorize(viewer, 'model:choose');
    const start = this.#parse(after);
    using joining = new DisposableStack();
    const reader: LiveReader<ModelChange> = new LiveReader({
      take: () => this.#take(own, shared),
      onLeave: () => joined.dispose(),
    });
    const wake = () => reader.wake();
    const join = async (log: string, seq: number | null) => {
      const feed = this.#feedOf(log);
      const position = joining.use(await feed.join(seq, wake));
      if (seq !== null && feed.isAhead(seq)) await this.#assertIssued(log, seq);
      return position;
    };
    const own = await join(tenantId, start?.own ?? null);
    const shared = await join(platformTenant, start?.shared ?? null);
    const joined = joining.move();
    return reader;
  }

  /** The model of a change as it is now; null when it has been deleted. */
  findModel({ entry }: ModelChange): Model | null | Promise<Model | null> {
    return this.#models.get(entry, '', () => this.#loadModel(entry));
  }

  #feedOf(tenantId: string): Feed<LoggedChange> {
    const known = this.#feeds.get(tenantId);
    if (known !== undefined) return known;
    const { database, wakeUps, log } = this.#options;
    const feed = new Feed<LoggedChange>({
      wakeUps,
      topics: [changesTopic(tenantId)],
      readNewest: (limit) =>
        database.asTenant(tenantId, (em) => readNewestChanges(em, tenantId, limit)),
      readAfter: (seq, limit) =>
        database.asTenant(tenantId, (em) => readChangesAfter(em, { tenantId, seq, limit })),
      onUnused: () => this.#feeds.delete(tenantId),
      log,
    });
    this.#feeds.set(tenantId, feed);
    return feed;
  }

  #take(own: Changes, shared: Changes): ModelChange | undefined {
    const entry = own.take() ?? shared.take();
    if (entry === undefined) return undefined;
    const place = { own: own.seq, shared: shared.seq };
    const cursor = encodeChangeCursor(place, this.#options.now());
    return { kind: entry.kind, modelId: entry.modelId, cursor, entry };
  }

  /** Uses the rights of the log's owner: a reader of the log may see its models. */
  async #loadModel({ tenantId, modelId }: LoggedChange): Promise<Model | null> {
    for (let failures = 0; ; ) {
      try {
        const [model = null] = await readModels(this.#options.database, tenantId, [modelId]);
        return model;
      } catch (error) {
        failures += 1;
        if (failures === mostLoads) throw error;
        await delay(loadPauseMs * 2 ** (failures - 1), undefined, { ref: false });
      }
    }
  }

  /**
   * Rejects a number that the log has not reached, such as after an older backup was restored: later
   * changes get lower numbers. Tests, which are no changes, and other processes can be ahead of a feed.
   */
  async #assertIssued(log: string, seq: number): Promise<void> {
    const text = 'select coalesce(max(seq), 0)::text from audit_event where tenant_id = $1';
    const [[newest] = []] = await this.#options.database.read(log, { text, values: [log] });
    if (seq <= Number(newest)) return;
    throw new NotResumableError(
      'The changes do not continue from this cursor; subscribe without `after` and read the models again.',
    );
  }

  #parse(cursor: string | null): ChangeCursor | null {
    const start = parseChangeCursor(cursor);
    if (start !== null && start.at < this.#options.now().getTime() - this.#options.retentionMs) {
      throw new NotResumableError(
        'The changes after this cursor have been deleted; subscribe without `after` and read the models again.',
      );
    }
    return start;
  }
}
