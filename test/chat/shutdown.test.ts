import { expect, test } from 'vitest';
import { ask, createChatFixture, nextEvent, readAll } from '../support/chat-fixture.ts';
import { fakeVendors } from '../support/fake-vendors.ts';
import { transports } from '../support/graphql-client.ts';
import { ChatStream } from '../support/operations.ts';

test.each(transports)(
  'a server that stops says so over %s, and keeps what came',
  async (transport) => {
    const fixture = await createChatFixture('ollama');
    const fake = fakeVendors.ollama;
    fake.serve(fixture.upstream, async (exchange) => {
      exchange.head(200, fake.headers);
      await exchange.write(fake.text('Because'));
    });
    const stream = await fixture.client.subscribe(transport, ChatStream, ask(fixture.modelId));
    await nextEvent(stream);
    await nextEvent(stream);
    const exchange = await fixture.upstream.nextExchange(fake.chatPath);
    const stopped = fixture.app[Symbol.asyncDispose]();
    const events = await readAll(stream);
    expect(events).toMatchObject([
      {
        __typename: 'ChatInterrupted',
        completion: {
          status: 'INTERRUPTED',
          message: { content: 'Because' },
          model: { displayName: 'Before' },
        },
      },
    ]);
    await stream.leave();
    await stopped;
    await exchange.closed;
    await fixture.upstream[Symbol.asyncDispose]();
  },
);
