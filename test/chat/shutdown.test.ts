import { expect, test } from 'vitest';
import { ask, createChatFixture, nextEvent, readAll } from '../support/chat-fixture.ts';
import { fakeVendors } from '../support/fake-vendors.ts';
import { transports } from '../support/graphql-client.ts';
import { ChatStream, ChatWhole } from '../support/operations.ts';
import type { Exchange } from '../support/upstream.ts';

test.each(transports)(
  'a server that stops ends a chat over %s as INTERRUPTED, and stores its events',
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

test('a server that stops lets a chat end, rejects new ones, and is not ready', async () => {
  const fixture = await createChatFixture('openai', { shutdownGraceSeconds: 30 });
  const fake = fakeVendors.openai;
  const { client, upstream, modelId, app } = fixture;
  const called = new Promise<Exchange>((resolve) => fake.serve(upstream, resolve));
  const stream = await client.subscribe('sse', ChatStream, ask(modelId));
  await nextEvent(stream);
  const exchange = await called;
  exchange.head(200, fake.headers);
  await exchange.write(fake.text('Because '));
  await nextEvent(stream);
  const stopped = app[Symbol.asyncDispose]();
  expect((await fetch(`${app.origin}/readyz`)).status).toBe(503);
  const { errors } = await client.execute(ChatWhole, ask(modelId));
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'SHUTTING_DOWN' });
  await exchange.write(fake.text('it scatters.') + fake.finish('stop'));
  exchange.end();
  expect((await readAll(stream)).at(-1)).toMatchObject({
    __typename: 'ChatCompleted',
    completion: { message: { content: 'Because it scatters.' } },
  });
  await stopped;
  await upstream[Symbol.asyncDispose]();
});
