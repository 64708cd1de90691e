import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { RotationStore } from '../../src/services/keys/rotation-store.ts';
import { createTestDatabase } from '../support/test-database.ts';

test('a rotation that ends while it is read is not reported as failed', async () => {
  await using place = await createTestDatabase();
  await using database = await Database.open(place.location);
  const store = new RotationStore(database);
  const states = new Set<string>();
  for (let round = 0; round < 60; round += 1) {
    const owner = randomUUID();
    await store.begin(owner, new Date());
    const reads = Array.from({ length: 6 }, () => store.find());
    await store.finish(owner, 'FINISHED', new Date());
    for (const { state } of await Promise.all(reads)) states.add(state);
  }
  expect([...states].filter((state) => state !== 'RUNNING' && state !== 'FINISHED')).toEqual([]);
});
