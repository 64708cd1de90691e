import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelParametersInput } from '../gql/graphql.ts';
import {
  ask,
  type ChatFixture,
  createChatFixture,
  nextEvent,
  readAll,
} from '../support/chat-fixture.ts';
import { fakeVendors, vendors } from '../support/fake-vendors.ts';
import { transports } from '../support/graphql-client.ts';
import { ChatStream, ChatWhole, FindCompletion, UpdateModel } from '../support/operations.ts';
import type { Handler } from '../support/upstream.ts';

describe.each(vendors)('a chat with %s', (vendor) => {
  let fixture: ChatFixture;
  const fake = fakeVendors[vendor];

  beforeAll(async () => {
    fixture = await createChatFixture(vendor);
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  /** Runs one chat against an upstream that sends these bytes, and reads it to the end. */
  async function chat(bytes: readonly (string | Uint8Array)[], end: 'end' | 'cut' = 'end') {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, async (exchange) => {
      exchange.head(200, fake.headers);
      for (const part of bytes) await exchange.write(part);
      if (end === 'end') exchange.end();
      else exchange.destroy();
    });
    return readAll(await client.subscribe('sse', ChatStream, ask(modelId)));
  }

  /** As {@link chat}, against an upstream with a handler. */
  async function chatWith(handler: Handler) {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, handler);
    return readAll(await client.subscribe('sse', ChatStream, ask(modelId)));
  }

  test.each(transports)('streams typed, numbered events over %s', async (transport) => {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, async (exchange) => {
      exchange.head(200, fake.headers);
      for (const part of [
        fake.thinking('Rayleigh.'),
        fake.text('Because '),
        fake.text('it is <blue> & so.'),
      ]) {
        await exchange.write(part);
      }
      await exchange.write(fake.finish('stop'));
      exchange.end();
    });
    const events = await readAll(await client.subscribe(transport, ChatStream, ask(modelId)));
    // Deltas that arrived before they were read can be merged, with the number of the last one.
    expect(
      events.map(({ __typename, seq }) => [seq, __typename]).filter(([seq]) => seq !== 3),
    ).toEqual([
      [1, 'ChatStarted'],
      [2, 'ThinkingDelta'],
      [4, 'ContentDelta'],
      [5, 'ChatCompleted'],
    ]);
    expect(events.map((event) => ('text' in event ? event.text : '')).join('')).toBe(
      'Rayleigh.Because it is <blue> & so.',
    );
    expect(events[0]).toMatchObject({ completion: { status: 'IN_PROGRESS', message: null } });
    expect(new Set(events.map(({ completionId }) => completionId)).size).toBe(1);
    expect(events.at(-1)).toMatchObject({
      completion: {
        id: events[0]?.completionId,
        status: 'COMPLETED',
        finishReason: 'STOP',
        rawFinishReason: 'stop',
        lastSeq: 5,
        firstTokenMs: expect.any(Number),
        durationMs: expect.any(Number),
        message: {
          role: 'ASSISTANT',
          content: 'Because it is <blue> & so.',
          reasoning: 'Rayleigh.',
        },
        usage: { promptTokens: 9, completionTokens: 3, totalTokens: 12 },
        error: null,
      },
    });
  });

  test('merges the same stream into one response', async () => {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, async (exchange) => {
      exchange.head(200, fake.headers);
      await exchange.write(
        fake.thinking('Hm.') + fake.text('Be') + fake.text('cause.') + fake.finish('length'),
      );
      exchange.end();
    });
    const { chat: result } = await client.data(ChatWhole, ask(modelId));
    expect(result).toMatchObject({
      __typename: 'ChatPayload',
      completion: {
        status: 'COMPLETED',
        finishReason: 'LENGTH',
        message: { content: 'Because.', reasoning: 'Hm.' },
        usage: { totalTokens: 12 },
      },
    });
  });

  test('stores a completion, and its text for a limited time', async () => {
    const events = await chat([fake.text('Because.'), fake.finish('stop')]);
    const { node } = await fixture.client.data(FindCompletion, {
      id: events[0]?.completionId ?? '',
    });
    expect(node).toMatchObject({
      __typename: 'ChatCompletion',
      status: 'COMPLETED',
      finishReason: 'STOP',
      lastSeq: 3,
      usage: { totalTokens: 12 },
      message: { content: 'Because.' },
    });
  });

  test('shows a running completion', async () => {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, () => {});
    const stream = await client.subscribe('websocket', ChatStream, ask(modelId));
    const { completionId } = await nextEvent(stream);
    const { node } = await client.data(FindCompletion, { id: completionId });
    expect(node).toMatchObject({ status: 'IN_PROGRESS', durationMs: null });
    await stream.leave();
  });

  test('reads the model again for every event', async () => {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, (exchange) => {
      exchange.head(200, fake.headers);
    });
    const stream = await client.subscribe('sse', ChatStream, ask(modelId));
    const before = await nextEvent(stream);
    await client.data(UpdateModel, { input: { id: modelId, displayName: 'After' } });
    const exchange = upstream.exchanges.findLast(({ request }) => request.path === fake.chatPath);
    await exchange?.write(fake.text('x') + fake.finish('stop'));
    exchange?.end();
    const after = (await readAll(stream)).at(-1);
    await client.data(UpdateModel, { input: { id: modelId, displayName: 'Before' } });
    expect(before).toMatchObject({ completion: { model: { displayName: 'Before' } } });
    expect(after).toMatchObject({ completion: { model: { displayName: 'After' } } });
  });

  test('preserves characters that are split between chunks', async () => {
    const text = 'né 漢字 👩‍👩‍👧‍👦 🇺🇳';
    const bytes = Buffer.from(fake.text(text) + fake.finish('stop'));
    const events = await chat(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(events.at(-1)).toMatchObject({ completion: { message: { content: text } } });
  });

  test('a response without text is complete when the upstream reports its end', async () => {
    const events = await chat([fake.finish('length')]);
    expect(events.map(({ __typename }) => __typename)).toEqual(['ChatStarted', 'ChatCompleted']);
    expect(events.at(-1)).toMatchObject({
      completion: { finishReason: 'LENGTH', message: { content: '' }, firstTokenMs: null },
    });
  });

  test('a stream without a reported end is interrupted', async () => {
    const events = await chat([fake.text('Because')]);
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatInterrupted',
      completion: { status: 'INTERRUPTED', finishReason: null, message: { content: 'Because' } },
    });
  });

  test('a connection that breaks during a response is interrupted, and its text is stored', async () => {
    const events = await chat([fake.text('Because')], 'cut');
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatInterrupted',
      completion: { message: { content: 'Because' } },
    });
  });

  test('a connection that breaks before the first token fails', async () => {
    const events = await chatWith((exchange) => exchange.destroy());
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatFailed',
      error: { reason: 'UNAVAILABLE', retryable: true },
      completion: { status: 'FAILED' },
    });
  });

  test('an error during a stream is a failure, and the text is stored', async () => {
    const events = await chat([fake.text('Because'), fake.errorInStream]);
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatFailed',
      error: { code: 'UPSTREAM', reason: 'UNAVAILABLE', retryable: true },
      completion: { message: { content: 'Because' } },
    });
  });

  test('exactly one event ends every completion', async () => {
    const endings = [
      await chat([fake.text('a'), fake.finish('stop'), fake.finish('stop')]),
      await chat([fake.text('a'), fake.errorInStream, fake.finish('stop')]),
      await chat([]),
    ];
    for (const events of endings) {
      const ends = events.filter(({ __typename }) => /^Chat(?!Started)/.test(__typename));
      expect(ends).toHaveLength(1);
      expect(events.at(-1)).toBe(ends[0]);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    }
  });

  test('a credential that the upstream rejects causes an error without its value', async () => {
    const { status, body } = fake.keyFailure;
    const events = await chatWith((exchange) => {
      exchange.head(status, { 'content-type': 'application/json' });
      exchange.end(body);
    });
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatFailed',
      error: { reason: 'CREDENTIAL_REJECTED', retryable: false, upstreamStatus: 401 },
    });
    expect(JSON.stringify(events)).not.toContain('canary');
  });

  test('a redirect is not followed', async () => {
    const events = await chatWith((exchange) => {
      exchange.head(307, { location: `${fixture.upstream.url}/elsewhere` });
      exchange.end();
    });
    expect(events.at(-1)).toMatchObject({
      __typename: 'ChatFailed',
      error: {
        reason: 'PROTOCOL',
        message: expect.stringContaining('the base URL must be the final address'),
        retryable: false,
        upstreamStatus: 307,
      },
    });
    expect(fixture.upstream.exchanges.some(({ request }) => request.path === '/elsewhere')).toBe(
      false,
    );
  });

  test('an upstream that sends nothing causes a timeout', async () => {
    const { client, modelId, upstream } = fixture;
    const limit = (parameters: ModelParametersInput | null) =>
      client.data(UpdateModel, { input: { id: modelId, parameters } });
    await limit({ firstTokenTimeoutMs: 60 });
    const beforeFirst = await chatWith((exchange) => exchange.head(200, fake.headers));
    expect(beforeFirst.at(-1)).toMatchObject({
      error: { reason: 'TIMEOUT_FIRST_TOKEN', retryable: true },
    });
    await limit({ idleTimeoutMs: 60 });
    const inTheMiddle = await chatWith(async (exchange) => {
      exchange.head(200, fake.headers);
      await exchange.write(fake.text('Because'));
    });
    expect(inTheMiddle.at(-1)).toMatchObject({
      error: { reason: 'TIMEOUT_IDLE' },
      completion: { message: { content: 'Because' } },
    });
    await limit(null);
    for (const { request, closed } of upstream.exchanges.slice(-2)) {
      expect(request.path).toBe(fake.chatPath);
      await closed;
    }
  });

  test('the status of an error response determines the reason', async () => {
    const refusals = [
      [400, 'REQUEST_REJECTED', false],
      [403, 'PERMISSION_DENIED', false],
      [404, 'MODEL_MISSING', false],
      [429, 'RATE_LIMITED', true],
      [500, 'UNAVAILABLE', true],
      [503, 'OVERLOADED', true],
    ] as const;
    for (const [status, reason, retryable] of refusals) {
      const events = await chatWith((exchange) => {
        exchange.head(status, { 'content-type': 'application/json', 'retry-after': '2' });
        exchange.end('{"error":"no"}');
      });
      expect(events.at(-1)).toMatchObject({ error: { reason, retryable, upstreamStatus: status } });
      const calls = fixture.upstream.exchanges.filter(
        ({ request }) => request.path === fake.chatPath,
      );
      expect(calls.at(-1)?.request).not.toBe(calls.at(-2)?.request);
    }
  });
});
