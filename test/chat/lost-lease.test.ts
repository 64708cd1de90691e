import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { Database } from '../../src/db/database.ts';
import { breakAfter, createAttemptFixture, readChat } from '../support/attempt-fixture.ts';
import { ask, createChatFixture, nextEvent, readAll } from '../support/chat-fixture.ts';
import { answer, content, sendStream, sseHeaders } from '../support/fake-openai.ts';
import { transports } from '../support/graphql-client.ts';
import { ChatEvents, ChatStream, ChatWhole, StartChat } from '../support/operations.ts';
import { createTestDatabase } from '../support/test-database.ts';

// With the embedded database there is one process, so no other process can take its lease.
const hasLeases = inject('databaseTemplate').kind === 'postgres';

test.skipIf(!hasLeases).each(transports)(
  'a process that lost its lease ends its completions as stored, over %s, and starts new ones',
  { timeout: 30_000 },
  async (transport) => {
    await using place = await createTestDatabase();
    await using fixture = await createChatFixture('openai', {
      overrides: { database: place.location },
    });
    await using outsider = await Database.open(place.location);
    const { client, upstream, modelId } = fixture;
    upstream.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(content('Because '));
    });
    const stream = await client.subscribe(transport, ChatStream, ask(modelId));
    const { completionId: id } = await nextEvent(stream);
    const shown = await nextEvent(stream);
    const exchange = await upstream.nextExchange('/v1/chat/completions');
    await expect
      .poll(() => outsider.asPlatform((em) => em.execute('select 1 from chat_event')))
      .toHaveLength(1);
    await outsider.asPlatform((em) => em.execute('delete from server_process'));
    const rest = await readAll(stream);
    expect(rest).toMatchObject([
      { __typename: 'ChatInterrupted', completion: { message: { content: 'Because ' } } },
    ]);
    expect(rest[0]?.seq).toBeGreaterThan(shown.seq);
    await exchange.closed;
    for (const after of [0, shown.seq, shown.seq + 50]) {
      const again = await client.subscribe(transport, ChatEvents, { id, after });
      const events = [];
      for await (const { data } of again) events.push(data?.chatEvents);
      expect(events.at(-1)).toMatchObject({ __typename: 'ChatInterrupted', seq: rest[0]?.seq });
    }
    upstream.handle((next) => sendStream(next, answer(['Because.'])));
    const { chat } = await client.data(ChatWhole, ask(modelId));
    expect(chat).toMatchObject({ completion: { status: 'COMPLETED' } });
  },
);

test.runIf(hasLeases)(
  'a completion of a lost process has the text and the model of its last attempt',
  { timeout: 30_000 },
  async () => {
    await using place = await createTestDatabase();
    await using fixture = await createAttemptFixture({ overrides: { database: place.location } });
    await using outsider = await Database.open(place.location);
    fixture.first.handle((exchange) => breakAfter(exchange, 'half'));
    fixture.second.handle(async (exchange) => {
      exchange.head(200, sseHeaders);
      await exchange.write(content('Because '));
    });
    const asked = await fixture.ask({ acceptsRestart: true });
    const events = readChat(fixture, asked);
    await expect
      .poll(() => outsider.asPlatform((em) => em.execute('select 1 from chat_event')))
      .toHaveLength(3);
    await outsider.asPlatform((em) => em.execute('delete from server_process'));
    expect((await events).at(-1)).toMatchObject({
      __typename: 'ChatInterrupted',
      completion: { message: { content: 'Because ' }, model: { name: 'second' } },
    });
  },
);

test.runIf(hasLeases)(
  'a completion whose lease is lost during its start is started with the next lease',
  { timeout: 30_000 },
  async () => {
    await using stack = new AsyncDisposableStack();
    const { location } = stack.use(await createTestDatabase());
    const url = location.kind === 'postgres' ? location.url : '';
    const fixture = stack.use(
      await createChatFixture('openai', { overrides: { database: location } }),
    );
    const { client, upstream, modelId } = fixture;
    upstream.handle((exchange) => sendStream(exchange, answer(['Because.'])));
    await client.data(ChatWhole, ask(modelId));
    await upstream.nextExchange('/v1/chat/completions');
    const locker = new Client(url);
    await locker.connect();
    stack.defer(() => locker.end());
    const other = new Client(url);
    await other.connect();
    stack.defer(() => other.end());
    const owners = async () =>
      (await other.query<{ id: string }>('select id from server_process')).rows.map(({ id }) => id);
    const [owner] = await owners();
    // The start is not stored while its model is locked.
    await locker.query('begin; select from model for update');
    const starting = client.data(StartChat, ask(modelId));
    await upstream.nextExchange('/v1/chat/completions');
    await other.query('delete from server_process');
    await other.query(`select pg_notify('modelyard', $1)`, [`chats-of:${owner}`]);
    await expect.poll(owners).toHaveLength(1);
    await locker.query('commit');
    const { startChat } = await starting;
    if (startChat.__typename !== 'StartChatPayload') throw new Error(JSON.stringify(startChat));
    const { id } = startChat.completion;
    const stream = await client.subscribe('sse', ChatEvents, { id });
    const events = [];
    for await (const { data } of stream) events.push(data?.chatEvents);
    expect(events.at(-1)).toMatchObject({ __typename: 'ChatCompleted' });
    const { rows } = await other.query(`select from chat_completion where status <> 'COMPLETED'`);
    expect(rows).toEqual([]);
  },
);
