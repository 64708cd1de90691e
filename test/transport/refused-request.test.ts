import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { Who } from '../support/operations.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

describe('the error for an invalid token is sent', () => {
  const refused = async (accept: string | null) => {
    const headers = {
      'content-type': 'application/json',
      authorization: 'Bearer a.b.c',
      ...(accept === null ? {} : { accept }),
    };
    return app.anonymous().post({ query: Who.toString() }, { headers });
  };
  const graphql = 'application/graphql-response+json';
  const json = 'application/json';

  test.each([
    [null, json],
    ['*/*', json],
    ['application/*', json],
    [json, json],
    [graphql, graphql],
    ['Application/GraphQL-Response+JSON; charset=utf-8', graphql],
    [`${graphql}, ${json}`, graphql],
    [`${json}, ${graphql}`, json],
    [`${graphql};q=0.5, ${json};q=0.9`, json],
    [`${json};q=0, ${graphql};q=0.1`, graphql],
    [`text/event-stream, ${graphql}`, graphql],
    ['text/event-stream', json],
    ['text/html', json],
    [';;,=,', json],
  ])('for Accept: %s as %s', async (accept, type) => {
    const response = await refused(accept);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(response.headers.get('www-authenticate')).toContain('invalid_token');
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

describe('a Host header', () => {
  const respond = async (head: string) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(app.origin).port) });
    await once(socket, 'connect');
    socket.end(`${head}\r\n\r\n`);
    return text(socket);
  };

  test.each([
    '[',
    '[::1',
    '[x]',
    'a b',
    'a:b',
    'a:99999',
    'a/livez?',
    'a?b',
    'a#b',
    'a@b',
    'a\\b',
    '%',
    '::1',
  ])('%j is rejected with 400', async (host) => {
    for (const path of ['/graphql?query={__typename}', '/livez', '/nothing']) {
      const answer = await respond(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).not.toMatch(/ at |node_modules/);
    }
  });

  test.each(['http://evil/', 'http://h:81/graphql', 'h:80', 'ftp://h:80/', 'http://[', '*x'])(
    'the target %j is rejected with 400',
    async (target) => {
      for (const method of ['GET', 'POST']) {
        const answer = await respond(
          `${method} ${target} HTTP/1.1\r\nhost: h:80\r\nconnection: close`,
        );
        expect(answer).toMatch(/^HTTP\/1\.1 400 /);
        expect(answer).not.toMatch(/ at |node_modules/);
      }
    },
  );

  test.each([
    ['http://h:80/livez', 'h:80'],
    ['HTTP://H/livez', 'h'],
  ])('the target %j of the host %j is accepted', async (target, host) => {
    const answer = await respond(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test.each([
    'localhost',
    'localhost:4000',
    '127.0.0.1',
    '[::1]:4000',
    'my_host.example.',
    'xn--bcher-kva.example',
    '',
  ])('%j is accepted', async (host) => {
    const head = `GET /graphql?query={__typename} HTTP/1.1\r\nhost: ${host}\r\nconnection: close`;
    expect(await respond(head)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('is not required with HTTP/1.0', async () => {
    expect(await respond('GET /graphql?query={__typename} HTTP/1.0')).toMatch(/^HTTP\/1\.1 200 /);
  });
});
