import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { content, sseHeaders } from '../support/fake-openai.ts';
import { ChatStream, Who } from '../support/operations.ts';
import { RawSocket } from '../support/raw-socket.ts';

let fixture: ChatFixture;

beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

const subscribe = (id: string, query: string, variables = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, variables },
});

describe('a connection', () => {
  const open = (options = {}) => RawSocket.open(fixture.app.origin, options);
  const token = () => fixture.client.token ?? '';

  test.each([
    ['authorization', false],
    ['Authorization', false],
    ['authorization', true],
    ['Authorization', true],
  ])('is identified by the parameter %s, also within headers (%s)', async (name, nested) => {
    const parameters = { [name]: `Bearer ${token()}` };
    const socket = await open();
    const payload = nested ? { headers: parameters } : parameters;
    socket.send({ type: 'connection_init', payload });
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    socket.send(subscribe('1', Who.toString()));
    expect(await socket.next()).toMatchObject({
      type: 'next',
      payload: { data: { viewer: { tenantId: 'acme' } } },
    });
    socket.terminate();
  });

  test('is identified by the header of the upgrade request', async () => {
    const socket = await open({ headers: { authorization: `Bearer ${token()}` } });
    socket.send({ type: 'connection_init' });
    await socket.next();
    socket.send(subscribe('1', Who.toString()));
    expect(await socket.next()).toMatchObject({
      payload: { data: { viewer: { tenantId: 'acme' } } },
    });
    socket.terminate();
  });

  test.each([
    ['an invalid token', { authorization: 'Bearer a.b.c' }, /^The token is invalid: its signature/],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }, /must be "Bearer"/],
    ['a number', { authorization: 1 }, /must be a string\.$/],
    ['a list', { authorization: ['Bearer x'] }, /must be a string\.$/],
    ['an invalid token in headers', { headers: { authorization: 'Bearer a.b.c' } }, /is invalid/],
  ])('with %s is closed with 4403, and the reason', async (_name, payload, reason) => {
    const socket = await open();
    socket.send({ type: 'connection_init', payload });
    expect(await socket.closed).toEqual({ code: 4403, reason: expect.stringMatching(reason) });
  });

  test('with a token that has expired is closed with another reason', async () => {
    const expired = await fixture.app.as('acme', { ttlSeconds: -61 });
    const socket = await open();
    const authorization = `Bearer ${expired.token}`;
    socket.send({ type: 'connection_init', payload: { authorization } });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'The token has expired.' });
  });

  test('without a token accepts a token in each operation', async () => {
    const socket = await open();
    socket.send({ type: 'connection_init' });
    expect(await socket.next()).toEqual({ type: 'connection_ack' });
    const query = '{ viewer { tenantId } }';
    const ask = async (id: string, extensions: unknown) => {
      socket.send({ id, type: 'subscribe', payload: { query, extensions } });
      const message = await socket.next();
      if (message['type'] === 'next') await socket.next();
      return message;
    };
    expect(await ask('1', { authorization: `Bearer ${token()}` })).toMatchObject({
      payload: { data: { viewer: { tenantId: 'acme' } } },
    });
    for (const [id, extensions] of [
      ['2', undefined],
      ['3', { authorization: 'Bearer garbage' }],
      ['4', { authorization: 7 }],
    ] as const) {
      expect(JSON.stringify(await ask(id, extensions))).toContain('UNAUTHENTICATED');
    }
    socket.terminate();
  });

  test('ends an operation whose token expires, with an error', async () => {
    const expiring = await fixture.app.as('acme', { ttlSeconds: -58 });
    const socket = await open();
    socket.send({ type: 'connection_init' });
    await socket.next();
    const query = 'subscription { modelChanges { __typename } }';
    const extensions = { authorization: `Bearer ${expiring.token}` };
    socket.send({ id: '1', type: 'subscribe', payload: { query, extensions } });
    expect(await socket.next()).toMatchObject({
      id: '1',
      type: 'next',
      payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
    socket.terminate();
  });

  test('with too many messages is closed with 4429', async () => {
    const socket = await open();
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token()}` } });
    for (let index = 0; index < 3_000; index += 1) socket.send({ type: 'ping' });
    expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many messages.' });
  });

  test('above the limit of the subject is closed', async () => {
    const client = await fixture.app.as('acme', { subject: 'greedy' });
    const sockets = await Promise.all(Array.from({ length: 200 }, () => client.openSocket()));
    const extra = await open();
    extra.send({ type: 'connection_init', payload: { authorization: `Bearer ${client.token}` } });
    expect(await extra.closed).toEqual({ code: 4429, reason: 'Too many sockets.' });
    const other = await (await fixture.app.as('acme', { subject: 'modest' })).openSocket();
    for (const socket of [...sockets, other]) socket.terminate();
  });

  test('is closed with 4403 when its token expires, and its chats end', async () => {
    const { app, modelId, upstream } = fixture;
    // The rest of the tolerated clock difference of one minute.
    const expiring = await app.as('acme', { ttlSeconds: -57 });
    upstream.handle(() => {});
    const socket = await expiring.openSocket();
    socket.send(subscribe('1', ChatStream.toString(), ask(modelId)));
    const exchange = await upstream.nextExchange('/v1/chat/completions');
    expect(await socket.closed).toEqual({ code: 4403, reason: 'The token has expired.' });
    await exchange.closed;
  });

  test('that subscribes before it is acknowledged is closed with 4401', async () => {
    const socket = await open();
    socket.send(subscribe('1', Who.toString()));
    expect((await socket.closed).code).toBe(4401);
  });

  test.each([
    '{',
    '[]',
    '{"type":"nonsense"}',
    '{"id":"","type":"subscribe","payload":{"query":"{a}"}}',
  ])('that sends %s is closed with 4400', async (message) => {
    const socket = await fixture.client.openSocket();
    socket.send(message);
    expect((await socket.closed).code).toBe(4400);
  });

  test('with a message that is too large is closed with 1009', async () => {
    const socket = await fixture.client.openSocket();
    socket.send('x'.repeat(8_000_001));
    expect((await socket.closed).code).toBe(1009);
  });
});

describe('on one socket', () => {
  test.each([
    ['a document that does not parse', '{'],
    ['a field that does not exist', '{ nonsense }'],
    ['an operation without its variables', ChatStream.toString()],
  ])('an error for %s ends only its operation', async (_name, query) => {
    const socket = await fixture.client.openSocket();
    socket.send(subscribe('bad', query));
    const answer = await socket.next();
    expect(answer).toMatchObject({ id: 'bad' });
    expect(JSON.stringify(answer)).toContain('INVALID_INPUT');
    if (answer['type'] === 'next') await socket.next();
    socket.send(subscribe('good', Who.toString()));
    expect(await socket.next()).toMatchObject({ id: 'good', type: 'next' });
    socket.terminate();
  });

  test('a chat that is completed immediately is cancelled', async () => {
    const { client, modelId, upstream } = fixture;
    upstream.handle(() => {});
    const socket = await client.openSocket();
    for (let count = 0; count < 20; count += 1) {
      socket.send(subscribe(`${count}`, ChatStream.toString(), ask(modelId)));
      socket.send({ id: `${count}`, type: 'complete' });
    }
    socket.send(subscribe('last', Who.toString()));
    for (;;) if ((await socket.next())['id'] === 'last') break;
    await expect
      .poll(() => upstream.exchanges.filter((exchange) => !exchange.isClosed()))
      .toHaveLength(0);
    socket.terminate();
  });

  test('completing one chat does not affect the other', async () => {
    const { client, modelId, upstream } = fixture;
    const questions = { one: randomUUID(), two: randomUUID() };
    upstream.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(content('a'));
    });
    const socket = await client.openSocket();
    for (const [id, question] of Object.entries(questions))
      socket.send(subscribe(id, ChatStream.toString(), ask(modelId, question)));
    for (let events = 0; events < 4; events += 1) await socket.next();
    // Requests of earlier tests, which were cancelled immediately, can arrive late.
    const [left, running] = Object.values(questions).map((question) =>
      upstream.exchanges.find(({ request }) => JSON.stringify(request.body).includes(question)),
    );
    if (left === undefined || running === undefined) throw new Error('A request is missing.');
    socket.send({ id: 'one', type: 'complete' });
    await left.closed;
    expect(running.isClosed()).toBe(false);
    await running.write(content('b'));
    for (;;) {
      const message = await socket.next();
      if (message['id'] !== 'two') continue;
      expect(message).toMatchObject({ payload: { data: { chat: { text: 'b' } } } });
      break;
    }
    socket.terminate();
    await running.closed;
  });
});
