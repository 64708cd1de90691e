import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture, nextEvent } from '../support/chat-fixture.ts';
import { fakeVendors, vendors } from '../support/fake-vendors.ts';
import { transports } from '../support/graphql-client.ts';
import { ChatStream, ChatWhole, FindCompletion } from '../support/operations.ts';
import type { Exchange } from '../support/upstream.ts';

/** Maximum time from disconnecting to the end of the upstream request, in milliseconds. */
const longestMs = 1_000;

async function expectClosedSoon(exchange: Exchange): Promise<void> {
  const left = performance.now();
  await exchange.closed;
  expect(performance.now() - left).toBeLessThan(longestMs);
}

describe.each(vendors)('disconnecting from a chat with %s', (vendor) => {
  let fixture: ChatFixture;
  const fake = fakeVendors[vendor];

  beforeAll(async () => {
    fixture = await createChatFixture(vendor);
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  const moments: Record<string, (exchange: Exchange) => Promise<void>> = {
    'before the headers': async () => {},
    'between the headers and the first token': async (exchange) => exchange.head(200, fake.headers),
    'in the middle': async (exchange) => {
      exchange.head(200, fake.headers);
      await exchange.write(fake.text('The sky'));
    },
  };
  const cases = transports.flatMap((transport) =>
    Object.keys(moments).map((moment) => ({ transport, moment })),
  );

  test.each(cases)('over $transport, $moment, closes the upstream request', async (now) => {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, (exchange) => moments[now.moment]?.(exchange));
    const stream = await client.subscribe(now.transport, ChatStream, ask(modelId));
    const started = await nextEvent(stream);
    expect(started.__typename).toBe('ChatStarted');
    const exchange = await upstream.nextExchange(fake.chatPath);
    if (now.moment === 'in the middle') {
      expect(await nextEvent(stream)).toMatchObject({ __typename: 'ContentDelta' });
    }
    await stream.leave();
    await expectClosedSoon(exchange);
    await expect
      .poll(async () => (await client.data(FindCompletion, { id: started.completionId })).node)
      .toMatchObject({ status: 'CANCELLED', finishReason: null });
  });

  test('before any response, closes the upstream request of the mutation', async () => {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, () => {});
    const abort = new AbortController();
    const body = { query: ChatWhole.toString(), variables: ask(modelId) };
    const response = client.post(body, { signal: abort.signal });
    const exchange = await upstream.nextExchange(fake.chatPath);
    abort.abort();
    await expect(response).rejects.toThrow();
    await expectClosedSoon(exchange);
  });

  test('killing the socket closes the upstream request', async () => {
    const { client, upstream, modelId } = fixture;
    fake.serve(upstream, () => {});
    const socket = await client.openSocket();
    socket.send({
      id: '1',
      type: 'subscribe',
      payload: { query: ChatStream.toString(), variables: ask(modelId) },
    });
    const exchange = await upstream.nextExchange(fake.chatPath);
    socket.terminate();
    await expectClosedSoon(exchange);
  });
});
