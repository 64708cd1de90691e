import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { Who } from '../support/operations.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { startTokenIssuer, type TokenIssuer, unreachable } from '../support/token-issuer.ts';

let issuer: TokenIssuer;
let app: TestApp;
let token: string;

beforeEach(async () => {
  issuer = await startTokenIssuer();
  issuer.publish('one');
  token = await issuer.sign('one');
  app = await createTestApp({ jwtKey: { kind: 'jwks', url: issuer.jwksUrl } });
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

const unavailable = {
  message: 'The token cannot be verified because the token issuer is unreachable; try again later.',
  extensions: { code: 'AUTH_UNAVAILABLE' },
};

test('over HTTP, an unreachable issuer causes a 503 with Retry-After', async () => {
  issuer.answer = unreachable;
  const client = new GraphqlClient(app.origin, token);
  const response = await client.post({ query: Who.toString() });
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toEqual({ errors: [unavailable] });
});

test('over HTTP, known keys are still accepted', async () => {
  const client = new GraphqlClient(app.origin, token);
  expect(await client.data(Who, {})).toMatchObject({ viewer: { subject: 'ann' } });
  issuer.answer = unreachable;
  expect(await client.data(Who, {})).toMatchObject({ viewer: { subject: 'ann' } });
});

test('a socket is closed with 1013 and the reason', async () => {
  issuer.answer = unreachable;
  const socket = await RawSocket.open(app.origin);
  socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  expect(await socket.closed).toEqual({ code: 1013, reason: unavailable.message });
});

test('a client of graphql-ws reconnects', async () => {
  issuer.answer = unreachable;
  const closings: number[] = [];
  const client = createClient({
    url: `${app.origin.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 1,
    retryWait: async () => {},
    on: { closed: (event) => void closings.push((event as CloseEvent).code) },
  });
  const results = client.iterate({ query: Who.toString() });
  await expect(results.next()).rejects.toMatchObject({ code: 1013 });
  expect(closings).toEqual([1013, 1013]);
  await client.dispose();
});

test('an operation with its own token fails, and its socket stays open', async () => {
  issuer.answer = unreachable;
  const socket = await new GraphqlClient(app.origin, null).openSocket();
  const extensions = { authorization: `Bearer ${token}` };
  socket.send({ id: '1', type: 'subscribe', payload: { query: Who.toString(), extensions } });
  expect(await socket.next()).toMatchObject({ id: '1', type: 'error', payload: [unavailable] });
  socket.send({ type: 'ping' });
  expect(await socket.next()).toEqual({ type: 'pong' });
  socket.terminate();
});
