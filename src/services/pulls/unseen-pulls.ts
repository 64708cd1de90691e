import type { PullState } from '../../domain.ts';
import { isNews, isOver, type PullView, type SeenPull } from './pull-view.ts';

export interface UnseenPullsOptions {
  /** Only these states are delivered; null for all. */
  readonly states: readonly PullState[] | null;
  /** Downloads that ended after this time are delivered first; null for none. */
  readonly since: Date | null;
  readonly viewOf: (seen: SeenPull) => PullView;
}

/** The newest change of each download that one subscriber has not received yet. */
export class UnseenPulls {
  readonly #options: UnseenPullsOptions;
  /** The downloads as delivered last, and those that ended before the subscription started. */
  readonly #known = new Map<string, PullView>();
  readonly #unseen = new Map<string, SeenPull>();
  #isStarted = false;

  constructor(options: UnseenPullsOptions) {
    this.#options = options;
  }

  /**
   * Compares the current state of all visible downloads with the known state. Of the downloads that
   * have ended at the first call, only those that ended after `since` are delivered.
   *
   * @returns whether a change is available.
   */
  note(present: readonly SeenPull[]): boolean {
    const ids = new Set(present.map(({ pull }) => pull.id));
    for (const seen of present) {
      const view = this.#options.viewOf(seen);
      if (!this.#isStarted && isOver(view) && !this.#isRecent(view)) this.#known.set(view.id, view);
      else if (this.#isChange(view)) this.#unseen.set(view.id, seen);
    }
    for (const [id, view] of this.#known) {
      if (ids.has(id)) continue;
      // The models of the download were deleted, which cancels it for the tenant.
      if (isOver(view)) this.#known.delete(id);
      else this.#unseen.set(id, { pull: view.row, isAwaited: false });
    }
    this.#isStarted = true;
    return this.#unseen.size > 0;
  }

  /** Returns the next change; undefined when there is none yet. */
  take(): PullView | undefined {
    for (const [id, seen] of this.#unseen) {
      this.#unseen.delete(id);
      const view = this.#options.viewOf(seen);
      if (!this.#isChange(view)) continue;
      this.#known.set(id, view);
      if (this.#options.states?.includes(view.state) ?? true) return view;
    }
    return undefined;
  }

  /** One that ended for the tenant and continues for others has no time at which it ended. */
  #isRecent({ finishedAt }: PullView): boolean {
    const { since } = this.#options;
    return since !== null && (finishedAt === null || finishedAt > since);
  }

  #isChange(view: PullView): boolean {
    const known = this.#known.get(view.id);
    if (known === undefined) return true;
    // A download that the tenant has cancelled can continue for others.
    return isOver(known) ? !isOver(view) : isNews(view, known);
  }
}
