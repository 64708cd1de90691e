import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import { type AppWithDatabase, createAppWithDatabase } from '../support/app-with-database.ts';
import { createRoute } from '../support/created-route.ts';
import { answer, errorBody, sendStream } from '../support/fake-openai.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { SeeHealth } from '../support/health-operations.ts';
import { moveCircuit, openCircuit, rowIdOf } from '../support/open-circuit.ts';
import { ChatWhole } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { type Handler, startUpstream, type Upstream } from '../support/upstream.ts';

const respond =
  (text: string): Handler =>
  (exchange) =>
    sendStream(exchange, answer([text]));

/** With a long delay, the same model is not called again. */
const unavailable: Handler = (exchange) => {
  exchange.head(503, { 'content-type': 'application/json', 'retry-after': '100' });
  exchange.end(errorBody('no', 'error', null));
};

// PGlite has one process.
describe.runIf(inject('databaseTemplate').kind === 'postgres')(
  'two processes and a route of two models',
  () => {
    let place: TestDatabase;
    let fixture: AppWithDatabase;
    let first: Upstream;
    let second: Upstream;
    let server: ServerProcess;
    let near: GraphqlClient;
    let far: GraphqlClient;
    let primary: string;
    let routeId: string;

    beforeAll(async () => {
      place = await createTestDatabase();
      fixture = await createAppWithDatabase({ overrides: { database: place.location } });
      near = await fixture.app.as('acme');
      first = await startUpstream();
      second = await startUpstream();
      second.handle(respond('second'));
    });
    afterAll(async () => {
      await fixture[Symbol.asyncDispose]();
      await first[Symbol.asyncDispose]();
      await second[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    });

    beforeEach(async () => {
      const fallback = (await register(near, { baseUrl: `${second.url}/v1` })).id;
      primary = (await register(near, { baseUrl: `${first.url}/v1` })).id;
      routeId = (await createRoute(near, [primary, fallback], { name: primary })).id;
      server = startFar();
      far = await clientOf(server);
    });

    function startFar(): ServerProcess {
      if (place.location.kind !== 'postgres') throw new Error('needs PostgreSQL');
      const { id, key } = testKey('test');
      return new ServerProcess('src/main.ts', {
        JWT_SECRET: new TextDecoder().decode(testSecret),
        ENCRYPTION_KEYS: `${id}:${Buffer.from(key).toString('base64')}`,
        EGRESS_ALLOW: '127.0.0.1',
        DATABASE_URL: place.location.url,
      });
    }

    async function clientOf(process: ServerProcess): Promise<GraphqlClient> {
      const claims = { tenantId: 'acme', subject: 'user', scopes, ttlSeconds: 600 };
      const issuer = { ...testConfig().jwt, secret: testSecret };
      return new GraphqlClient(await process.origin(), await issueToken(issuer, claims));
    }

    /** The response, or the reason of the failure. */
    async function chat(client: GraphqlClient): Promise<string> {
      const messages = [{ role: 'USER' as const, content: 'Why?' }];
      const { chat: result } = await client.data(ChatWhole, { input: { routeId, messages } });
      return result.__typename === 'ChatPayload'
        ? (result.completion.message?.content ?? '')
        : JSON.stringify(result);
    }

    /** Starts ten chats, half of them in each process. */
    async function tenChats(): Promise<string[]> {
      return Promise.all(Array.from({ length: 5 }, () => [near, far].map(chat)).flat());
    }

    async function tenChatsInTurn(): Promise<string[]> {
      const texts: string[] = [];
      for (let turn = 0; turn < 5; turn += 1) texts.push(await chat(near), await chat(far));
      return texts;
    }

    async function expectState(state: string): Promise<void> {
      const states = async () => {
        const seen = await Promise.all(
          [near, far].map((client) => client.data(SeeHealth, { id: primary })),
        );
        return seen.map(({ model }) => model?.health.state);
      };
      await expect.poll(states).toEqual([state, state]);
    }

    /** Counts the calls of the primary model from now on. */
    function primaryCalls(): () => number {
      const before = first.exchanges.length;
      return () => first.exchanges.length - before;
    }

    const tenTimes = (text: string) => Array.from({ length: 10 }, () => text);

    test('serve all calls during an outage of a model, and use it again within 30 seconds', async () => {
      await using _far = server;
      first.handle(unavailable);
      const calls = primaryCalls();
      for (let turn = 0; turn < 10; turn += 1) {
        expect(await tenChatsInTurn()).toEqual(tenTimes('second'));
      }
      // Three failures open the circuit; calls that began before that follow, and one test for each opening.
      expect(calls()).toBeLessThanOrEqual(12);
      first.handle(respond('first'));
      await expect.poll(() => chat(far), { timeout: 30_000, interval: 100 }).toBe('first');
      await expect.poll(() => chat(near), { timeout: 30_000, interval: 100 }).toBe('first');
    });

    test('call a model that failed once for each opening, and use it again after a success', async () => {
      await using _far = server;
      first.handle(unavailable);
      for (const client of [near, far, near]) expect(await chat(client)).toBe('second');
      await expect.poll(() => stateNear()).not.toBe('CLOSED');
      await moveCircuit(fixture.database, primary, { until: 60_000 });
      await expectState('OPEN');
      let calls = primaryCalls();
      expect(await tenChats()).toEqual(tenTimes('second'));
      expect(calls()).toBe(0);

      await moveCircuit(fixture.database, primary, { until: -70_000 });
      await expectState('HALF_OPEN');
      calls = primaryCalls();
      expect(await tenChats()).toEqual(tenTimes('second'));
      expect(calls()).toBe(1);
      // The test has failed, so the model is open for longer.
      await expect.poll(async () => (await rowOfPrimary())?.openings).toBe(2);

      first.handle(respond('first'));
      await moveCircuit(fixture.database, primary, { until: -10_000 });
      await expectState('HALF_OPEN');
      calls = primaryCalls();
      expect((await tenChats()).toSorted()).toEqual(['first', ...tenTimes('second').slice(1)]);
      expect(calls()).toBe(1);
      await expectState('CLOSED');
      expect(await tenChats()).toEqual(tenTimes('first'));
    });

    test('test a model again when the process that tested it was killed', async () => {
      await using _far = server;
      first.handle(() => {});
      await openCircuit(fixture.database, { owner: 'acme', modelId: primary, forMs: 0 });
      await expectState('HALF_OPEN');
      const calls = primaryCalls();
      const lost = chat(far).catch(() => 'lost');
      await expect.poll(calls).toBe(1);
      server.signal('SIGKILL');
      expect(await lost).toBe('lost');

      first.handle(respond('first'));
      expect(await chat(near)).toBe('second');
      const { probe_until } = (await rowOfPrimary()) ?? {};
      const leftMs = Date.parse(String(probe_until)) - Date.now();
      expect(leftMs).toBeGreaterThan(0);
      expect(leftMs).toBeLessThanOrEqual(20_000);
      await moveCircuit(fixture.database, primary, { probeUntil: -20_000 });
      await expect.poll(() => chat(near)).toBe('first');
      await expect.poll(() => stateNear()).toBe('CLOSED');
    });

    const stateNear = async () => (await near.data(SeeHealth, { id: primary })).model?.health.state;

    async function rowOfPrimary() {
      const [row] = await fixture.database.asPlatform((em) =>
        em.execute<{ openings: number; probe_until: string | Date | null }[]>(
          'select openings, probe_until from target_health where model_id = ?',
          [rowIdOf(primary)],
        ),
      );
      return row;
    }
  },
);
