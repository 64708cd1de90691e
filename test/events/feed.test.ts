import { expect, test } from 'vitest';
import { MemoryLog, readFeed, takeSeqs } from '../support/memory-log.ts';

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('a reader gets every item that is added after it has joined', async () => {
  const log = new MemoryLog();
  log.append(1, 2);
  const reader = await readFeed(log.feed());
  log.append(3);
  log.append(5, 8);
  expect(await takeSeqs(reader, 3)).toEqual([3, 5, 8]);
});

test('readers share one read for each change, and none for joining', async () => {
  const log = new MemoryLog();
  const feed = log.feed();
  const readers = await Promise.all(Array.from({ length: 500 }, () => readFeed(feed)));
  expect(log.reads).toEqual(['newest']);
  for (const seq of [1, 2, 3]) {
    log.append(seq);
    for (const reader of readers) expect(await takeSeqs(reader, 1)).toEqual([seq]);
  }
  expect(log.reads).toEqual(['newest', 0, 1, 2]);
});

test('an item that is added while the feed reads is not missed', async () => {
  const log = new MemoryLog();
  const reader = await readFeed(log.feed());
  const held = Promise.withResolvers<void>();
  log.held = held.promise;
  log.append(1);
  await expect.poll(() => log.reads.length).toBe(2);
  log.append(2);
  held.resolve();
  expect(await takeSeqs(reader, 2)).toEqual([1, 2]);
});

test('an item that is added while the feed starts is not missed', async () => {
  const log = new MemoryLog();
  const held = Promise.withResolvers<void>();
  log.held = held.promise;
  const joining = readFeed(log.feed());
  await expect.poll(() => log.reads.length).toBe(1);
  log.append(1);
  held.resolve();
  expect(await takeSeqs(await joining, 1)).toEqual([1]);
});

test('a reader that resumes at an item in memory causes no read', async () => {
  const log = new MemoryLog();
  log.append(...numbers(1, 10));
  const feed = log.feed({ size: 5 });
  await readFeed(feed);
  expect(await takeSeqs(await readFeed(feed, 7), 3)).toEqual([8, 9, 10]);
  expect(await takeSeqs(await readFeed(feed, 5), 5)).toEqual(numbers(6, 10));
  expect(log.reads).toEqual(['newest']);
});

test('a reader that resumes before the items in memory gets all of them once, then new ones', async () => {
  const log = new MemoryLog();
  log.append(...numbers(1, 23));
  const reader = await readFeed(log.feed({ size: 5 }), 2);
  expect(await takeSeqs(reader, 21)).toEqual(numbers(3, 23));
  log.append(24);
  expect(await takeSeqs(reader, 1)).toEqual([24]);
});

test('a reader that is slower than the replacement of items in memory misses none', async () => {
  const log = new MemoryLog();
  const feed = log.feed({ size: 4 });
  const [slow, fast] = [await readFeed(feed), await readFeed(feed)];
  for (const seq of numbers(1, 30)) {
    log.append(seq);
    expect(await takeSeqs(fast, 1)).toEqual([seq]);
  }
  expect(await takeSeqs(slow, 30)).toEqual(numbers(1, 30));
});

test('more new items than fit into memory reach every reader', async () => {
  const log = new MemoryLog();
  const feed = log.feed({ size: 4 });
  const readers = await Promise.all([readFeed(feed), readFeed(feed), readFeed(feed)]);
  log.append(...numbers(1, 30));
  for (const reader of readers) expect(await takeSeqs(reader, 30)).toEqual(numbers(1, 30));
});

test('readers that resume at the same old item share the reads', async () => {
  const log = new MemoryLog();
  log.append(...numbers(1, 200));
  const feed = log.feed({ size: 50 });
  const readers = await Promise.all(Array.from({ length: 300 }, () => readFeed(feed, 2)));
  const seqs = await Promise.all(readers.map((reader) => takeSeqs(reader, 198)));
  for (const taken of seqs) expect(taken).toEqual(numbers(3, 200));
  expect(log.reads).toEqual(['newest', 2, 52, 102]);
});

test('readers that resume at different old items get all of them once', async () => {
  const log = new MemoryLog();
  log.append(...numbers(1, 200));
  const feed = log.feed({ size: 50 });
  const readers = await Promise.all(numbers(0, 149).map((after) => readFeed(feed, after)));
  const seqs = await Promise.all(readers.map((reader, after) => takeSeqs(reader, 200 - after)));
  for (const [after, taken] of seqs.entries()) expect(taken).toEqual(numbers(after + 1, 200));
});

test('a reader that resumes after an item that the feed has not read yet does not get it again', async () => {
  const log = new MemoryLog();
  log.append(1);
  const reader = await readFeed(log.feed(), 3);
  log.append(2, 3, 4);
  expect(await takeSeqs(reader, 1)).toEqual([4]);
});

test('failed reads are repeated, logged once, and end no reader', async () => {
  const log = new MemoryLog();
  const feed = log.feed();
  const readers = await Promise.all([readFeed(feed), readFeed(feed)]);
  log.failures = 3;
  log.append(1);
  for (const reader of readers) expect(await takeSeqs(reader, 1)).toEqual([1]);
  expect(log.warnings).toHaveLength(1);
  log.failures = 1;
  log.append(2);
  for (const reader of readers) expect(await takeSeqs(reader, 1)).toEqual([2]);
  expect(log.warnings).toHaveLength(2);
});

test('failed reads for a reader that is behind are repeated', async () => {
  const log = new MemoryLog();
  log.append(...numbers(1, 20));
  const feed = log.feed({ size: 5 });
  await readFeed(feed);
  log.failures = 2;
  expect(await takeSeqs(await readFeed(feed, 0), 20)).toEqual(numbers(1, 20));
});

test('when the first read fails, joining fails, and the feed is not used any more', async () => {
  const log = new MemoryLog();
  let unused = 0;
  const feed = log.feed({
    onUnused: () => {
      unused += 1;
    },
  });
  log.failures = 1;
  const joining = [readFeed(feed), readFeed(feed)];
  for (const one of joining) await expect(one).rejects.toThrow('The database is away.');
  expect(unused).toBe(1);
  expect(log.wakes.size).toBe(0);
});

test('ending a reader takes effect while it waits', async () => {
  const log = new MemoryLog();
  const reader = await readFeed(log.feed());
  const waiting = reader.next();
  await reader.return?.();
  expect((await waiting).done).toBe(true);
  expect((await reader.next()).done).toBe(true);
});

test('the end of the last reader ends wake-ups and retries', async () => {
  const log = new MemoryLog();
  let unused = 0;
  const feed = log.feed({
    onUnused: () => {
      unused += 1;
    },
  });
  const [one, other] = [await readFeed(feed), await readFeed(feed, -7)];
  await one.return?.();
  expect([unused, log.wakes.size]).toEqual([0, 1]);
  log.failures = Number.POSITIVE_INFINITY;
  log.append(1);
  await expect.poll(() => log.warnings.length).toBe(1);
  await other.return?.();
  await other.return?.();
  expect([unused, log.wakes.size]).toEqual([1, 0]);
  const { length } = log.reads;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(log.reads).toHaveLength(length);
});

test('a delivery to thousands of readers does not block other work', async () => {
  const log = new MemoryLog();
  const feed = log.feed();
  const readers = await Promise.all(Array.from({ length: 2_000 }, () => readFeed(feed)));
  let delivered = 0;
  for (const reader of readers) {
    void reader.next().then(() => {
      delivered += 1;
    });
  }
  const seen = new Set<number>();
  log.append(1);
  while (delivered < readers.length) {
    await new Promise((resolve) => setImmediate(resolve));
    seen.add(delivered);
  }
  expect(seen.size).toBeGreaterThan(20);
});
