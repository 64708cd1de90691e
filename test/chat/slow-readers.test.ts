import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Log } from '../../src/log.ts';
import {
  ask,
  type ChatEvent,
  type ChatFixture,
  createChatFixture,
  readAll,
} from '../support/chat-fixture.ts';
import { chunk, content, done, sseHeaders } from '../support/fake-openai.ts';
import { transports } from '../support/graphql-client.ts';
import { ChatStream } from '../support/operations.ts';
import { stallingReader } from '../support/stalling-reader.ts';
import type { Exchange } from '../support/upstream.ts';

let fixture: ChatFixture;
let onClosed = () => {};
beforeAll(async () => {
  const note: Log['info'] = (_fields, message) => {
    if (message === 'closed a connection whose client does not read') onClosed();
  };
  const log: Log = { error: note, warn: note, info: note, debug: note };
  const overrides = { sendTimeoutMs: 600, chatGraceMs: 60_000, log };
  fixture = await createChatFixture('openai', { overrides });
});
afterAll(() => fixture[Symbol.asyncDispose]());

const nextClosed = () =>
  new Promise<void>((resolve) => {
    onClosed = resolve;
  });

/** 3 kB in UTF-8. */
const piece = '漢'.repeat(1_000);

/** 23 MB: a response can have 8 million characters. */
const mostPieces = 7_500;

interface Flood {
  readonly called: Promise<Exchange>;
  /** Ends the response. @returns its text. */
  end(): Promise<string>;
}

/**
 * A response that is sent as fast as it is read, until the test ends it. The size of the operating
 * system's buffers for a client that does not read is unknown: usually 4 MB, sometimes more.
 */
function flood(): Flood {
  const called = Promise.withResolvers<Exchange>();
  const text = Promise.withResolvers<string>();
  const end = new AbortController();
  const ended = once(end.signal, 'abort');
  fixture.upstream.handle(async (exchange) => {
    called.resolve(exchange);
    exchange.head(200, sseHeaders);
    let sent = 0;
    for (; sent < mostPieces && !end.signal.aborted; sent += 1)
      await exchange.write(content(piece));
    await ended;
    await exchange.write(chunk({ finishReason: 'stop' }) + done);
    exchange.end();
    text.resolve(piece.repeat(sent));
  });
  return {
    called: called.promise,
    end: () => {
      end.abort();
      return text.promise;
    },
  };
}

const variables = (requestId: string | null) => {
  const { input } = ask(fixture.modelId);
  return { input: { ...input, requestId } };
};

describe.each(transports)('a client that stops reading over %s', (transport) => {
  const stall = (requestId: string | null) =>
    stallingReader(transport, fixture.client, {
      query: ChatStream.toString(),
      variables: variables(requestId),
    });
  const follow = (requestId: string) =>
    fixture.client.subscribe(transport, ChatStream, variables(requestId));

  test('does not affect other readers of its chat', async () => {
    const upstream = flood();
    const closed = nextClosed();
    const requestId = randomUUID();
    const reader = await stall(requestId);
    await upstream.called;
    const events = readAll(await follow(requestId));
    await closed;
    const text = await upstream.end();
    expectWhole(await events, text);
    reader.leave();
  });

  test('is disconnected, and can reconnect to its chat', async () => {
    const upstream = flood();
    const closed = nextClosed();
    const requestId = randomUUID();
    const reader = await stall(requestId);
    const exchange = await upstream.called;
    await closed;
    const events = readAll(await follow(requestId));
    expect(exchange.isClosed()).toBe(false);
    const text = await upstream.end();
    expectWhole(await events, text);
    reader.leave();
  });

  test('causes the end of a chat without a request ID', async () => {
    const upstream = flood();
    const reader = await stall(null);
    await (await upstream.called).closed;
    reader.leave();
  });
});

function expectWhole(events: readonly ChatEvent[], text: string): void {
  const texts = events.map((event) => ('text' in event ? event.text : ''));
  expect(texts.join('') === text).toBe(true);
  expect(events.at(-1)).toMatchObject({ __typename: 'ChatCompleted' });
}
