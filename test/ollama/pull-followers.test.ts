import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { platformRole } from '../../src/db/tenancy.ts';
import type { PullProgressSubscription } from '../gql/graphql.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts';
import { delivered } from '../support/delivered.ts';
import { onServer } from '../support/on-server.ts';
import { DeleteModel } from '../support/operations.ts';
import {
  createLocal,
  createPullFixture,
  megabyte,
  type PullFixture,
} from '../support/pull-fixture.ts';
import { CancelPull, PullProgress } from '../support/pull-operations.ts';
import { Subscribers } from '../support/subscribers.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Followers = Subscribers<PullProgressSubscription>;

const patient = { timeout: 15_000 };

/** Number of subscribers whose last event has this state. */
const countIn = (followers: Followers, state: string) =>
  followers.all.filter(({ results }) => {
    const newest = results.at(-1);
    return newest !== undefined && delivered(newest.data?.pullProgress).state === state;
  }).length;

const errorsOf = (followers: Followers) =>
  followers.all.flatMap(({ results }) => results.flatMap(({ errors }) => errors ?? []));

// Statements can be counted on PostgreSQL only.
describe.runIf(inject('databaseTemplate').kind === 'postgres')(
  'hundreds of subscribers of one download',
  () => {
    let place: TestDatabase;
    let url: string;
    let proxy: DatabaseProxy;
    let fixture: PullFixture;
    beforeAll(async () => {
      place = await createTestDatabase();
      if (place.location.kind !== 'postgres') throw new Error('only PostgreSQL has connections');
      url = place.location.url;
      proxy = await startDatabaseProxy(url);
      const model = { layers: [80 * megabyte] };
      fixture = await createPullFixture(
        { counted: model, unreadable: model, cancelled: model },
        { overrides: { database: { kind: 'postgres', url: proxy.url } } },
      );
      fixture.ollama.bytesPerSecond = 20 * megabyte;
    });
    afterAll(async () => {
      await fixture[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    });

    /** Number of reads of the followed downloads. */
    const reads = () => proxy.statements.filter((sql) => sql.includes('bool_or')).length;

    /** Subscribers of two tenants that wait for the same download. */
    async function follow(followers: Followers, name: string): Promise<string[]> {
      const ids: string[] = [];
      for (const tenant of ['acme', 'globex']) {
        const client = await fixture.app.as(tenant);
        const modelId = await createLocal(client, name);
        ids.push(modelId);
        await followers.add(client, 150, { document: PullProgress, variables: { modelId } });
      }
      return ids;
    }

    test('share the reads of its progress', { timeout: 30_000 }, async () => {
      using followers: Followers = new Subscribers();
      await follow(followers, 'counted');
      await expect.poll(() => countIn(followers, 'RUNNING'), patient).toBe(300);
      proxy.statements.length = 0;
      await expect.poll(() => followers.ended, patient).toBe(300);
      expect(countIn(followers, 'SUCCEEDED')).toBe(300);
      expect(errorsOf(followers)).toEqual([]);
      // About three reports per second for two seconds, and reads after other wake-ups.
      expect(proxy.statements.filter((sql) => sql.includes('bool_or')).length).toBeLessThan(40);
      expect(proxy.statements.filter((sql) => sql.includes(' from "pull"')).length).toBeLessThan(
        40,
      );
    });

    test('receive its end when its progress cannot be read meanwhile', {
      timeout: 30_000,
    }, async () => {
      using followers: Followers = new Subscribers();
      await follow(followers, 'unreadable');
      await expect.poll(() => countIn(followers, 'RUNNING'), patient).toBe(300);
      // The columns that the transfer itself needs.
      const needed = `id, canonical, name, state, layers, attempt, failures, error, installed,
        not_before, owner, lease_until, revision, created_at, started_at, finished_at`;
      await onServer(
        url,
        `revoke select on pull from ${platformRole}`,
        `grant select (${needed}) on pull to ${platformRole}`,
      );
      proxy.statements.length = 0;
      await expect.poll(reads, patient).toBeGreaterThan(3);
      await onServer(url, `grant select on pull to ${platformRole}`);
      await expect.poll(() => followers.ended, patient).toBe(300);
      expect(countIn(followers, 'SUCCEEDED')).toBe(300);
      expect(errorsOf(followers)).toEqual([]);
    });

    test('end with their own tenant, and not with another one', async () => {
      using followers: Followers = new Subscribers();
      const [mine = '', theirs = ''] = await follow(followers, 'cancelled');
      await expect.poll(() => countIn(followers, 'RUNNING'), patient).toBe(300);
      await fixture.client.data(CancelPull, { input: { id: mine } });
      await expect.poll(() => followers.ended, patient).toBe(150);
      expect(countIn(followers, 'CANCELLED')).toBe(150);
      const globex = await fixture.app.as('globex');
      await globex.data(DeleteModel, { input: { id: theirs } });
      await expect.poll(() => followers.ended, patient).toBe(300);
      expect(errorsOf(followers)).toEqual([]);
    });
  },
);
