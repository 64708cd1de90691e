import { FeedPosition } from './feed-position.ts';
import { SharedRead, type SharedReadOptions } from './shared-read.ts';

/** An item of a log. Numbers rise in the order in which items become visible; some may be missing. */
export interface Numbered {
  readonly seq: number;
}

export interface FeedOptions<Item extends Numbered> extends Omit<SharedReadOptions, 'read'> {
  /** Returns the newest items of the log, oldest first: all items when it has fewer than `limit`. */
  readonly readNewest: (limit: number) => Promise<readonly Item[]>;
  /** Returns the first items after a number, oldest first; fewer than `limit` only at the end. */
  readonly readAfter: (seq: number, limit: number) => Promise<readonly Item[]>;
  /** Number of items that stay in memory and that are read at a time. @default 100 */
  readonly size?: number;
}

interface Portion<Item> {
  readonly start: number;
  readonly end: number;
  readonly items: readonly Item[];
}

/**
 * The end of a log in the database, read once for all of its readers in this process. The newest
 * items stay in memory. Readers at an older position get their items from the database, in portions
 * that they share.
 */
export class Feed<Item extends Numbered> {
  readonly #options: FeedOptions<Item>;
  readonly #size: number;
  readonly #shared: SharedRead;
  readonly #late = new Set<FeedPosition<Item>>();
  #isStarted = false;
  /** All items after `#floor`, oldest first. */
  #items: Item[] = [];
  #floor = 0;
  /** Last portion for late readers: all items after `start`, up to `end`. */
  #portion: Portion<Item> = { start: 0, end: 0, items: [] };

  constructor(options: FeedOptions<Item>) {
    this.#options = options;
    this.#size = options.size ?? 100;
    this.#shared = new SharedRead({ ...options, read: (isWoken) => this.#read(isWoken) });
  }

  /**
   * Starts a reader after a number, or at the current end. At the end, the reader gets every item
   * that is committed after the returned promise has resolved, and possibly items that were
   * committed just before.
   *
   * @param wake called when the reader may have a next item. Must be a function of this reader only.
   * @throws the error of the first read. Later reads are repeated until they succeed.
   */
  async join(after: number | null, wake: () => void): Promise<FeedPosition<Item>> {
    const subscription = await this.#shared.join(wake);
    return new FeedPosition<Item>(after ?? this.#lastSeq, {
      next: (position) => this.#next(position),
      onLeave: (position) => {
        this.#late.delete(position);
        subscription[Symbol.dispose]();
      },
    });
  }

  /** Whether a number is greater than that of every item that this process has read. */
  isAhead(seq: number): boolean {
    return seq > this.#lastSeq;
  }

  get #lastSeq(): number {
    return this.#items.at(-1)?.seq ?? this.#floor;
  }

  #next(position: FeedPosition<Item>): Item | undefined {
    const { seq } = position;
    if (seq < this.#floor) {
      const { start, end, items } = this.#portion;
      if (start <= seq && seq < end) return position.receive(items, end);
      this.#late.add(position);
      this.#shared.request();
      return undefined;
    }
    if (seq >= this.#lastSeq) return undefined;
    return this.#items[this.#items.findLastIndex((item) => item.seq <= seq) + 1];
  }

  async #read(isWoken: boolean): Promise<void> {
    if (!this.#isStarted) await this.#readFirst();
    else if (isWoken) await this.#readNew();
    await this.#readBehind();
  }

  async #readFirst(): Promise<void> {
    const items = await this.#options.readNewest(this.#size);
    const [oldest] = items;
    if (oldest !== undefined && items.length >= this.#size) this.#floor = oldest.seq - 1;
    this.#items = [...items];
    this.#isStarted = true;
  }

  async #readNew(): Promise<void> {
    for (;;) {
      const items = await this.#options.readAfter(this.#lastSeq, this.#size);
      this.#items.push(...items);
      const dropped = this.#items.splice(0, Math.max(0, this.#items.length - this.#size));
      this.#floor = dropped.at(-1)?.seq ?? this.#floor;
      if (items.length < this.#size) return;
    }
  }

  /** Reads a portion for the reader with the oldest position. */
  async #readBehind(): Promise<void> {
    if (this.#late.size === 0) return;
    const floor = this.#floor;
    const start = [...this.#late].reduce((least, { seq }) => Math.min(least, seq), floor);
    const items = await this.#options.readAfter(start, this.#size);
    const last = items.at(-1)?.seq ?? start;
    // When the read began, the end of the log was at the floor or after it.
    const end = items.length < this.#size ? Math.max(last, floor) : last;
    this.#portion = { start, end, items };
    // All readers are woken after this read, and those that are still late request another one.
    this.#late.clear();
  }
}
