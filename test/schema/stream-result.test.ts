import { expect, test } from 'vitest';
import { NotFoundError, NotResumableError } from '../../src/errors.ts';
import { streamResult } from '../../src/schema/stream-result.ts';

interface Item {
  readonly number: number;
}

const { deliver } = streamResult<Item>('testOfStreamResults', {
  items: [],
  typeOf: () => 'Item',
  errors: [NotFoundError],
});

async function* failingWith(error: Error) {
  yield { number: 1 };
  throw error;
}

test('an error of the union, before the first item, is the only item', async () => {
  const error = new NotFoundError('There is none.');
  expect(await Array.fromAsync(await deliver(Promise.reject(error)))).toMatchObject([
    { code: 'NOT_FOUND', message: 'There is none.' },
  ]);
});

test('an error of the union, after an item, is the last item', async () => {
  const error = new NotFoundError('There is none any more.');
  const items = await Array.fromAsync(await deliver(Promise.resolve(failingWith(error))));
  expect(items).toMatchObject([{ number: 1 }, { code: 'NOT_FOUND' }]);
  expect(items).toHaveLength(2);
});

test('another error is thrown', async () => {
  const error = new NotResumableError('It is no longer kept.');
  await expect(deliver(Promise.reject(error))).rejects.toBe(error);
  const items = await deliver(Promise.resolve(failingWith(error)));
  await expect(Array.fromAsync(items)).rejects.toBe(error);
});

test('return() reaches the source while next() is pending', async () => {
  const pending = Promise.withResolvers<IteratorResult<Item>>();
  const source = {
    [Symbol.asyncIterator]: () => source,
    next: () => pending.promise,
    return: async () => {
      pending.resolve({ done: true, value: undefined });
      return { done: true as const, value: undefined };
    },
  };
  const items = (await deliver(Promise.resolve(source)))[Symbol.asyncIterator]();
  const next = items.next();
  await items.return?.();
  expect(await next).toEqual({ done: true, value: undefined });
});
