import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { keepAlive } from '../../src/transport/socket-limits.ts';

test('the pings of many sockets are spread over turns of the event loop', async () => {
  let turn = 0;
  const pings: number[] = [];
  const sockets = Array.from({ length: 180 }, () => {
    const socket = new EventEmitter();
    const ping = () => {
      pings.push(turn);
      socket.emit('pong');
    };
    return Object.assign(socket, { bufferedAmount: 0, ping });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  const count = () => {
    turn += 1;
    if (pings.length < sockets.length) setImmediate(count);
    else resolve();
  };
  using _alive = keepAlive(sockets as unknown as WebSocket[], 1);
  count();
  await promise;
  const perTurn = Map.groupBy(pings, (number) => number);
  expect(Math.max(...[...perTurn.values()].map(({ length }) => length))).toBeLessThanOrEqual(50);
});
