import { Feed, type Numbered } from '../../src/events/feed.ts';
import { LiveReader } from '../../src/events/live-reader.ts';
import type { Log } from '../../src/log.ts';

const silent = () => {};

/** A log like that in a database. Reads can be counted, delayed, and made to fail. */
export class MemoryLog {
  readonly warnings: string[] = [];
  /** The numbers after which entries were read; `newest` for the first read. */
  readonly reads: (number | 'newest')[] = [];
  /** Each read awaits it after it has read the log. */
  held: Promise<void> = Promise.resolve();
  /** Number of the next reads that fail. */
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

/** Reads a feed like a subscription. */
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

/** Reads the numbers of the next items. */
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
