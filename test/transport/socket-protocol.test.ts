import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { RawSocket } from '../support/raw-socket.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

test('a connection without connection_init is closed with 4408', async () => {
  const socket = await RawSocket.open(app.origin);
  expect((await socket.closed).code).toBe(4408);
});

test('a connection with two connection_init is closed with 4429', async () => {
  const socket = await (await app.as('acme')).openSocket();
  socket.send({ type: 'connection_init' });
  expect((await socket.closed).code).toBe(4429);
});

describe('an invalid message closes the connection with 4400', () => {
  test.each([
    '{"type":"connection_ack"}',
    '{"id":"1","type":"next","payload":{"data":null}}',
    '{"id":"1","type":"error","payload":[]}',
    '{"type":"__proto__"}',
    '{"type":null}',
    '{}',
    'null',
    '7',
    '"complete"',
    '{"type":"subscribe","payload":{"query":"{ viewer { tenantId } }"}}',
    '{"id":1,"type":"subscribe","payload":{"query":"{ viewer { tenantId } }"}}',
    '{"id":"1","type":"subscribe"}',
    '{"id":"1","type":"subscribe","payload":{"query":7}}',
    '{"id":"1","type":"subscribe","payload":{"query":"{ a }","variables":[]}}',
    '{"id":"1","type":"subscribe","payload":{"query":"{ a }","extensions":"x"}}',
    '{"type":"complete"}',
  ])('%s', async (message) => {
    const socket = await (await app.as('acme')).openSocket();
    socket.send(message);
    expect((await socket.closed).code).toBe(4400);
  });

  test('a binary frame', async () => {
    const socket = await (await app.as('acme')).openSocket();
    socket.sendBytes(Buffer.from('{"type":"ping"}'));
    expect((await socket.closed).code).toBe(4400);
  });
});

test('the pong has the payload of the ping', async () => {
  const socket = await (await app.as('acme')).openSocket();
  socket.send({ type: 'ping', payload: { sent: 'a' } });
  expect(await socket.next()).toEqual({ type: 'pong', payload: { sent: 'a' } });
  socket.send({ type: 'pong' });
  socket.send({ type: 'ping' });
  expect(await socket.next()).toEqual({ type: 'pong' });
  socket.terminate();
});

test.each([['graphql-ws'], ['soap']])('the subprotocol %s is rejected', async (protocol) => {
  const socket = new WebSocket(`${app.origin.replace('http', 'ws')}/graphql`, protocol);
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toMatch(/subprotocol|400/i);
});

test('a connection without a subprotocol is closed with 4406', async () => {
  const socket = new WebSocket(`${app.origin.replace('http', 'ws')}/graphql`);
  const [code] = (await once(socket, 'close')) as [number];
  expect(code).toBe(4406);
});
