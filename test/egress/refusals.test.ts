import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scopes } from '../../src/auth/viewer.ts';
import type { Log } from '../../src/log.ts';
import { ask } from '../support/chat-fixture.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { ChatWhole, CreateModel, TestConnection, UpdateModel } from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';

/** Resolves names like the network of an operator. */
const addresses: Readonly<Record<string, string>> = {
  'wiki.corp.example': '10.20.30.40',
  'metadata.corp.example': '169.254.169.254',
};
const lookup: LookupFunction = (name, options, done) =>
  void setImmediate(() => {
    const address = addresses[name];
    const error = Object.assign(new Error('lookup failed'), { code: 'ENOTFOUND' });
    if (address === undefined) done(error, '', 0);
    else if (options.all) done(null, [{ address, family: 4 }]);
    else done(null, address, 4);
  });

const lines: Record<string, unknown>[] = [];
const at = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
  lines.push({ level, message, ...fields });
};
const log: Log = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };

let app: TestApp;
let tenant: GraphqlClient;
let administrator: GraphqlClient;

beforeAll(async () => {
  app = await createTestApp({ egressAllow: [], overrides: { log, lookup } });
  const own = scopes.filter((scope) => scope !== 'platform:admin');
  tenant = await app.as('acme', { scopes: own });
  administrator = await app.as('acme');
});
afterAll(() => app[Symbol.asyncDispose]());
beforeEach(() => {
  lines.length = 0;
});

async function tryOut(client: GraphqlClient, baseUrl: string) {
  const input = { model: remoteModel({ baseUrl }) };
  const { testConnection } = await client.data(TestConnection, { input });
  if (testConnection.__typename !== 'ModelTestPayload')
    throw new Error(JSON.stringify(testConnection));
  return testConnection.steps.map(({ durationMs: _, ...step }) => step);
}

async function chatWith(client: GraphqlClient, baseUrl: string) {
  const { id } = await register(client, { baseUrl });
  const { chat } = await client.data(ChatWhole, ask(id));
  if (chat.__typename !== 'UpstreamError') throw new Error(JSON.stringify(chat));
  const { code, message, reason, retryable } = chat;
  return { code, message, reason, retryable };
}

const internal = 'https://wiki.corp.example:8443/canary/v1';
const unknown = 'https://nothing.corp.example:8443/canary/v1';
const forbidden = 'http://metadata.corp.example/v1';

describe('to a tenant', () => {
  test('an internal name and an unknown name cause the same error', async () => {
    const steps = await tryOut(tenant, internal);
    expect(steps).toMatchObject([{ name: 'ADDRESS', ok: true }, { error: { code: 'UPSTREAM' } }]);
    expect(await tryOut(tenant, unknown)).toEqual(steps);
    expect(await tryOut(tenant, forbidden)).toEqual(steps);
    const failure = await chatWith(tenant, internal);
    expect(failure).toMatchObject({ code: 'UPSTREAM', reason: 'UNAVAILABLE', retryable: true });
    expect(await chatWith(tenant, unknown)).toEqual(failure);
  });

  test('an error does not mention EGRESS_ALLOW', async () => {
    const refused = remoteModel({ baseUrl: 'http://10.0.0.5:8000/v1' });
    const { createModel } = await tenant.data(CreateModel, { input: refused });
    expect(createModel).toMatchObject({
      code: 'DESTINATION_NOT_ALLOWED',
      message: 'Models may not use this address on this installation.',
    });
    expect(JSON.stringify(await tryOut(tenant, internal))).not.toContain('EGRESS_ALLOW');
  });
});

describe('to a platform administrator', () => {
  test('an error contains the missing entry of EGRESS_ALLOW', async () => {
    const baseUrl = 'http://10.0.0.5:8000/v1';
    const message = expect.stringContaining('add 10.0.0.5:8000 to EGRESS_ALLOW');
    const input = remoteModel({ baseUrl });
    expect(await administrator.data(CreateModel, { input })).toMatchObject({
      createModel: { code: 'DESTINATION_NOT_ALLOWED', message },
    });
    const { id } = await register(administrator);
    expect(await administrator.data(UpdateModel, { input: { id, baseUrl } })).toMatchObject({
      updateModel: { code: 'DESTINATION_NOT_ALLOWED', message },
    });
    expect(await tryOut(administrator, baseUrl)).toMatchObject([{ error: { message } }]);
  });

  test('an internal name is distinguished from an unknown name', async () => {
    const [, step] = await tryOut(administrator, internal);
    expect(step?.error?.message).toContain('add wiki.corp.example:8443 to EGRESS_ALLOW');
    for (const baseUrl of [unknown, forbidden]) {
      const [, other] = await tryOut(administrator, baseUrl);
      expect(other?.error?.message).not.toContain('EGRESS_ALLOW');
    }
  });
});

describe('in the log', () => {
  test.each([
    ['an address', 'http://10.0.0.5:8000/canary/v1', '10.0.0.5', 8000],
    ['an internal name', internal, 'wiki.corp.example', 8443],
  ])('%s is recorded with host and port only', async (_name, baseUrl, host, port) => {
    await tryOut(tenant, baseUrl);
    expect(lines).toEqual([
      {
        level: 'info',
        message: expect.stringContaining('EGRESS_ALLOW'),
        host,
        port,
        missingEntry: `${host}:${port}`,
        requestId: expect.any(String),
        tenantId: 'acme',
        operation: 'mutation testConnection',
        operationName: 'TestConnection',
      },
    ]);
  });

  test('a refused metadata service has no missing entry', async () => {
    await tryOut(tenant, forbidden);
    expect(lines).toMatchObject([{ level: 'info', host: 'metadata.corp.example', port: 80 }]);
    expect(lines[0]).not.toHaveProperty('missingEntry');
  });

  test('a name that does not resolve is not recorded', async () => {
    await tryOut(tenant, unknown);
    expect(lines).toEqual([]);
  });
});
