import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type ChatFixture, createChatFixture } from '../support/chat-fixture.ts';
import { content, sseHeaders } from '../support/fake-openai.ts';
import { ChatStream } from '../support/operations.ts';
import type { RawSocket } from '../support/raw-socket.ts';
import type { Exchange } from '../support/upstream.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void; // Exists because the flag is set.

let fixture: ChatFixture;
beforeAll(async () => {
  fixture = await createChatFixture('openai');
});
afterAll(() => fixture[Symbol.asyncDispose]());

const open = new Set<Exchange>();

/** Starts and completes chats on one socket, at different moments, always with the same ID. */
async function cycle(socket: RawSocket, round: number): Promise<void> {
  const payload = { query: ChatStream.toString(), variables: ask(fixture.modelId) };
  socket.send({ id: 'same', type: 'subscribe', payload });
  // Immediately, after the start, or after the first token.
  for (let heard = 0; heard < round % 3; heard += 1) await socket.next();
  socket.send({ id: 'same', type: 'complete' });
  if (round % 3 === 0) return;
  socket.send({ type: 'ping' });
  while ((await socket.next())['type'] !== 'pong');
}

function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

test('three hundred cancelled chats leave no memory allocated', { timeout: 90_000 }, async () => {
  fixture.upstream.handle(async (exchange) => {
    open.add(exchange);
    exchange.head(200, sseHeaders);
    await exchange.write(content('Because '));
    await exchange.closed;
    open.delete(exchange);
  });
  const socket = await fixture.client.openSocket();
  const rounds = async (count: number) => {
    for (let round = 1; round <= count; round += 1) await cycle(socket, round);
    await expect.poll(() => open.size, { timeout: 20_000 }).toBe(0);
    collectGarbage();
    return { heap: process.memoryUsage().heapUsed, sockets: sockets() };
  };
  const before = await rounds(60);
  const after = await rounds(300);
  expect(after.sockets).toBeLessThanOrEqual(before.sockets + 5);
  // The limit includes what the test stores of each exchange.
  expect(after.heap - before.heap).toBeLessThan(6_000_000);
  socket.terminate();
});
