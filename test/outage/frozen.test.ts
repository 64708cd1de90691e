import { describe, expect, inject, test } from 'vitest';
import type { Log } from '../../src/log.ts';
import { createTestApp } from '../support/create-test-app.ts';
import { type CuttableProxy, startCuttableProxy } from '../support/cuttable-proxy.ts';
import type { GraphqlClient, GraphqlResult, Stream, Transport } from '../support/graphql-client.ts';
import { throughProxy } from '../support/on-server.ts';
import {
  AuditEvents,
  ChatStream,
  ChatWhole,
  CreateModel,
  ListChats,
  ListModels,
  ModelChanges,
  SeeModel,
  StartChat,
  UpdateModel,
  Usage,
} from '../support/operations.ts';
import { register, remoteModel } from '../support/registered-model.ts';
import { createTestDatabase } from '../support/test-database.ts';

interface Line {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A server with one model that is connected to PostgreSQL through a proxy. */
async function serve(stack: AsyncDisposableStack) {
  const { location } = stack.use(await createTestDatabase());
  if (location.kind !== 'postgres') throw new Error('needs PostgreSQL');
  const proxy = stack.use(await startCuttableProxy(location.url));
  const lines: Line[] = [];
  const write: Log['warn'] = (fields, message) => void lines.push({ fields, message });
  const app = stack.use(
    await createTestApp({
      overrides: {
        database: { kind: 'postgres', url: throughProxy(location.url, proxy.origin) },
        log: { error: write, warn: write, info: write, debug: write },
      },
    }),
  );
  const client = await app.as('acme');
  const model = await register(client);
  return { proxy, lines, origin: app.origin, client, model };
}

const codeOf = ({ errors }: GraphqlResult<unknown>) => errors?.[0]?.extensions?.['code'];

type Answer = Promise<GraphqlResult<unknown>>;

/** All kinds of operations that need the database. */
function operations(client: GraphqlClient, modelId: string): Record<string, () => Answer> {
  const chat = { input: { modelId, messages: [{ role: 'USER' as const, content: 'canary' }] } };
  const day = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
  const update = { input: { id: modelId, description: 'canary' } };
  const changes = (transport: Transport) => async () =>
    first(await client.subscribe(transport, ModelChanges, {}));
  const stream = (transport: Transport) => async () =>
    first(await client.subscribe(transport, ChatStream, chat));
  return {
    models: () => client.execute(ListModels, {}),
    model: () => client.execute(SeeModel, { id: modelId }),
    auditEvents: () => client.execute(AuditEvents, {}),
    chatCompletions: () => client.execute(ListChats, {}),
    usage: () => client.execute(Usage, day),
    createModel: () => client.execute(CreateModel, { input: remoteModel({ name: 'canary' }) }),
    updateModel: () => client.execute(UpdateModel, update),
    chat: () => client.execute(ChatWhole, chat),
    startChat: () => client.execute(StartChat, chat),
    'modelChanges over SSE': changes('sse'),
    'modelChanges over WebSocket': changes('websocket'),
    'chatStream over SSE': stream('sse'),
    'chatStream over WebSocket': stream('websocket'),
  };
}

async function first<Data>(stream: Stream<Data>): Answer {
  const { value } = await stream.next();
  await stream.leave();
  return value as GraphqlResult<Data>; // The subscription has at least one result.
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const begun = performance.now();
  const result = await work();
  return { result, ms: performance.now() - begun };
}

describe.runIf(inject('databaseTemplate').kind === 'postgres')('while the database is', () => {
  test.each([
    ['frozen', (proxy: CuttableProxy) => proxy.freeze()],
    ['gone', (proxy: CuttableProxy) => proxy.refuse()],
  ] as const)(
    '%s, all operations return OVERLOADED within seconds, and work again afterwards',
    async (_name, stop) => {
      await using stack = new AsyncDisposableStack();
      const { proxy, lines, origin, client, model } = await serve(stack);
      const all = Object.entries(operations(client, model.id));
      stop(proxy);

      const answers = await Promise.all(
        all.map(async ([name, ask]) => {
          const { result, ms } = await timed(ask);
          return [name, codeOf(result), ms] as const;
        }),
      );
      expect(answers.map(([name, code]) => [name, code])).toEqual(
        all.map(([name]) => [name, 'OVERLOADED']),
      );
      expect(answers.filter(([, , ms]) => ms > 9_000)).toEqual([]);
      const response = await client.post({ query: '{ models { nodes { id } } }' });
      expect(response.status).toBe(200);

      const ready = await timed(() => fetch(`${origin}/readyz`));
      expect(ready.result.status).toBe(503);
      expect(ready.ms).toBeLessThan(3_000);
      expect((await fetch(`${origin}/livez`)).status).toBe(200);

      const text = JSON.stringify(lines, (_key, value) =>
        value instanceof Error ? { ...value, text: `${value.stack}` } : value,
      );
      expect(text).not.toContain('canary');
      expect(lines.filter(({ message }) => message === 'unexpected error')).toEqual([]);

      proxy.thaw();
      const back = await timed(() => client.execute(ListModels, {}));
      expect(codeOf(back.result)).toBeUndefined();
      expect(back.ms).toBeLessThan(2_000);
      expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    },
    60_000,
  );
});
