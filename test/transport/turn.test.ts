import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { ClientConnection } from '../../src/transport/client-connection.ts';
import { turn } from '../../src/transport/turn.ts';

afterEach(() => void vi.useRealTimers());

/** Returns what a client receives when a turn takes `ms` after an event was taken. */
async function receivedAfter(ms: number): Promise<string> {
  vi.useFakeTimers({ toFake: ['performance'] });
  await using stack = new AsyncDisposableStack();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  stack.defer(() => void server.close());
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1'); // It listens on TCP.
  stack.defer(() => void client.destroy());
  const [socket] = await accepted;
  const connection = new ClientConnection(socket);
  let received = '';
  client.on('data', (data) => {
    received += String(data);
  });
  client.on('error', () => {});
  turn.deliver({
    deliver: () => {
      connection.write('event');
      vi.advanceTimersByTime(ms);
      setImmediate(() => socket.end());
    },
  });
  await once(client, 'close');
  return received;
}

test('events of a turn are sent', async () => {
  expect(await receivedAfter(100)).toBe('event');
});

test('events that were taken before the process was suspended are not sent', async () => {
  expect(await receivedAfter(10_000)).toBe('');
});
