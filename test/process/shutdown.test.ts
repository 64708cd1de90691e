import { describe, expect, inject, test } from 'vitest';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import { content, sseHeaders } from '../support/fake-openai.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { ChatStream } from '../support/operations.ts';
import { startPausableProxy } from '../support/pausable-proxy.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import { createLastingDatabase } from '../support/test-database.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const graceMs = 1_000;
/** Maximum time to stop after the grace period. */
const stopMs = 5_000;

const { id: keyId, key } = testKey('test');
const environment = {
  JWT_SECRET: new TextDecoder().decode(testSecret),
  ENCRYPTION_KEYS: `${keyId}:${Buffer.from(key).toString('base64')}`,
  EGRESS_ALLOW: '127.0.0.1',
  SHUTDOWN_GRACE_SECONDS: `${graceMs / 1_000}`,
};

async function clientOf(server: ServerProcess): Promise<GraphqlClient> {
  const issuer = { ...testConfig().jwt, secret: testSecret };
  const claims = { tenantId: 'acme', subject: 'user', scopes, ttlSeconds: 600 };
  return new GraphqlClient(await server.origin(), await issueToken(issuer, claims));
}

const changes = 'subscription { modelChanges { ... on ModelChange { cursor } } }';

/** A client with a running chat and a running subscription on each transport. */
async function openStreams(client: GraphqlClient, upstream: Upstream) {
  upstream.handle(async (exchange) => {
    exchange.head(200, sseHeaders);
    await exchange.write(content('Because '));
  });
  const { id: modelId } = await register(client, { baseUrl: `${upstream.url}/v1` });
  const input = { modelId, messages: [{ role: 'USER' as const, content: 'Why?' }] };
  const socket = await client.openSocket();
  const subscribe = (id: string, query: string, variables: object) =>
    socket.send({ id, type: 'subscribe', payload: { query, variables } });
  subscribe('changes', changes, {});
  subscribe('chat', ChatStream.toString(), { input });
  await received(socket, 'Because ');
  const chat = await startReading(client, ChatStream.toString(), { input });
  await chat.received('Because ');
  const events = await startReading(client, changes, {});
  await events.received(':');
  return { socket, chat, events };
}

async function received(socket: RawSocket, text: string): Promise<void> {
  while (!JSON.stringify(await socket.next()).includes(text));
}

/** Reads a stream of server-sent events as text. */
async function startReading(client: GraphqlClient, query: string, variables: object) {
  const headers = { ...client.headers, accept: 'text/event-stream' };
  const { body } = await client.post({ query, variables }, { headers });
  if (body === null) throw new Error('no body');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = async () => {
    const { value, done } = await reader.read();
    text += value ?? '';
    return !done;
  };
  return {
    received: async (part: string) => {
      while (!text.includes(part))
        if (!(await read())) throw new Error(`the stream ended: ${text}`);
    },
    /** @returns the whole text when the stream has ended; rejects when the connection breaks. */
    ended: async () => {
      while (await read());
      return text;
    },
  };
}

describe('SIGTERM', () => {
  test.runIf(inject('databaseTemplate').kind === 'postgres')(
    'stops a server whose database does not respond, and closes its connections in order',
    { timeout: 60_000 },
    async () => {
      await using place = await createLastingDatabase();
      await using upstream = await startUpstream();
      if (place.location.kind !== 'postgres') throw new Error('PostgreSQL is needed');
      const url = new URL(place.location.url);
      await using proxy = await startPausableProxy({
        host: url.hostname,
        port: Number(url.port || 5432),
      });
      url.host = `127.0.0.1:${proxy.port}`;
      await using server = new ServerProcess('src/main.ts', {
        ...environment,
        DATABASE_URL: url.href,
      });
      const { socket, chat, events } = await openStreams(await clientOf(server), upstream);
      proxy.pause();
      const start = performance.now();
      server.signal('SIGTERM');
      const [closed, ...texts] = await Promise.all([socket.closed, chat.ended(), events.ended()]);
      expect(closed.code).toBe(1001);
      for (const text of texts) {
        expect(text).toContain('"code":"SHUTTING_DOWN"');
        expect(text).toContain('event: complete');
      }
      expect(await server.exited).toBe(1);
      expect(performance.now() - start).toBeLessThan(graceMs + stopMs);
      expect(server.output).toContain('did not stop in time. Unfinished: running completions');
    },
  );

  test('stops a server whose upstream does not respond, and reports the end of each chat to its clients', {
    timeout: 60_000,
  }, async () => {
    await using place = await createLastingDatabase();
    await using upstream = await startUpstream();
    await using server = new ServerProcess('src/main.ts', { ...environment, ...place.environment });
    const { socket, chat, events } = await openStreams(await clientOf(server), upstream);
    const start = performance.now();
    server.signal('SIGTERM');
    await received(socket, 'ChatInterrupted');
    expect((await socket.closed).code).toBe(1001);
    expect(await chat.ended()).toContain('ChatInterrupted');
    expect(await events.ended()).toContain('SHUTTING_DOWN');
    expect(await server.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(graceMs + stopMs);
  });
});

test('in production, every line from the start to the end is JSON', async () => {
  await using place = await createLastingDatabase();
  await using server = new ServerProcess('src/start.js', {
    ...environment,
    ...place.environment,
    NODE_ENV: 'production',
    LOG_FORMAT: 'json',
  });
  await server.origin();
  server.signal('SIGTERM');
  expect(await server.exited).toBe(0);
  const messages = server.output
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly msg: string }).msg);
  expect(messages.join('\n')).toMatch(
    /serves http:\S+\/graphql\n(?:.*\n)*Modelyard is stopping, because it received SIGTERM\n(?:.*\n)*Modelyard has stopped$/,
  );
});
