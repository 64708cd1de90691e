import { describe, expect, test } from 'vitest';
import { flood, floodEventBytes, startFloodingServer } from '../support/flooding-server.ts';
import { transports } from '../support/graphql-client.ts';
import { readSlowly, stallingReader, stallingRequest } from '../support/stalling-reader.ts';

const closedLine = 'closed a connection whose client does not read';

/** More than the server buffers for one connection: socket, response and one event. */
const mostHeldBytes = 200_000;

const operation = { query: flood.toString() };
const startServer = () => startFloodingServer({ sendTimeoutMs: 600 });

describe.each(transports)('over %s, a client that stops reading', (transport) => {
  test('gets the reason when it reads again shortly after the timeout', async () => {
    await using server = await startServer();
    const logged = server.logged(closedLine);
    const reader = await stallingReader(transport, server.client, operation);
    expect((await logged)['waitingBytes']).toBeGreaterThan(0);
    const { end } = await reader.resume();
    expect(end).toContain('The client reads too slowly.');
    expect(end).toContain(transport === 'sse' ? '"code":"LIMIT_EXCEEDED"' : '1013');
    expect(server.openIterators()).toBe(0);
  });

  test('is disconnected, and uses limited memory until then', async () => {
    await using server = await startServer();
    const logged = server.logged(closedLine);
    const reader = await stallingReader(transport, server.client, operation);
    expect((await logged)['waitingBytes']).toBeLessThan(mostHeldBytes);
    expect(server.openIterators()).toBe(0);
    await expect.poll(server.openConnections, { timeout: 5_000 }).toBe(0);
    // Bytes that the server buffered when it destroyed the socket are not received.
    const { events, end } = await reader.resume();
    expect(server.taken() - events).toBeGreaterThan(0);
    expect((server.taken() - events) * floodEventBytes).toBeLessThan(mostHeldBytes);
    expect(end).not.toContain('too slowly');
  });

  test('leaves no memory allocated when it disconnects', async () => {
    await using server = await startFloodingServer({});
    const readers = await Promise.all(
      Array.from({ length: 20 }, () => stallingReader(transport, server.client, operation)),
    );
    await expect.poll(server.openIterators).toBe(20);
    for (const reader of readers) reader.leave();
    await expect.poll(server.openIterators).toBe(0);
    await expect.poll(server.openConnections).toBe(0);
  });

  test('does not end the stream of a client that reads', async () => {
    await using server = await startServer();
    let closed = false;
    void server.logged(closedLine).then(() => {
      closed = true;
    });
    const reader = await stallingReader(transport, server.client, operation);
    const stream = await server.client.subscribe(transport, flood, {});
    while (!closed) expect((await stream.next()).done).toBe(false);
    expect((await stream.next()).done).toBe(false);
    await stream.leave();
    reader.leave();
  });
});

test('a client that reads slowly but steadily stays connected', async () => {
  await using server = await startServer();
  // Far more than the buffers of the operating system, and for several timeouts.
  const pace = { bytes: 12_000_000, bytesPerSecond: 4_000_000 };
  const socket = await readSlowly(server.client, operation, pace);
  expect(server.openIterators()).toBe(1);
  socket.destroy();
});

test('a connection is closed when its client does not read a whole response', async () => {
  await using server = await startServer();
  const logged = server.logged(closedLine);
  const reader = await stallingRequest(server.client, 'GET', { accept: 'text/html' });
  expect((await logged)['waitingBytes']).toBeGreaterThan(mostHeldBytes);
  await expect.poll(server.openConnections, { timeout: 5_000 }).toBe(0);
  reader.leave();
});

test('no more messages are read from a client that does not read responses', async () => {
  await using server = await startServer();
  const logged = server.logged(closedLine);
  const socket = await server.client.openSocket();
  socket.pause();
  // Each response has the same payload: 18 MB in total.
  const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(20_000) } });
  for (let sent = 0; sent < 900; sent += 1) socket.send(ping);
  // A message that was partly read still gets a response.
  expect((await logged)['waitingBytes']).toBeLessThan(mostHeldBytes + ping.length);
  socket.terminate();
});

test('a ping that waits behind unread data does not close a WebSocket before the timeout', async () => {
  await using server = await startFloodingServer({ sendTimeoutMs: 2_400, keepAliveMs: 600 });
  const logged = server.logged(closedLine);
  const reader = await stallingReader('websocket', server.client, operation);
  await logged;
  expect((await reader.resume()).end).toContain('1013');
});
