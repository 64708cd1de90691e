import { expect, test } from 'vitest';
import { createAppWithDatabase } from '../support/app-with-database.ts';

const operations = [
  '{ models { totalCount } }',
  'mutation { createModel(input: { remote: { name: "gpt", type: CHAT, provider: "openai", apiKey: "sk-0123456789" } }) { __typename } }',
  'mutation { startChat(input: { messages: [{ role: USER, content: "Why?" }] }) { __typename } }',
  'mutation { embed(input: { texts: ["a"] }) { __typename } }',
  'mutation { testModel(input: { id: "TW9kZWw6NmY5NjE5ZmYtOGI4Ni1kMDExLWI0MmQtMDBjMDRmYzk2NGZm" }) { __typename } }',
];

test('while all connections are in use, operations wait for DATABASE_WAIT_MS and fail as OVERLOADED', async () => {
  await using fixture = await createAppWithDatabase({ databasePoolSize: 1, databaseWaitMs: 200 });
  const { app, database } = fixture;
  const client = await app.as('acme');
  const entered = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const busy = database.asTenant('noisy', async () => {
    entered.resolve();
    await release.promise;
  });
  await entered.promise;
  const begun = performance.now();
  const answers = await Promise.all(
    operations.map(async (query) => (await client.post({ query })).json()),
  );
  const waitedMs = performance.now() - begun;
  for (const [index, { errors }] of answers.entries()) {
    const expected = { code: 'OVERLOADED', retryAfterMs: 1_000 };
    expect(errors?.[0]?.extensions, operations[index]).toEqual(expected);
  }
  expect(waitedMs).toBeGreaterThan(190);
  expect(waitedMs).toBeLessThan(5_000);
  release.resolve();
  await busy;
  const { data } = await (await client.post({ query: operations[0] })).json();
  expect(data).toEqual({ models: { totalCount: 0 } });
});
