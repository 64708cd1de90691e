import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** The minimum work of subscriptions: sends one text to all sockets that have sent a message. */
const subscribed = new Set<WebSocket>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const text = String(data);
    if (!text.startsWith('publish ')) subscribed.add(socket);
    else for (const each of subscribed) each.send(text);
  });
  socket.on('close', () => subscribed.delete(socket));
});
server.listen(0, '127.0.0.1', 4_096, () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
