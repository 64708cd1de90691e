export interface FeedPositionOptions<Item extends { readonly seq: number }> {
  /** Returns the item after the position, if it is in memory. */
  readonly next: (position: FeedPosition<Item>) => Item | undefined;
  readonly onLeave: (position: FeedPosition<Item>) => void;
}

/** Position of a reader in a feed. */
export class FeedPosition<Item extends { readonly seq: number }> implements Disposable {
  readonly #options: FeedPositionOptions<Item>;
  #seq: number;
  /** Items that were read from the database for this reader, newest first. */
  #portion: Item[] = [];
  /** The position after the last item of the portion. */
  #reached = 0;

  constructor(seq: number, options: FeedPositionOptions<Item>) {
    this.#options = options;
    this.#seq = seq;
  }

  /** Number up to which all items have been taken. */
  get seq(): number {
    return this.#seq;
  }

  /** Returns the next item; undefined when there is none yet. */
  take(): Item | undefined {
    const item = this.#portion.pop() ?? this.#options.next(this);
    if (item !== undefined) this.#moveTo(item.seq);
    return item;
  }

  /**
   * Continues with items from the database.
   *
   * @param reached number up to which the log has no other items.
   * @returns the first of these items.
   */
  receive(items: readonly Item[], reached: number): Item | undefined {
    this.#portion = items.filter(({ seq }) => seq > this.#seq).toReversed();
    this.#reached = reached;
    this.#moveTo(this.#seq);
    return this.take();
  }

  /** Leaves the feed. */
  [Symbol.dispose](): void {
    this.#options.onLeave(this);
  }

  #moveTo(seq: number): void {
    this.#seq = this.#portion.length > 0 ? seq : Math.max(seq, this.#reached);
  }
}
