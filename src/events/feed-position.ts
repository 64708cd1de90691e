export interface FeedPositionOptions<Item extends { readonly seq: number }> {
  /** The item after the position as far as it is in memory. */
  readonly next: (position: FeedPosition<Item>) => Item | undefined;
  readonly onLeave: (position: FeedPosition<Item>) => void;
}

/** How far a reader of a feed has read. */
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

  /** Everything up to this number has been taken. */
  get seq(): number {
    return this.#seq;
  }

  /** The next item; undefined when there is none yet. */
  take(): Item | undefined {
    const item = this.#portion.pop() ?? this.#options.next(this);
    if (item !== undefined) this.#moveTo(item.seq);
    return item;
  }

  /**
   * Continues with items from the database.
   *
   * @param reached the log has no other items up to this number.
   * @returns the first of them.
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
