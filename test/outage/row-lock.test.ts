import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { createTestApp } from '../support/create-test-app.ts';
import { ListModels, UpdateModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { createTestDatabase } from '../support/test-database.ts';

test.runIf(inject('databaseTemplate').kind === 'postgres').each([10, 2])(
  'updates of one tenant that wait for a row lock do not delay another tenant, with %i connections',
  async (databasePoolSize) => {
    await using stack = new AsyncDisposableStack();
    const { location } = stack.use(await createTestDatabase());
    if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
    const app = stack.use(
      await createTestApp({ databasePoolSize, overrides: { database: location } }),
    );
    const [acme, globex] = [await app.as('acme'), await app.as('globex')];
    const model = await register(acme);

    const [holder, observer] = [new Client(location.url), new Client(location.url)];
    for (const client of [holder, observer]) {
      await client.connect();
      stack.defer(() => client.end());
    }
    await holder.query('begin');
    await holder.query('select from model for update');
    const updates = Array.from({ length: 20 }, (_, index) =>
      acme.execute(UpdateModel, { input: { id: model.id, description: `description ${index}` } }),
    );
    await expect
      .poll(async () => {
        const { rows } = await observer.query(
          `select from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length;
      })
      .toBeGreaterThanOrEqual(databasePoolSize / 2);

    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => globex.execute(ListModels, {})),
    );
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(answers.filter(({ errors }) => errors !== undefined)).toEqual([]);

    const codes = (await Promise.all(updates)).map(
      ({ errors }) => errors?.[0]?.extensions?.['code'],
    );
    expect(new Set(codes)).toEqual(new Set(['OVERLOADED']));
    await holder.query('rollback');
    const { updateModel } = await acme.data(UpdateModel, {
      input: { id: model.id, description: 'after' },
    });
    expect(updateModel).toMatchObject({ model: { description: 'after' } });
  },
);
