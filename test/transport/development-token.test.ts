import { type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLocalVisitor } from '../../src/transport/local-visitor.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';

const overrides = { graphiql: () => ({ token: 'canary-token' }) };

let app: TestApp;
let port: number;

beforeAll(async () => {
  app = await createTestApp({ overrides });
  port = Number(new URL(app.origin).port);
});
afterAll(() => app[Symbol.asyncDispose]());

interface Visit {
  readonly port?: number;
  /** The IP address of the visitor. */
  readonly from?: string;
  readonly headers?: Record<string, string>;
}

/** Returns the page of GraphiQL for a visitor. */
async function visit({ from = '127.0.0.1', headers = {}, ...visit }: Visit = {}): Promise<string> {
  const address = { host: '127.0.0.1', port: visit.port ?? port, localAddress: from };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  send({
    ...address,
    path: '/graphql',
    headers: { accept: 'text/html', host: `localhost:${address.port}`, ...headers },
  })
    .on('response', resolve)
    .on('error', reject)
    .end();
  const page = await text(await promise);
  expect(page).toContain('Stream the response of the default model');
  return page;
}

describe('GraphiQL contains the development token', () => {
  test.each(['localhost', '127.0.0.1', '127.0.0.2', '[::1]'])(
    'for the host name %s',
    async (name) => {
      expect(await visit({ headers: { host: `${name}:4000` } })).toContain('canary-token');
    },
  );

  test('for every loopback address', async () => {
    expect(await visit({ from: '127.0.0.2' })).toContain('canary-token');
  });
});

describe('GraphiQL does not contain the development token', () => {
  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.evil.example',
    '10.0.0.1',
  ])('for the host name %s', async (host) => {
    expect(await visit({ headers: { host } })).not.toContain('canary-token');
  });

  test.each([
    ['forwarded', 'for=203.0.113.7'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'localhost'],
    ['x-forwarded-proto', 'https'],
    ['x-forwarded-prefix', '/'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
  ])('for a proxy that sets %s', async (name, value) => {
    expect(await visit({ headers: { [name]: value } })).not.toContain('canary-token');
  });

  test('for a proxy that uses HTTP/1.0', async () => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.write('GET /graphql HTTP/1.0\r\nhost: localhost\r\naccept: text/html\r\n\r\n');
    const page = await text(socket);
    expect(page).toContain('Stream the response of the default model');
    expect(page).not.toContain('canary-token');
  });

  test('for a script of another page, even of an allowed origin', async () => {
    const origin = 'http://localhost:5173';
    await using allowing = await createTestApp({ corsOrigins: [origin], overrides });
    const own = Number(new URL(allowing.origin).port);
    expect(await visit({ port: own })).toContain('canary-token');
    expect(await visit({ port: own, headers: { origin } })).not.toContain('canary-token');
  });

  test('when the server listens on more than loopback', async () => {
    await using open = await createTestApp({ host: '0.0.0.0', overrides });
    const own = Number(new URL(open.origin).port);
    expect(await visit({ port: own })).not.toContain('canary-token');
  });
});

describe('a visitor', () => {
  const at = (remoteAddress: string | undefined, headers: IncomingHttpHeaders = {}) =>
    isLocalVisitor({
      socket: { remoteAddress },
      headers: { host: 'localhost:4000', ...headers },
      httpVersion: '1.1',
    });

  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
    'with the address %s is on this machine',
    (address) => {
      expect(at(address)).toBe(true);
    },
  );

  test.each(['192.168.1.5', '203.0.113.7', 'fe80::1%eth0', '::ffff:10.0.0.1', '', undefined])(
    'with the address %s is not on this machine',
    (address) => {
      expect(at(address)).toBe(false);
    },
  );
});
