import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AttemptEvent,
  type AttemptFixture,
  breakAfter,
  createAttemptFixture,
  readChat,
  refuse,
  respond,
} from '../support/attempt-fixture.ts';
import {
  AttemptsEvents,
  AttemptsStream,
  AttemptsWhole,
  FindAttempts,
} from '../support/attempt-operations.ts';
import { delivered } from '../support/delivered.ts';
import { answer, content, sendStream, sseHeaders } from '../support/fake-openai.ts';
import { SetCredential, UpdateModel } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';
import { type Exchange, startUpstream } from '../support/upstream.ts';
import { SeededRandom } from '../torture/seeded-random.ts';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await createAttemptFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());
beforeEach(() => {
  fixture.second.handle(respond('from ', 'second'));
});

/** Counts the calls of an upstream from now on. */
function callsOf(upstream: 'first' | 'second'): () => number {
  const before = fixture[upstream].exchanges.length;
  return () => fixture[upstream].exchanges.length - before;
}

function completionOf(events: readonly AttemptEvent[]) {
  const last = events.at(-1);
  if (last === undefined || !('completion' in last)) throw new Error(JSON.stringify(last));
  return last.completion;
}

const typesOf = (events: readonly AttemptEvent[]) => events.map(({ __typename }) => __typename);
const restart = { acceptsRestart: true, policy: { afterOutput: 'RESTART' as const } };

describe('a failure before the first token', () => {
  test.each([
    ['CREDENTIAL_REJECTED', refuse(401, null), false],
    ['QUOTA_EXHAUSTED', refuse(402, null), false],
    ['PERMISSION_DENIED', refuse(403, null), false],
    ['MODEL_MISSING', refuse(404, null), false],
    ['RATE_LIMITED', refuse(429, null), false],
    ['OVERLOADED', refuse(503, null, { 'retry-after': '100' }), false],
    ['UNSUPPORTED', refuse(400, 'unsupported_value'), false],
    ['PROTOCOL', (e: Exchange) => breakAfter(e, ''), true],
    ['TIMEOUT_FIRST_TOKEN', (e: Exchange) => e.head(200, sseHeaders), true],
  ] as const)(
    '%s is not noticed, and the next model responds',
    async (reason, fail, mayBeBilled) => {
      const calls = callsOf('first');
      fixture.first.handle(fail as (exchange: Exchange) => void);
      const parameters = reason === 'TIMEOUT_FIRST_TOKEN' ? { firstTokenTimeoutMs: 200 } : {};
      const events = await readChat(fixture, await fixture.ask({ first: { parameters } }));
      expect(typesOf(events)).not.toContain('ChatRestarted');
      expect(completionOf(events)).toMatchObject({
        status: 'COMPLETED',
        model: { name: 'second' },
        message: { content: 'from second' },
        error: null,
        attempts: [
          {
            model: { name: 'first' },
            keyLabel: null,
            firstTokenMs: null,
            error: { reason },
            mayBeBilled,
          },
          {
            model: { name: 'second' },
            error: null,
            usage: { completionTokens: 2 },
            mayBeBilled: true,
          },
        ],
      });
      expect(calls()).toBe(1);
    },
  );

  test('of a connection is repeated once with the same model', async () => {
    const calls = callsOf('first');
    fixture.first.handle((exchange) => exchange.destroy());
    const completion = completionOf(await readChat(fixture, await fixture.ask()));
    expect(completion.attempts.map(({ model }) => model?.name)).toEqual([
      'first',
      'first',
      'second',
    ]);
    expect(completion.attempts.slice(0, 2)).toMatchObject([
      { error: { reason: 'UNAVAILABLE' }, mayBeBilled: true },
      { error: { reason: 'UNAVAILABLE' }, mayBeBilled: true },
    ]);
    expect(calls()).toBe(2);
  });

  test('to connect is described, and cannot be billed', async () => {
    const stopped = await startUpstream();
    await stopped[Symbol.asyncDispose]();
    const baseUrl = `${stopped.url}/v1`;
    const completion = completionOf(
      await readChat(fixture, await fixture.ask({ first: { baseUrl } })),
    );
    expect(completion.attempts.slice(0, 2)).toMatchObject([
      {
        error: { reason: 'UNAVAILABLE', message: expect.stringMatching('refused the connection') },
        mayBeBilled: false,
      },
      { error: { reason: 'UNAVAILABLE' }, mayBeBilled: false },
    ]);
  });

  test.each([
    ['the model', (id: string) => fixture.client.data(UpdateModel, { input: { id, name: 'new' } })],
    [
      'its key',
      (id: string) =>
        fixture.client.data(SetCredential, { input: { id, apiKey: 'sk-another-0123456789' } }),
    ],
  ] as const)('is not repeated with %s as it was before a change', async (_name, change) => {
    const calls = callsOf('first');
    fixture.first.handle(refuse(503, null, { 'retry-after': '1' }));
    const asked = await fixture.ask();
    const events = readChat(fixture, asked);
    await expect.poll(calls).toBe(1);
    await change(asked.models[0] ?? '');
    expect(completionOf(await events)).toMatchObject({ message: { content: 'from second' } });
    expect(calls()).toBe(1);
  });

  test('without any output, a response that was filtered leads to the next model', async () => {
    fixture.first.handle((exchange) => sendStream(exchange, answer([], 'content_filter')));
    const next = completionOf(
      await readChat(fixture, await fixture.ask({ policy: { onContentFilter: 'NEXT' } })),
    );
    expect(next).toMatchObject({
      message: { content: 'from second' },
      attempts: [{ error: { reason: 'CONTENT_FILTER' } }, { error: null }],
    });
    const stopped = completionOf(await readChat(fixture, await fixture.ask()));
    expect(stopped).toMatchObject({ status: 'COMPLETED', finishReason: 'CONTENT_FILTER' });
  });

  test.each([
    ['REQUEST_REJECTED', refuse(400, null)],
    ['CONTENT_FILTER', refuse(400, 'content_policy_violation')],
    ['CONTEXT_LENGTH', refuse(400, 'context_length_exceeded')],
  ])('%s ends the completion with its error', async (reason, fail) => {
    const calls = callsOf('second');
    fixture.first.handle(fail);
    const completion = completionOf(await readChat(fixture, await fixture.ask()));
    expect(completion).toMatchObject({ status: 'FAILED', error: { reason } });
    expect(completion.attempts).toHaveLength(1);
    expect(calls()).toBe(0);
  });

  test('of all models is reported with the error of the first one', async () => {
    fixture.first.handle(refuse(429, null));
    fixture.second.handle(refuse(400, null));
    const completion = completionOf(await readChat(fixture, await fixture.ask()));
    expect(completion).toMatchObject({
      status: 'FAILED',
      model: { name: 'first' },
      error: { reason: 'RATE_LIMITED' },
      attempts: [{ error: { reason: 'RATE_LIMITED' } }, { error: { reason: 'REQUEST_REJECTED' } }],
    });
  });

  test('of our own, such as a missing credential, leads to the next model', async () => {
    const calls = callsOf('first');
    const completion = completionOf(
      await readChat(fixture, await fixture.ask({ first: { provider: 'openai' } })),
    );
    expect(completion).toMatchObject({
      status: 'COMPLETED',
      attempts: [
        {
          error: { code: 'CREDENTIAL_MISSING', reason: 'CREDENTIAL_REJECTED' },
          mayBeBilled: false,
        },
        { error: null },
      ],
    });
    expect(calls()).toBe(0);
  });

  test('leaves no warning of the model that did not respond', async () => {
    fixture.first.handle(refuse(401, null));
    const first = { parameters: { refusedOptions: ['TEMPERATURE' as const] } };
    const ask = async () => {
      const { input } = await fixture.ask({ first });
      return { input: { ...input, options: { temperature: 1 } } };
    };
    const failed = completionOf(await readChat(fixture, await ask()));
    expect(failed).toMatchObject({ status: 'COMPLETED', warnings: [] });
    fixture.first.handle(respond('ok'));
    // Other models, because the rejected key of the first one is avoided now.
    const whole = completionOf(await readChat(fixture, await ask()));
    expect(whole.warnings).toEqual([expect.stringContaining('temperature')]);
  });
});

describe('the time until the first token', () => {
  const silent = (exchange: Exchange) => exchange.head(200, sseHeaders);

  test('is limited by the policy for all models but the last one', async () => {
    fixture.first.handle(silent);
    fixture.second.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await delay(400);
      for (const part of answer(['slow'])) await exchange.write(part);
      exchange.end();
    });
    const asked = await fixture.ask({ policy: { firstTokenTimeoutMs: 150 } });
    expect(completionOf(await readChat(fixture, asked))).toMatchObject({
      message: { content: 'slow' },
      attempts: [{ error: { reason: 'TIMEOUT_FIRST_TOKEN' }, mayBeBilled: true }, { error: null }],
    });
  });

  test('ends with the deadline of the policy', async () => {
    fixture.first.handle(silent);
    fixture.second.handle(silent);
    const asked = await fixture.ask({ policy: { firstTokenTimeoutMs: 100, deadlineMs: 300 } });
    const completion = completionOf(await readChat(fixture, asked));
    expect(completion).toMatchObject({
      status: 'FAILED',
      model: { name: 'first' },
      error: { reason: 'TIMEOUT_FIRST_TOKEN' },
    });
    expect(completion.attempts).toHaveLength(2);
    const [first, second] = completion.attempts.map(({ durationMs }) => durationMs);
    expect((first ?? 0) + (second ?? 0)).toBeGreaterThanOrEqual(290);
  });

  test('includes that of waiting for other calls of the model', async () => {
    const release = Promise.withResolvers<void>();
    fixture.first.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(content('busy'));
      await release.promise;
      exchange.end();
    });
    const calls = callsOf('first');
    const asked = await fixture.ask({
      policy: { firstTokenTimeoutMs: 1_000 },
      first: { parameters: { maxConcurrency: 1 } },
    });
    const busy = await fixture.client.subscribe('websocket', AttemptsStream, asked);
    for (let count = 0; count < 2; count += 1) await busy.next();
    expect(completionOf(await readChat(fixture, asked))).toMatchObject({
      message: { content: 'from second' },
      attempts: [
        { error: { code: 'OVERLOADED', reason: 'TIMEOUT_FIRST_TOKEN' }, mayBeBilled: false },
        { error: null },
      ],
    });
    expect(calls()).toBe(1);
    release.resolve();
    await busy.leave();
  });
});

describe('a cancelled completion', () => {
  test('calls no model after the delay of a retry', async () => {
    const calls = callsOf('first');
    const refused = fixture.first.nextExchange('/v1/chat/completions');
    fixture.first.handle(refuse(503, null, { 'retry-after-ms': '700' }));
    const asked = await fixture.ask();
    const stream = await fixture.client.subscribe('websocket', AttemptsStream, asked);
    const started = delivered((await stream.next()).value?.data?.chat);
    if (started.__typename !== 'ChatStarted') throw new Error(started.__typename);
    await refused;
    const id = started.completionId;
    const find = async () => (await fixture.client.data(FindAttempts, { id })).chatCompletion;
    await expect.poll(async () => (await find())?.attempts).toHaveLength(1);
    await stream.leave();
    await expect.poll(async () => (await find())?.status).toBe('CANCELLED');
    expect((await find())?.attempts).toMatchObject([{ error: { reason: 'OVERLOADED' } }]);
    expect(calls()).toBe(1);
  });
});

describe('a failure after the first token', () => {
  test.each(['websocket', 'sse'] as const)(
    'restarts the response for a reader over %s that accepts it',
    async (transport) => {
      fixture.first.handle((exchange) => breakAfter(exchange, 'half'));
      const events = await readChat(fixture, await fixture.ask(restart), transport);
      expect(typesOf(events).slice(0, 3)).toEqual(['ChatStarted', 'ContentDelta', 'ChatRestarted']);
      const failed = {
        model: { name: 'first' },
        error: { reason: 'PROTOCOL' },
        mayBeBilled: true,
      };
      expect(events[2]).toMatchObject({
        discardsText: true,
        failed: { ...failed, keyLabel: null, firstTokenMs: expect.any(Number) },
        model: { name: 'second' },
      });
      const rest = events.slice(3).flatMap((event) => ('text' in event ? [event.text] : []));
      expect(rest.join('')).toBe('from second');
      expect(completionOf(events)).toMatchObject({
        status: 'COMPLETED',
        model: { name: 'second' },
        message: { content: 'from second' },
        usage: { completionTokens: 2, totalTokens: 11 },
        warnings: [],
        attempts: [
          { ...failed, usage: { completionTokens: 1, estimated: true } },
          { model: { name: 'second' }, error: null },
        ],
      });
      const seqs = events.map((event) => ('seq' in event ? event.seq : 0));
      expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
    },
  );

  test('restarts with the same model after a lost connection', async () => {
    let calls = 0;
    fixture.first.handle(async (exchange) => {
      calls += 1;
      if (calls === 2) return respond('whole')(exchange);
      exchange.head(200, sseHeaders);
      await exchange.write(content('half'));
      exchange.destroy();
    });
    const completion = completionOf(await readChat(fixture, await fixture.ask(restart)));
    expect(completion).toMatchObject({ model: { name: 'first' }, message: { content: 'whole' } });
    expect(completion.attempts).toMatchObject([
      { error: null, mayBeBilled: true },
      { error: null, mayBeBilled: true },
    ]);
  });

  test('is replayed from every number, while it runs and after the end', async () => {
    const release = Promise.withResolvers<void>();
    fixture.first.handle((exchange) => breakAfter(exchange, 'half'));
    fixture.second.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(content('from '));
      await release.promise;
      exchange.destroy();
    });
    const asked = await fixture.ask({ ...restart, policy: { ...restart.policy, maxAttempts: 2 } });
    const stream = await fixture.client.subscribe('websocket', AttemptsStream, asked);
    const events: AttemptEvent[] = [];
    while (events.length < 4) events.push(delivered((await stream.next()).value?.data?.chat));
    const id = events[0] !== undefined && 'completionId' in events[0] ? events[0].completionId : '';
    const follow = async (after: number) => {
      const read: AttemptEvent[] = [];
      const variables = { id, after };
      for await (const { data } of await fixture.client.subscribe(
        'sse',
        AttemptsEvents,
        variables,
      )) {
        read.push(delivered(data?.chatEvents) as AttemptEvent); // the same selection
      }
      return read;
    };
    const live = [0, 1, 2, 3, 4].map(follow);
    release.resolve();
    for await (const { data } of stream) events.push(delivered(data?.chat));
    expect(typesOf(events)).toEqual([
      'ChatStarted',
      'ContentDelta',
      'ChatRestarted',
      'ContentDelta',
      'ChatInterrupted',
    ]);
    expect(completionOf(events)).toMatchObject({ message: { content: 'from ' } });
    for (const after of [0, 1, 2, 3, 4]) {
      expect(await live[after]).toEqual(events.slice(after));
      expect(await follow(after)).toEqual(events.slice(after));
    }
  });

  test.each([
    ['the reader does not accept a restart', { policy: { afterOutput: 'RESTART' as const } }],
    [
      'the policy does not permit a restart',
      { acceptsRestart: true, policy: { afterOutput: 'END' as const } },
    ],
  ])('ends the completion when %s', async (_name, options) => {
    const calls = callsOf('second');
    fixture.first.handle((exchange) => breakAfter(exchange, 'half'));
    const events = await readChat(fixture, await fixture.ask(options));
    expect(typesOf(events)).toEqual(['ChatStarted', 'ContentDelta', 'ChatFailed']);
    expect(completionOf(events)).toMatchObject({
      error: { reason: 'PROTOCOL' },
      message: { content: 'half' },
    });
    expect(calls()).toBe(0);
  });

  test('discards nothing when no other attempt has any output', async () => {
    fixture.first.handle((exchange) => breakAfter(exchange, 'half'));
    fixture.second.handle(refuse(400, null));
    const events = await readChat(fixture, await fixture.ask(restart));
    expect(typesOf(events)).toEqual(['ChatStarted', 'ContentDelta', 'ChatFailed']);
    expect(completionOf(events)).toMatchObject({
      model: { name: 'first' },
      error: { reason: 'PROTOCOL' },
      message: { content: 'half' },
      attempts: [{ error: { reason: 'PROTOCOL' } }, { error: { reason: 'REQUEST_REJECTED' } }],
    });
  });

  test('restarts the response of a client that reads only the end', async () => {
    fixture.first.handle((exchange) => breakAfter(exchange, 'half'));
    const asked = await fixture.ask({ policy: { afterOutput: 'RESTART' } });
    const { chat } = await fixture.client.data(AttemptsWhole, asked);
    expect(chat).toMatchObject({
      completion: { message: { content: 'from second' }, attempts: [{}, {}] },
    });
  });
});

describe('a model without a route', () => {
  const ask = async (maxRetries: number) => {
    const { client, first } = fixture;
    const { id: modelId } = await register(client, {
      baseUrl: `${first.url}/v1`,
      parameters: { maxRetries },
    });
    const messages = [{ role: 'USER' as const, content: 'Why?' }];
    return client.data(AttemptsWhole, { input: { modelId, messages } });
  };

  test('has one attempt, which the completion describes', async () => {
    fixture.first.handle(respond('ok'));
    expect((await ask(0)).chat).toMatchObject({
      completion: {
        attempts: [
          {
            error: null,
            keyLabel: null,
            firstTokenMs: expect.any(Number),
            durationMs: expect.any(Number),
            usage: { completionTokens: 1, estimated: false },
            mayBeBilled: true,
          },
        ],
      },
    });
    fixture.first.handle(refuse(503, null));
    expect((await ask(0)).chat).toMatchObject({
      reason: 'OVERLOADED',
      failedCompletion: { attempts: [{ error: { reason: 'OVERLOADED' }, mayBeBilled: false }] },
    });
  });

  test('has an attempt for each retry', async () => {
    let calls = 0;
    fixture.first.handle((exchange) => {
      calls += 1;
      return calls === 1
        ? refuse(503, null, { 'retry-after-ms': '1' })(exchange)
        : respond('ok')(exchange);
    });
    expect((await ask(1)).chat).toMatchObject({
      completion: { attempts: [{ error: { reason: 'OVERLOADED' } }, { error: null }] },
    });
  });
});

test('attempts are measured with their models and errors', async () => {
  fixture.first.handle(refuse(402, null));
  const name = 'measured';
  await readChat(fixture, await fixture.ask({ first: { name } }));
  const { client } = fixture;
  const response = await fetch(`${client.origin}/metrics`, { headers: client.headers });
  const lines = (await response.text())
    .split('\n')
    .filter((line) => line.startsWith('gen_ai_client_operation_duration_seconds_count'));
  expect(lines.filter((line) => line.includes(name))).toEqual([
    expect.stringMatching(/error_type="provider_quota".* 1$/),
  ]);
});

test('for any failures, there is one end, and the text is that of one attempt', async () => {
  const random = new SeededRandom(11);
  const pick = <Item>(items: readonly Item[]) => items[random.integer(0, items.length - 1)] as Item; // within bounds
  let texts: string[] = [];
  /** Sends a text that no other attempt sends, and ends in a way by chance. */
  const partly = (end: (exchange: Exchange) => unknown) => async (exchange: Exchange) => {
    const text = `<${texts.length}>`;
    texts.push(text);
    exchange.head(200, sseHeaders);
    for (const character of text) await exchange.write(content(character));
    await end(exchange);
  };
  const whole = partly((exchange) => exchange.end(answer([]).join('')));
  const faults: readonly ((exchange: Exchange) => unknown)[] = [
    refuse(429, null, { 'retry-after-ms': '1' }),
    refuse(503, null, { 'retry-after-ms': '1' }),
    refuse(401, null),
    refuse(400, null),
    (exchange) => breakAfter(exchange, ''),
    partly((exchange) => exchange.write('data: {"error":{"code":"content_filter"}}\n\n')),
    partly((exchange) => exchange.write('data: {\n\ndata: {\n\n')),
    partly((exchange) => exchange.write('data: {"error":{"type":"overloaded_error"}}\n\n')),
    whole,
  ];
  for (const upstream of [fixture.first, fixture.second]) {
    upstream.handle(async (exchange) => {
      await pick(faults)(exchange);
    });
  }
  const asked = await Promise.all([
    fixture.ask(restart),
    fixture.ask({ ...restart, acceptsRestart: false }),
  ]);
  const statuses = new Set<string>();
  let restarts = 0;
  for (let round = 0; round < 60; round += 1) {
    texts = [];
    const events = await readChat(
      fixture,
      asked[round % 2] ?? asked[0],
      pick(['websocket', 'sse']),
    );
    let shown = '';
    for (const event of events) {
      if (event.__typename === 'ContentDelta') shown += event.text;
      if (event.__typename !== 'ChatRestarted') continue;
      restarts += 1;
      shown = '';
      expect(round % 2).toBe(0);
    }
    expect(events.filter((event) => 'completion' in event)).toHaveLength(1);
    const completion = completionOf(events);
    statuses.add(completion.status);
    expect(completion.message?.content).toBe(shown);
    expect(['', ...texts]).toContain(shown);
    expect(completion.attempts.length).toBeLessThanOrEqual(6);
    if (completion.status === 'COMPLETED') expect(shown).toBe(texts.at(-1));
  }
  expect(statuses).toEqual(new Set(['COMPLETED', 'FAILED']));
  expect(restarts).toBeGreaterThan(3);
});
