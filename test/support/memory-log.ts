import { Feed, type Numbered } from '../../src/events/feed.ts';
import { LiveReader } from '../../src/events/live-reader.ts';
import type { Log } from '../../src/log.ts';

const silent = () => {};

/** A log as a feed finds it in a database, with reads that can be counted, held and made to fail. */
export class MemoryLog {
  readonly warnings: string[] = [];
  /** The numbers after which was read; `newest` for the first read. */
  readonly reads: (number | 'newest')[] = [];
  /** Awaited by every read after it has looked at the log. */
  held: Promise<void> = Promise.resolve();
  /** How many reads fail from now on. */
  failures = 0;
  /** Subscriptions to wake-ups. */
  readonly wakes = new Set<() => void>();
  #items: Numbered[] = [];

  append(...seqs: readonly number[]): void {
    this.#items.push(...seqs.map((seq) => ({ seq })));
    for (const wake of this.wakes) wake();
  }

  feed(options: { readonly size?: number; readonly onUnused?: () => void } = {}): Feed<Numbered> {
    const log: Log = {
      error: silent,
      warn: (_fields, message) => this.warnings.push(message),
      info: silent,
      debug: silent,
    };
    return new Feed<Numbered>({
      topics: ['topic'],
      wakeUps: {
        subscribe: async (_topics, wake) => {
          this.wakes.add(wake);
          return { [Symbol.dispose]: () => void this.wakes.delete(wake) };
        },
      },
      readNewest: async (limit) => this.#read('newest', this.#items.slice(-limit)),
      readAfter: async (after, limit) => {
        const items = this.#items.filter(({ seq }) => seq > after);
        return this.#read(after, items.slice(0, limit));
      },
      onUnused: silent,
      log,
      ...options,
    });
  }

  async #read(after: number | 'newest', items: readonly Numbered[]): Promise<readonly Numbered[]> {
    this.reads.push(after);
    await this.held;
    if (this.failures === 0) return items;
    this.failures -= 1;
    throw new Error('The database is away.');
  }
}

/** Reads a feed as a subscription does. */
export async function readFeed(
  feed: Feed<Numbered>,
  after: number | null = null,
): Promise<AsyncIterableIterator<Numbered>> {
  const reader: LiveReader<Numbered> = new LiveReader({
    take: () => position.take(),
    onLeave: () => position[Symbol.dispose](),
  });
  const position = await feed.join(after, () => reader.wake());
  return reader;
}

/** The numbers of the next items. */
export async function takeSeqs(
  reader: AsyncIterableIterator<Numbered>,
  count: number,
): Promise<number[]> {
  const seqs: number[] = [];
  while (seqs.length < count) {
    const { done, value } = await reader.next();
    if (done === true) throw new Error(`The reader ended after ${seqs}.`);
    seqs.push(value.seq);
  }
  return seqs;
}
