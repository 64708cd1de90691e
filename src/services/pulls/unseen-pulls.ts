import type { PullState } from '../../domain.ts';
import { isNews, isOver, type PullView, type SeenPull } from './pull-view.ts';

export interface UnseenPullsOptions {
  /** Only these states are delivered; null for all. */
  readonly states: readonly PullState[] | null;
  readonly viewOf: (seen: SeenPull) => PullView;
}

/** The changes of downloads that one subscriber has not received yet, the newest of each download. */
export class UnseenPulls {
  readonly #options: UnseenPullsOptions;
  /** As delivered last, or as they were when they had ended before the subscription. */
  readonly #known = new Map<string, PullView>();
  readonly #unseen = new Map<string, SeenPull>();
  #isStarted = false;

  constructor(options: UnseenPullsOptions) {
    this.#options = options;
  }

  /**
   * Compares the present state of all visible downloads with what is known. What the first call
   * reports as ended is not delivered.
   *
   * @returns whether there is something to take.
   */
  note(present: readonly SeenPull[]): boolean {
    const ids = new Set(present.map(({ pull }) => pull.id));
    for (const seen of present) {
      const view = this.#options.viewOf(seen);
      if (!this.#isStarted && isOver(view)) this.#known.set(view.id, view);
      else if (this.#isChange(view)) this.#unseen.set(view.id, seen);
    }
    for (const [id, view] of this.#known) {
      if (ids.has(id)) continue;
      // Its models were deleted: the tenant has left it.
      if (isOver(view)) this.#known.delete(id);
      else this.#unseen.set(id, { pull: view.row, isAwaited: false });
    }
    this.#isStarted = true;
    return this.#unseen.size > 0;
  }

  /** The next change; undefined when there is none yet. */
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

  #isChange(view: PullView): boolean {
    const known = this.#known.get(view.id);
    if (known === undefined) return true;
    // Others may still wait for a download that the tenant has cancelled.
    return isOver(known) ? !isOver(view) : isNews(view, known);
  }
}
