import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { acceptConnections } from '../../src/transport/accept-connections.ts';

const isLinux = process.platform === 'linux';

async function listen(stack: AsyncDisposableStack, port = 0) {
  const server = createServer((_request, response) => response.end('served'));
  const others = await acceptConnections(server, { host: '127.0.0.1', port });
  stack.defer(async () => {
    const closed = Promise.all([server, ...others].map((each) => once(each.close(), 'close')));
    server.closeAllConnections();
    await closed;
  });
  return { server, port: (server.address() as AddressInfo).port }; // The server listens on TCP.
}

test.runIf(isLinux)('many connections are accepted in few turns of the event loop', async () => {
  await using stack = new AsyncDisposableStack();
  const { server, port } = await listen(stack);
  const clients = 64;
  let accepted = 0;
  server.on('connection', () => {
    accepted += 1;
  });
  for (let number = 0; number < clients; number += 1) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    stack.defer(() => void socket.destroy());
  }
  let turns = 0;
  for (; accepted < clients; turns += 1) await turn();
  expect(turns).toBeLessThan(clients / 2);
});

test('connections of all sockets are served', async () => {
  await using stack = new AsyncDisposableStack();
  const { port } = await listen(stack);
  const requests = Array.from({ length: 32 }, async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
    return response.text();
  });
  expect(new Set(await Promise.all(requests))).toEqual(new Set(['served']));
});

test('a port that is in use is reported', async () => {
  await using stack = new AsyncDisposableStack();
  const { port } = await listen(stack);
  await expect(listen(stack, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
