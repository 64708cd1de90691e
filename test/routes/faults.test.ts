import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatStreamSubscription } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { createRoute } from '../support/created-route.ts';
import { type Delivered, delivered } from '../support/delivered.ts';
import {
  cut,
  type Fault,
  type FaultyProvider,
  refuse,
  respond,
  respondUpTo,
  respondWithInvalidEvent,
  respondWithoutDone,
  startFaultyProvider,
  wholeText,
} from '../support/faulty-provider.ts';
import { type Transport, transports } from '../support/graphql-client.ts';
import { ChatStream } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

type Event = Delivered<ChatStreamSubscription['chat']>;
type Ended = Extract<Event, { __typename: 'ChatCompleted' }>['completion'];

/** What a reader of a chat has at the end, who discards text when the completion restarts. */
interface Shown {
  readonly text: string;
  readonly restarts: number;
  readonly type: string;
  readonly end: Ended;
}

interface Case {
  readonly provider: FaultyProvider;
  readonly shown: Shown;
  /** Names of the models whose responses were complete or failed, in order. */
  readonly model: string | null | undefined;
}

interface RunOptions {
  readonly faults: Readonly<Record<string, Fault>>;
  readonly transport: Transport;
  readonly acceptsRestart: boolean;
}

const idleMs = 600;
const firstTokenMs = 700;

/** Chats with a route of the models "first" and "second", each of a tenant of its own. */
async function run({
  faults,
  transport,
  acceptsRestart,
}: RunOptions): Promise<Case & AsyncDisposable> {
  const provider = await startFaultyProvider(faults);
  const client = await app.as(`faults-${randomUUID()}`);
  const ids: string[] = [];
  for (const name of ['first', 'second']) {
    const parameters = { firstTokenTimeoutMs: 20_000, idleTimeoutMs: idleMs };
    const model = await register(client, {
      name,
      displayName: name,
      baseUrl: provider.baseUrl,
      parameters,
    });
    ids.push(model.id);
  }
  const route = await createRoute(client, ids, { policy: { firstTokenTimeoutMs: firstTokenMs } });
  const messages = [{ role: 'USER' as const, content: 'Why is the sky blue?' }];
  const input = { routeId: route.id, acceptsRestart, messages };
  const stream = await client.subscribe(transport, ChatStream, { input });
  let text = '';
  let restarts = 0;
  let last: Event | null = null;
  for await (const { data, errors } of stream) {
    if (data == null) throw new Error(JSON.stringify(errors));
    last = delivered(data.chat);
    if (last.__typename === 'ContentDelta') text += last.text;
    if (last.__typename === 'ChatRestarted') {
      restarts += 1;
      text = '';
    }
  }
  if (last === null || !('completion' in last)) throw new Error(JSON.stringify(last));
  const end = last.completion as Ended; // as selected for each last event
  expect(end.message?.content ?? '').toBe(text);
  const shown = { text, restarts, type: last.__typename, end };
  return {
    provider,
    shown,
    model: end.model?.displayName,
    [Symbol.asyncDispose]: () => provider[Symbol.asyncDispose](),
  };
}

/** The whole response of one model, and nothing else. */
function expectWhole({ shown, model }: Case, name: string, restarts = 0): void {
  expect(shown).toMatchObject({
    type: 'ChatCompleted',
    text: wholeText,
    restarts,
    end: { finishReason: 'STOP', usage: { completionTokens: 60 } },
  });
  expect(model).toBe(name);
}

/** A part of a response, with an end that reports that it is incomplete. */
function expectTruncated({ shown }: Case, words: number): void {
  expect(['ChatInterrupted', 'ChatFailed']).toContain(shown.type);
  expect(shown.restarts).toBe(0);
  expect(shown.end.finishReason).toBeNull();
  expect(wholeText.startsWith(shown.text)).toBe(true);
  expect(shown.text.trim().split(' ')).toHaveLength(words);
}

/** Whether Modelyard has closed the connections of all calls whose responses did not end. */
async function expectClosed(provider: FaultyProvider, model: string): Promise<void> {
  for (const { exchange } of provider.callsOf(model)) await exchange.closed;
}

const gaps = (provider: FaultyProvider, model: string) => {
  const times = provider.callsOf(model).map(({ at }) => at);
  return times.slice(1).map((at, index) => at - (times[index] ?? Number.NaN));
};

const everyCase = transports.flatMap((transport) =>
  [true, false].map((acceptsRestart) => ({ transport, acceptsRestart })),
);

describe.concurrent.each(everyCase)(
  'over $transport, acceptsRestart: $acceptsRestart',
  (options) => {
    const { acceptsRestart } = options;

    test('429 with Retry-After once: the same model again, not before that', async () => {
      await using result = await run({
        ...options,
        faults: {
          first: (exchange, index) =>
            index === 0
              ? refuse(exchange, 429, { headers: { 'retry-after': '2' } })
              : respond(exchange),
        },
      });
      expectWhole(result, 'first');
      const { provider } = result;
      expect(provider.callsOf('first')).toHaveLength(2);
      expect(provider.callsOf('second')).toHaveLength(0);
      expect(gaps(provider, 'first')[0]).toBeGreaterThanOrEqual(1_800);
    });

    test('429 without a delay, always: the next model', async () => {
      await using result = await run({
        ...options,
        faults: { first: (exchange) => refuse(exchange, 429) },
      });
      expectWhole(result, 'second');
      expect(result.provider.callsOf('first').length).toBeLessThanOrEqual(3);
      expect(result.provider.callsOf('second')).toHaveLength(1);
    });

    test('500 once: the same model again', async () => {
      await using result = await run({
        ...options,
        faults: {
          first: (exchange, index) => (index === 0 ? refuse(exchange, 500) : respond(exchange)),
        },
      });
      expectWhole(result, 'first');
      expect(result.provider.callsOf('first')).toHaveLength(2);
      expect(result.provider.callsOf('second')).toHaveLength(0);
    });

    test('503 always: the next model, after at most six calls', async () => {
      await using result = await run({
        ...options,
        faults: { first: (exchange) => refuse(exchange, 503) },
      });
      expectWhole(result, 'second');
      expect(result.provider.callsOf('first').length).toBeLessThanOrEqual(5);
      expect(result.provider.callsOf('second')).toHaveLength(1);
    });

    test('a reset connection once: the same model again', async () => {
      await using result = await run({
        ...options,
        faults: {
          first: (exchange, index) => (index === 0 ? exchange.destroy() : respond(exchange)),
        },
      });
      expectWhole(result, 'first');
      expect(result.provider.callsOf('first')).toHaveLength(2);
    });

    test('no response: the next model, and the silent one only once', async () => {
      await using result = await run({ ...options, faults: { first: () => {} } });
      expectWhole(result, 'second');
      expect(result.provider.callsOf('first')).toHaveLength(1);
      await expectClosed(result.provider, 'first');
    });

    test('headers without a first token: the next model, and the silent one only once', async () => {
      await using result = await run({
        ...options,
        faults: { first: (exchange) => respondUpTo(exchange, 0) },
      });
      expectWhole(result, 'second');
      expect(result.provider.callsOf('first')).toHaveLength(1);
      await expectClosed(result.provider, 'first');
    });

    test('a cut connection after 40 words: no truncated success', async () => {
      await using result = await run({
        ...options,
        faults: { first: (exchange) => cut(exchange, 40) },
      });
      if (!acceptsRestart) {
        expectTruncated(result, 40);
        expect(result.provider.callsOf('first')).toHaveLength(1);
        expect(result.provider.callsOf('second')).toHaveLength(0);
        return;
      }
      expect(result.shown.restarts).toBeGreaterThanOrEqual(1);
      expectWhole(result, 'second', result.shown.restarts);
      expect(result.provider.callsOf('first').length).toBeLessThanOrEqual(2);
    });

    test('silence after 20 words: no truncated success, and the next call works', async () => {
      await using result = await run({
        ...options,
        faults: { first: (exchange) => respondUpTo(exchange, 20) },
      });
      if (acceptsRestart) expectWhole(result, 'second', 1);
      else expectTruncated(result, 20);
      expect(result.provider.callsOf('first')).toHaveLength(1);
      await expectClosed(result.provider, 'first');
      await using next = await run({ ...options, faults: {} });
      expectWhole(next, 'first');
    });

    test('one event that is not JSON: the whole response, with a warning', async () => {
      await using result = await run({ ...options, faults: { first: respondWithInvalidEvent } });
      expectWhole(result, 'first');
      expect(result.shown.end.warnings.join(' ')).toMatch(/JSON/);
      expect(result.provider.callsOf('first')).toHaveLength(1);
    });

    test('a complete response whose stream stays open: ends, with its usage', async () => {
      await using result = await run({ ...options, faults: { first: respondWithoutDone } });
      expectWhole(result, 'first');
      expect(result.provider.callsOf('first')).toHaveLength(1);
    });

    test('a request that is too long: not sent again to a model of the same size', async () => {
      await using result = await run({
        ...options,
        faults: {
          first: (exchange) => refuse(exchange, 400, { code: 'context_length_exceeded' }),
        },
      });
      expect(result.shown).toMatchObject({
        type: 'ChatFailed',
        end: { error: { reason: 'CONTEXT_LENGTH' } },
      });
      expect(result.provider.callsOf('first')).toHaveLength(1);
      expect(result.provider.callsOf('second')).toHaveLength(0);
    });

    test('a content filter: one call, and no other model', async () => {
      await using result = await run({
        ...options,
        faults: {
          first: (exchange) => refuse(exchange, 400, { code: 'content_policy_violation' }),
        },
      });
      expect(result.shown).toMatchObject({
        type: 'ChatFailed',
        end: { error: { reason: 'CONTENT_FILTER' } },
      });
      expect(result.provider.callsOf('first')).toHaveLength(1);
      expect(result.provider.callsOf('second')).toHaveLength(0);
    });

    test('a cut connection, and a next model that accepts no unfinished response: never sent one', async () => {
      const onlyQuestions: Fault = (exchange) => {
        const { messages } = exchange.request.body as { messages: { role: string }[] };
        return messages.at(-1)?.role === 'assistant' ? refuse(exchange, 400) : respond(exchange);
      };
      await using result = await run({
        ...options,
        faults: { first: (exchange) => cut(exchange, 40), second: onlyQuestions },
      });
      if (acceptsRestart) expectWhole(result, 'second', result.shown.restarts);
      else expectTruncated(result, 40);
      for (const { body } of result.provider.callsOf('second')) {
        expect(body.messages.map(({ role }) => role)).toEqual(['user']);
      }
    });

    test('503 always: the response names the model that responded, with its usage', async () => {
      await using result = await run({
        ...options,
        faults: { first: (exchange) => refuse(exchange, 503) },
      });
      expect(result.shown.end).toMatchObject({
        status: 'COMPLETED',
        model: { displayName: 'second' },
        usage: { promptTokens: 9, completionTokens: 60, totalTokens: 69 },
      });
    });
  },
);
