import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import { expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { issueToken } from '../../src/auth/issue-token.ts';
import { scopes } from '../../src/auth/viewer.ts';
import type { ChatStreamSubscription } from '../gql/graphql.ts';
import { startBalancer } from '../support/balancer.ts';
import { ask } from '../support/chat-fixture.ts';
import { type Delivered, delivered } from '../support/delivered.ts';
import { simulatedOpenAi } from '../support/fake-openai.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import { ChatStream } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { ServerProcess } from '../support/server-process.ts';
import { testConfig, testKey, testSecret } from '../support/test-config.ts';
import { createLastingDatabase } from '../support/test-database.ts';
import { startUpstream } from '../support/upstream.ts';

type Event = Delivered<ChatStreamSubscription['chat']>;

/** PGlite has one process. */
const hasProcesses = inject('databaseTemplate').kind === 'postgres';

/** A client that asks again and again, and whose only protection is a request ID. */
class Asker {
  readonly #client;
  readonly #modelId: string;
  readonly closings: number[] = [];
  readonly answers: { readonly events: readonly Event[]; readonly starts: number }[] = [];
  #stopped = false;
  readonly ended: Promise<void>;

  constructor(origin: string, token: string, modelId: string) {
    this.#modelId = modelId;
    this.#client = createClient({
      url: `${origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      lazy: false,
      on: { closed: (event) => this.closings.push((event as { code: number }).code) },
    });
    this.ended = this.#ask();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.ended;
    await this.#client.dispose();
  }

  async #ask(): Promise<void> {
    while (!this.#stopped) {
      const { input } = ask(this.#modelId, 'Why is the sky blue?');
      const events: Event[] = [];
      await new Promise<void>((resolve, reject) => {
        this.#client.subscribe<ChatStreamSubscription>(
          {
            query: ChatStream.toString(),
            variables: { input: { ...input, requestId: randomUUID() } },
          },
          {
            next: ({ data, errors }) => {
              if (errors !== undefined) reject(new Error(JSON.stringify(errors)));
              else events.push(delivered(data?.chat));
            },
            error: reject,
            complete: resolve,
          },
        );
      });
      const starts = events.filter(({ seq }) => seq === 1).length;
      this.answers.push({
        events: events.slice(events.findLastIndex(({ seq }) => seq === 1)),
        starts,
      });
    }
  }
}

test.skipIf(!hasProcesses)(
  'clients notice only a reconnect while both processes are restarted',
  { timeout: 120_000 },
  async () => {
    await using place = await createLastingDatabase();
    const apiKey = 'sk-simulated-0123456789';
    await using upstream = await startUpstream({
      handler: simulatedOpenAi({ models: ['gpt'], apiKey, wordsPerSecond: 40 }),
    });
    const { id: keyId, key } = testKey('test');
    const serve = () =>
      new ServerProcess('src/start.js', {
        ...place.environment,
        JWT_SECRET: new TextDecoder().decode(testSecret),
        ENCRYPTION_KEYS: `${keyId}:${Buffer.from(key).toString('base64')}`,
        EGRESS_ALLOW: '127.0.0.1',
      });
    await using stack = new AsyncDisposableStack();
    const processes = [stack.use(serve()), stack.use(serve())];
    const balancer = stack.use(await startBalancer());
    const route = async () =>
      balancer.use(await Promise.all(processes.map((server) => server.origin())));
    await route();

    const issuer = { ...testConfig().jwt, secret: testSecret };
    const claims = { tenantId: 'acme', subject: 'user', scopes, ttlSeconds: 600 };
    const token = await issueToken(issuer, claims);
    const client = new GraphqlClient(balancer.origin, token);
    const { id } = await register(client, { baseUrl: `${upstream.url}/v1`, apiKey });
    const askers = Array.from({ length: 6 }, () => new Asker(balancer.origin, token, id));
    const asked = () => askers.every(({ answers }) => answers.length > 0);
    await expect.poll(asked, { timeout: 30_000 }).toBe(true);

    for (const [index, server] of processes.entries()) {
      server.signal('SIGTERM');
      expect(await server.exited, server.output).toBe(0);
      processes[index] = stack.use(serve());
      await route();
    }
    await Promise.all(askers.map((asker) => asker.stop()));

    const answers = askers.flatMap((asker) => asker.answers);
    for (const { events } of answers) {
      const text = events.map((event) => ('text' in event ? event.text : '')).join('');
      expect(text).toContain('Why is the sky blue?');
      expect(events.at(-1)).toMatchObject({
        __typename: 'ChatCompleted',
        completion: { message: { content: text } },
      });
    }
    expect(new Set(askers.flatMap(({ closings }) => closings.slice(0, -1)))).toEqual(
      new Set([1001]),
    );
    // The client closes its connection at the end itself.
    expect(askers.filter(({ closings }) => closings.length > 1).length).toBeGreaterThan(0);
    expect(upstream.exchanges).toHaveLength(answers.length);
  },
);
