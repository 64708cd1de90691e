import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatStreamSubscription } from '../gql/graphql.ts';
import { createTestApp, type TestApp } from '../support/create-test-app.ts';
import { createRoute } from '../support/created-route.ts';
import { type Delivered, delivered } from '../support/delivered.ts';
import { chunk, content, done, sseHeaders, usageChunk } from '../support/fake-openai.ts';
import { refuse, startFaultyProvider } from '../support/faulty-provider.ts';
import { transports } from '../support/graphql-client.ts';
import { Chance } from '../support/mutate.ts';
import { ChatEvents, ChatStream } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import type { Exchange } from '../support/upstream.ts';

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const models = ['first', 'second', 'third'];
const count = 12;
const idleMs = 300;

/** A response whose words name its call, so that no two calls have the same words. */
class Response {
  readonly words: readonly string[];

  constructor(model: string, index: number) {
    this.words = Array.from({ length: count }, (_, word) => `${model}.${index}.${word} `);
  }

  async write(exchange: Exchange, length: number): Promise<void> {
    exchange.head(200, sseHeaders);
    for (const word of this.words.slice(0, length)) await exchange.write(content(word));
  }

  async finish(exchange: Exchange): Promise<void> {
    await this.write(exchange, count);
    const usage = { prompt_tokens: 1, completion_tokens: count, total_tokens: count + 1 };
    await exchange.write(chunk({ finishReason: 'stop' }) + usageChunk(usage) + done);
    exchange.end();
  }
}

type Behaviour = (exchange: Exchange, response: Response, chance: Chance) => unknown;

const behaviours: readonly Behaviour[] = [
  (exchange, response) => response.finish(exchange),
  (exchange) => refuse(exchange, 500),
  (exchange) => refuse(exchange, 503, { headers: { 'retry-after': '0' } }),
  (exchange) => refuse(exchange, 429, { headers: { 'retry-after-ms': '20' } }),
  (exchange) => refuse(exchange, 401),
  (exchange) => refuse(exchange, 404, { code: 'model_not_found' }),
  (exchange) => refuse(exchange, 400, { code: 'content_policy_violation' }),
  (exchange) => refuse(exchange, 400, { code: 'context_length_exceeded' }),
  (exchange) => exchange.destroy(),
  () => {},
  async (exchange, response, chance) => {
    await response.write(exchange, chance.below(count));
    exchange.destroy();
  },
  (exchange, response, chance) => response.write(exchange, chance.below(count)),
  async (exchange, response, chance) => {
    await response.write(exchange, chance.below(count));
    await exchange.write('data: {"error":{"message":"overloaded","code":503}}\n\n');
    exchange.end();
  },
];

type Event = Delivered<ChatStreamSubscription['chat']>;

/** The text that a reader has after these events. */
function textOf(events: readonly Event[]): string {
  const restart = events.findLastIndex(({ __typename }) => __typename === 'ChatRestarted');
  return events
    .slice(restart + 1)
    .map((event) => (event.__typename === 'ContentDelta' ? event.text : ''))
    .join('');
}

/** With RANDOM_FAULTS=200, as many sequences. */
const sequences = Number(process.env['RANDOM_FAULTS'] ?? 16);
const seeds = Array.from({ length: sequences }, (_, seed) => seed);

test.concurrent.each(seeds)(
  'random faults %d: one end, and the text of one attempt',
  async (seed) => {
    const chance = new Chance(seed);
    const responses: Response[] = [];
    let calls = 0;
    const respond = (model: string) => async (exchange: Exchange, index: number) => {
      calls += 1;
      const response = new Response(model, index);
      responses.push(response);
      await chance.pick(behaviours)(exchange, response, chance);
    };
    await using provider = await startFaultyProvider(
      Object.fromEntries(models.map((model) => [model, respond(model)])),
    );
    const client = await app.as(`random-${randomUUID()}`);
    const ids: string[] = [];
    for (const name of models) {
      const parameters = { firstTokenTimeoutMs: idleMs, idleTimeoutMs: idleMs };
      ids.push(
        (await register(client, { name, displayName: name, baseUrl: provider.baseUrl, parameters }))
          .id,
      );
    }
    const maxAttempts = 1 + chance.below(6);
    const afterOutput = chance.pick(['RESTART', 'END'] as const);
    const acceptsRestart = chance.pick([true, false]);
    const route = await createRoute(client, ids, {
      policy: { maxAttempts, afterOutput, firstTokenTimeoutMs: idleMs },
    });
    const messages = [{ role: 'USER' as const, content: 'Why?' }];
    const input = { routeId: route.id, acceptsRestart, messages };
    const stream = await client.subscribe(chance.pick(transports), ChatStream, { input });
    const events: Event[] = [];
    for await (const { data, errors } of stream) {
      if (data == null) throw new Error(JSON.stringify(errors));
      events.push(delivered(data.chat));
    }
    const ends = events.filter((event) => 'completion' in event).slice(1);
    expect(ends).toHaveLength(1);
    const end = ends[0];
    if (end === undefined || end !== events.at(-1) || !('completion' in end))
      throw new Error('no end');
    const { id, status, message, error } = end.completion as {
      id: string;
      status: string;
      message: { content: string } | null;
      error?: { reason: string } | null;
    };
    const numbers = events.map((event) => ('seq' in event ? event.seq : 0));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
    const text = textOf(events);
    expect(message?.content ?? '').toBe(text);
    const whole = responses.map(({ words }) => words.join(''));
    expect(whole.some((each) => each.startsWith(text))).toBe(true);
    if (status === 'COMPLETED') expect(whole).toContain(text);
    else expect(status === 'INTERRUPTED' || error != null).toBe(true);
    expect(calls).toBeLessThanOrEqual(maxAttempts);
    const restarts = events.filter(({ __typename }) => __typename === 'ChatRestarted');
    if (!acceptsRestart || afterOutput === 'END') expect(restarts).toEqual([]);
    // What is stored is what was shown, from every number on.
    for (const after of [0, numbers[events.length >> 1] ?? 0, numbers.at(-1) ?? 0]) {
      const again = await client.subscribe('sse', ChatEvents, { id, after });
      const replayed: Event[] = [];
      for await (const { data } of again) {
        if (data != null) replayed.push(delivered(data.chatEvents) as Event);
      }
      expect(replayed.at(-1)?.__typename).toBe(end.__typename);
      const seen = events.filter((event) => 'seq' in event && event.seq <= after);
      expect(textOf([...seen, ...replayed])).toBe(text);
    }
  },
);
