import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { RawSocket } from '../support/raw-socket.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp({
    overrides: { anonymousMs: 200 },
    quotas: {
      SUBJECT_OPERATIONS: 20,
      TENANT_OPERATIONS: 50,
      SUBJECT_SUBSCRIPTIONS: 3,
      TENANT_SUBSCRIPTIONS: 5,
      SUBJECT_SOCKETS: 3,
      TENANT_SOCKETS: 5,
      ANONYMOUS_SOCKETS: 20,
      ANONYMOUS_OPERATIONS: 20,
    },
  });
});
afterAll(() => app[Symbol.asyncDispose]());

const query = '{ viewer { tenantId } }';
const follow = 'subscription { modelChanges { __typename } }';

const times = <Result>(count: number, make: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** Value of the counter of refusals. */
async function refusals(quota: string): Promise<number> {
  const { headers } = await app.as('operator');
  const text = await (await fetch(`${app.origin}/metrics`, { headers })).text();
  const line = text.match(
    new RegExp(`^modelyard_quota_refusals_total\\{quota="${quota}"\\} (.*)$`, 'm'),
  );
  return Number(line?.[1] ?? 0);
}

describe('the rate of operations', () => {
  test('of a subject is limited with 429 and Retry-After, and other subjects are unaffected', async () => {
    const busy = await app.as('rate', { subject: 'busy' });
    const calm = await app.as('rate', { subject: 'calm' });
    const other = await app.as('rate-other', { subject: 'busy' });
    const [flood, ...rest] = await Promise.all([
      times(200, () => busy.post({ query })),
      times(10, () => calm.post({ query })),
      times(40, () => other.post({ query })),
    ]);
    const refused = flood.filter(({ status }) => status === 429);
    // Two seconds of the rate, and what the requests themselves take.
    expect(refused.length).toBeGreaterThan(80);
    expect(flood.length - refused.length).toBeGreaterThanOrEqual(40);
    for (const response of refused) {
      expect(response.headers.get('retry-after')).toBe('1');
      const { errors, data } = await response.json();
      expect(data).toBeUndefined();
      expect(errors).toEqual([
        {
          message:
            'The subject has reached its limit of 20 operations per second (QUOTA_SUBJECT_OPERATIONS).',
          extensions: {
            code: 'RATE_LIMITED',
            quota: 'SUBJECT_OPERATIONS',
            limit: 20,
            retryAfterMs: expect.any(Number),
          },
        },
      ]);
      expect(errors[0].extensions.retryAfterMs).toBeLessThanOrEqual(50);
      expect(errors[0].extensions.retryAfterMs).toBeGreaterThan(0);
    }
    expect(rest.flat().map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(await refusals('SUBJECT_OPERATIONS')).toBe(refused.length);
  });

  test('of a tenant is limited for all its subjects together', async () => {
    const subjects = await times(10, (index) => app.as('crowd', { subject: `user ${index}` }));
    const answers = await Promise.all(
      subjects.flatMap((client) => Array.from({ length: 30 }, () => client.post({ query }))),
    );
    const accepted = answers.filter(({ status }) => status === 200).length;
    expect(accepted).toBeGreaterThanOrEqual(100);
    expect(accepted).toBeLessThan(250);
    const refused = answers.find(({ status }) => status === 429);
    expect(await refused?.text()).toContain('TENANT_OPERATIONS');
    expect((await (await app.as('calm')).post({ query })).status).toBe(200);
  });

  test('applies to operations of a WebSocket, which stays open', async () => {
    const socket = await (await app.as('socket-rate')).openSocket();
    for (let id = 0; id < 120; id += 1) {
      socket.send({ id: `${id}`, type: 'subscribe', payload: { query } });
    }
    const types: string[] = [];
    let refused: unknown;
    for (const over = new Set<unknown>(); over.size < 120; ) {
      const message = await socket.next();
      if (message['type'] === 'next') types.push('next');
      else over.add(message['id']);
      if (message['type'] === 'error') refused = message['payload'];
    }
    expect(types.length).toBeGreaterThanOrEqual(40);
    expect(types.length).toBeLessThan(120);
    expect(refused).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', quota: 'SUBJECT_OPERATIONS', limit: 20 } },
    ]);
    socket.send({ type: 'ping' });
    expect(await socket.next()).toMatchObject({ type: 'pong' });
    socket.terminate();
  });

  test('of requests without a token is limited for all of them together', async () => {
    const stranger = app.anonymous();
    const answers = await times(200, () => stranger.post({ query: '{ __typename }' }));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(80);
    expect(await refused[0]?.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', quota: 'ANONYMOUS_OPERATIONS', limit: 20 } }],
    });
    expect((await (await app.as('known')).post({ query })).status).toBe(200);
  });

  test('is refused with a delay, so that a client that retries at once uses little CPU time', async () => {
    const client = await app.as('impatient');
    const socket = await client.openSocket();
    const begun = performance.now();
    const answers = await times(100, async () => {
      const { status } = await client.post({ query });
      return { status, ms: performance.now() - begun };
    });
    const refused = answers.filter(({ status }) => status === 429);
    expect(Math.min(...refused.map(({ ms }) => ms))).toBeGreaterThan(240);
    const sent = performance.now();
    for (let id = 0; id < 100; id += 1) {
      socket.send({ id: `${id}`, type: 'subscribe', payload: { query } });
    }
    while ((await socket.next())['type'] !== 'error');
    expect(performance.now() - sent).toBeGreaterThan(240);
    socket.terminate();
  });

  test('does not count requests for pages, health and metrics', async () => {
    const { headers } = await app.as('pages');
    const paths = ['/livez', '/metrics'];
    const answers = await times(120, (index) =>
      fetch(`${app.origin}${paths[index % 2]}`, { headers }),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });
});

/** Number of running subscriptions of the server. */
async function running(): Promise<number> {
  const { headers } = await app.as('operator');
  const text = await (await fetch(`${app.origin}/metrics`, { headers })).text();
  const counts = text.matchAll(/^modelyard_subscriptions\{.*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Sends a subscription over a new WebSocket. */
async function sendSubscription(client: GraphqlClient): Promise<RawSocket> {
  const socket = await client.openSocket();
  socket.send({ id: 'a', type: 'subscribe', payload: { query: follow } });
  return socket;
}

describe('running subscriptions', () => {
  test('of a subject are limited over all transports, and end of one makes room', async () => {
    const client = await app.as('subs', { subject: 'ann' });
    const other = await app.as('subs', { subject: 'bob' });
    const headers = { ...client.headers, accept: 'text/event-stream' };
    const open = await times(2, () => sendSubscription(client));
    await expect.poll(running).toBe(2);
    const abort = new AbortController();
    const stream = await client.post({ query: follow }, { headers, signal: abort.signal });
    expect(stream.status).toBe(200);
    const extra = await sendSubscription(client);
    expect(await extra.next()).toMatchObject({
      id: 'a',
      type: 'next',
      payload: {
        errors: [
          { extensions: { code: 'LIMIT_EXCEEDED', quota: 'SUBJECT_SUBSCRIPTIONS', limit: 3 } },
        ],
      },
    });
    const refused = await client.post({ query: follow }, { headers });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.text()).toContain('SUBJECT_SUBSCRIPTIONS');
    const unaffected = await sendSubscription(other);
    await expect.poll(running).toBe(4);
    abort.abort();
    await expect
      .poll(async () => {
        const retried = new AbortController();
        const { signal } = retried;
        const { status } = await client.post({ query: follow }, { headers, signal });
        retried.abort();
        return status;
      })
      .toBe(200);
    for (const socket of [...open, extra, unaffected]) socket.terminate();
    await expect.poll(running).toBe(0);
  });

  test('that are rejected or end by themselves are not counted', async () => {
    const client = await app.as('subs-rejected');
    const socket = await client.openSocket();
    for (let id = 0; id < 10; id += 1) {
      const rejected = 'subscription { modelChanges(after: "x") { ... on Error { code } } }';
      socket.send({ id: `${id}`, type: 'subscribe', payload: { query: rejected } });
      expect(await socket.next()).toMatchObject({
        payload: { data: { modelChanges: { code: 'INVALID_INPUT' } } },
      });
      expect(await socket.next()).toMatchObject({ type: 'complete' });
    }
    socket.terminate();
  });
});

describe('a WebSocket', () => {
  const init = (token: string | null) => ({
    type: 'connection_init',
    payload: token === null ? {} : { authorization: `Bearer ${token}` },
  });

  test('is closed above the limit of its tenant, and others are unaffected', async () => {
    const sockets = await times(5, async (index) =>
      (await app.as('sockets', { subject: `user ${index}` })).openSocket(),
    );
    const extra = await RawSocket.open(app.origin);
    extra.send(init((await app.as('sockets', { subject: 'another' })).token));
    expect(await extra.closed).toEqual({ code: 4429, reason: 'Too many sockets.' });
    sockets.push(await (await app.as('sockets-other')).openSocket());
    sockets[0]?.terminate();
    const client = await app.as('sockets', { subject: 'another' });
    await expect
      .poll(async () => {
        const again = await RawSocket.open(app.origin);
        again.send(init(client.token));
        const answer = await Promise.race([again.next(), again.closed]);
        again.terminate();
        return answer;
      })
      .toEqual({ type: 'connection_ack' });
    for (const socket of sockets) socket.terminate();
  });

  test('without a token is closed with 4401 after a short time', async () => {
    const socket = await RawSocket.open(app.origin);
    socket.send(init(null));
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    socket.send({ id: 'a', type: 'subscribe', payload: { query: '{ __typename }' } });
    expect(await socket.closed).toEqual({ code: 4401, reason: 'A token is required.' });
  });

  test('without a token stays open as long as an operation has one', async () => {
    const { token } = await app.as('per-operation');
    const socket = await RawSocket.open(app.origin);
    socket.send(init(null));
    await socket.next();
    const extensions = { authorization: `Bearer ${token}` };
    socket.send({ id: 'a', type: 'subscribe', payload: { query: follow, extensions } });
    const begun = performance.now();
    await expect.poll(() => performance.now() - begun, { interval: 50 }).toBeGreaterThan(500);
    socket.send({ type: 'ping' });
    expect(await socket.next()).toMatchObject({ type: 'pong' });
    socket.send({ id: 'a', type: 'complete' });
    expect(await socket.closed).toMatchObject({ code: 4401 });
  });

  test('without a token is closed when there are too many, the oldest first', async () => {
    const before = await refusals('ANONYMOUS_SOCKETS');
    const strangers = await times(40, () => RawSocket.open(app.origin));
    const late = await RawSocket.open(app.origin);
    // A client that sends its token is served among them.
    late.send(init((await app.as('late')).token));
    expect(await late.next()).toEqual({ type: 'connection_ack' });
    const closed = await Promise.all(strangers.map((socket) => socket.closed));
    const surplus = closed.filter(({ code }) => code === 1013);
    expect(surplus).toHaveLength(21);
    expect(surplus[0]).toEqual({ code: 1013, reason: 'Too many sockets without a token.' });
    expect(closed.filter(({ code }) => code === 4408)).toHaveLength(19);
    expect((await refusals('ANONYMOUS_SOCKETS')) - before).toBe(21);
    late.terminate();
  });
});
