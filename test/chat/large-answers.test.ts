import { connect } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture, readAll } from '../support/chat-fixture.ts';
import { answer, chunk, content, done, sendStream, sseHeaders } from '../support/fake-openai.ts';
import { ChatStream, ChatWhole, DeleteModel, FindChat } from '../support/operations.ts';
import { register } from '../support/registered-model.ts';

const logged: string[] = [];
const note = (_fields: unknown, message: string) => void logged.push(message);

let fixture: ChatFixture;
beforeAll(async () => {
  const log = { error: note, warn: note, info: () => {}, debug: () => {} };
  fixture = await createChatFixture('openai', { overrides: { log } });
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('a response of many short deltas of alternating kind can be read', {
  timeout: 60_000,
}, async () => {
  const rounds = 10_000;
  fixture.upstream.handle(async (exchange) => {
    exchange.head(200, sseHeaders);
    const pair = chunk({ delta: { reasoning_content: '<' } }) + content('>');
    await exchange.write(pair.repeat(rounds));
    await exchange.write(chunk({ finishReason: 'stop' }) + done);
    exchange.end();
  });
  const { chat } = await fixture.client.data(ChatWhole, ask(fixture.modelId));
  expect(chat).toMatchObject({
    completion: {
      status: 'COMPLETED',
      message: { content: '>'.repeat(rounds), reasoning: '<'.repeat(rounds) },
    },
  });
});

test('too many tool calls in one line are rejected before they are assembled', async () => {
  const calls = Array.from({ length: 20_000 }, (_, index) => ({
    index,
    id: `call_${index}`,
    function: { name: 'f', arguments: '{}' },
  }));
  fixture.upstream.handle((exchange) =>
    sendStream(exchange, [chunk({ delta: { tool_calls: calls } }), done]),
  );
  const parsing = performance.now();
  JSON.parse(JSON.stringify(calls));
  const parseMs = performance.now() - parsing;
  using delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { chat } = await fixture.client.data(ChatWhole, ask(fixture.modelId));
  delay.disable();
  expect(chat).toMatchObject({ __typename: 'UpstreamError', reason: 'PROTOCOL' });
  // Assembling all of them took more than a hundred times as long as parsing them.
  expect(delay.max / 1e6).toBeLessThan(200 + 20 * parseMs);
});

test('a response can be read after its model was deleted', async () => {
  const { id: modelId } = await register(fixture.client, {
    baseUrl: `${fixture.upstream.url}/v1`,
  });
  fixture.upstream.handle(async (exchange) => {
    await fixture.client.data(DeleteModel, { input: { id: modelId } });
    await sendStream(exchange, answer(['Because.']));
  });
  const stream = await fixture.client.subscribe('sse', ChatStream, ask(modelId));
  const end = (await readAll(stream)).at(-1);
  expect(end).toMatchObject({
    __typename: 'ChatCompleted',
    completion: { status: 'COMPLETED', message: { content: 'Because.' } },
  });
  const found = await fixture.client.data(FindChat, { id: end?.completionId ?? '' });
  expect(found.chatCompletion).toMatchObject({ message: { content: 'Because.' } });
});

test('a client that disconnects during a request body is not logged as an error', async () => {
  const { hostname, port } = new URL(fixture.app.origin);
  const before = logged.length;
  for (let count = 0; count < 5; count += 1) {
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
    await new Promise((resolve) => socket.write(`${head}content-length: 1000\r\n\r\n{"q`, resolve));
    socket.resetAndDestroy();
  }
  fixture.upstream.handle((exchange) => sendStream(exchange, answer(['Hi'])));
  await fixture.client.data(ChatWhole, ask(fixture.modelId));
  expect(logged.slice(before)).toEqual([]);
});
