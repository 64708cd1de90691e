import type { LookupFunction } from 'node:net';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { logRejections } from '../../src/auth/log-rejections.ts';
import { createOperation, currentOperation, inOperation } from '../../src/current-operation.ts';
import { prettyLines } from '../../src/log/pretty-lines.ts';
import { createLog } from '../../src/log.ts';
import { turn } from '../../src/transport/turn.ts';
import { createAppWithDatabase } from '../support/app-with-database.ts';
import { ask, readAll } from '../support/chat-fixture.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { GraphqlClient, transports } from '../support/graphql-client.ts';
import { ChatStream } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testSecret } from '../support/test-config.ts';
import { createLastingDatabase } from '../support/test-database.ts';

type Line = Readonly<Record<string, unknown>>;

function readableLog() {
  const lines: Line[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const log = createLog({ level: 'debug', destination });
  return { log, find: (message: string) => lines.find(({ msg }) => String(msg).includes(message)) };
}

test('a line of an operation has its request ID, tenant and name, and so has its error', async () => {
  const { log, find } = readableLog();
  await using fixture = await createAppWithDatabase({ overrides: { log } });
  const client = await fixture.app.as('acme');
  await fixture.database.asPlatform(async (em) => {
    await em.execute('reset role');
    await em.execute('alter table model rename column description to gone');
  });
  const response = await client.post(
    { query: 'query Shelf { models(filter: { search: "x" }) { nodes { id } } }' },
    { headers: { ...client.headers, 'x-request-id': 'from-the-proxy:7' } },
  );
  expect(response.headers.get('x-request-id')).toBe('from-the-proxy:7');
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'INTERNAL', requestId: 'from-the-proxy:7' } }],
  });
  expect(find('unexpected error')).toMatchObject({
    requestId: 'from-the-proxy:7',
    tenantId: 'acme',
    operation: 'query models',
    operationName: 'Shelf',
  });
});

test('a request ID that is not an identifier is replaced', async () => {
  await using app = await createTestApp();
  const client = app.anonymous();
  const headers = { ...client.headers, 'x-request-id': 'a b" c' };
  const response = await client.post({ query: '{ __typename }' }, { headers });
  expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
});

test.each(transports)(
  'over %s, a refused destination is logged with the operation that called it',
  async (transport) => {
    const { log, find } = readableLog();
    const lookup: LookupFunction = (_name, { all }, done) =>
      all ? done(null, [{ address: '10.1.2.3', family: 4 }]) : done(null, '10.1.2.3', 4);
    await using app = await createTestApp({ egressAllow: [], overrides: { log, lookup } });
    const client = await app.as('acme');
    const { id } = await register(client, { baseUrl: 'https://vllm.corp.example/v1' });
    await readAll(await client.subscribe(transport, ChatStream, ask(id)));
    expect(find('to permit it, add missingEntry to EGRESS_ALLOW')).toMatchObject({
      missingEntry: 'vllm.corp.example:443',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      tenantId: 'acme',
      operation: 'subscription chat',
      operationName: 'ChatStream',
    });
  },
);

test('a rejected token is logged with the claim and the setting', async () => {
  const { log, find } = readableLog();
  await using app = await createTestApp({
    jwtIssuer: 'https://idp.example.com/',
    overrides: { log },
  });
  const claims = { tenantId: 'acme', subject: 'ann', scopes: [], ttlSeconds: 600 };
  const token = await issueToken({ secret: testSecret, tenantClaim: 'tenant_id' }, claims);
  const response = await new GraphqlClient(app.origin, token).post({ query: '{ __typename }' });
  expect(response.status).toBe(401);
  expect(find('token rejected')).toMatchObject({
    level: 30,
    msg: 'token rejected: its iss is missing',
    claim: 'iss',
    setting: 'JWT_ISSUER',
    requestId: response.headers.get('x-request-id'),
  });
});

test('many rejected tokens are logged in one line for each claim', () => {
  const { log, find } = readableLog();
  const report = logRejections(log);
  const rejection = { setting: null, problem: 'is missing' };
  for (let count = 0; count < 1_000; count += 1) report({ ...rejection, claim: 'sub' });
  report({ ...rejection, claim: 'exp' });
  expect(find('its sub is missing')).toMatchObject({ rejections: 1 });
  expect(find('its exp is missing')).toMatchObject({ rejections: 1 });
});

test('events of several operations are delivered outside of all of them', async () => {
  const seen = await new Promise((resolve) => {
    inOperation(createOperation(), () => {
      turn.deliver({ deliver: () => resolve(currentOperation()) });
    });
  });
  expect(seen).toBeUndefined();
});

test('with LOG_FORMAT=pretty, lines are written for a person', async () => {
  await using place = await createLastingDatabase();
  await using server = new ServerProcess('src/main.ts', {
    ...place.environment,
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'pretty',
  });
  const client = new GraphqlClient(await server.origin(), 'not-a-token');
  expect((await client.post({ query: '{ __typename }' })).status).toBe(401);
  await server.printed(
    /^\d\d:\d\d:\d\d info {2}token rejected: its signature cannot be verified claim=signature rejections=1 requestId=\S+$/m,
  );
});

test('an error is written with its stack', () => {
  const lines: string[] = [];
  const target = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLog({ level: 'info', destination: prettyLines(target) });
  log.warn({ err: new Error('hidden', { cause: new TypeError('hidden') }), id: 'a b' }, 'failed');
  expect(lines.join('')).toMatch(
    /^\d\d:\d\d:\d\d warn {2}failed id="a b"\n {4}type=Error\n {6}at (?:.*\n)+? {4}type=TypeError\n {6}at /,
  );
});

test('characters that would change how a terminal shows a line are escaped', () => {
  const lines: string[] = [];
  const target = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLog({ level: 'info', destination: prettyLines(target) });
  log.info({ tenantId: 'a\u202eb\u2028c\u001b[2J' }, 'done');
  expect(lines.join('')).toContain('tenantId="a\\u{202e}b\\u{2028}c\\u001b[2J"');
});
