import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Opens a WebSocket; with a token, one of graphql-transport-ws that is acknowledged. */
export async function openSocket(url: string, token?: string): Promise<WebSocket> {
  const socket =
    token === undefined
      ? new WebSocket(url, { perMessageDeflate: false })
      : new WebSocket(url, 'graphql-transport-ws', {
          perMessageDeflate: false,
          headers: { authorization: `Bearer ${token}` },
        });
  socket.setMaxListeners(0);
  await once(socket, 'open');
  if (token === undefined) return socket;
  socket.send('{"type":"connection_init"}');
  const [data] = (await once(socket, 'message')) as [Buffer];
  if (!data.includes('connection_ack')) throw new Error(data.toString());
  return socket;
}

/** Opens many WebSockets, 50 at a time. */
export async function openSockets(
  count: number,
  open: (index: number) => Promise<WebSocket>,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  while (sockets.length < count) {
    const size = Math.min(50, count - sockets.length);
    const first = sockets.length;
    sockets.push(
      ...(await Promise.all(Array.from({ length: size }, (_, index) => open(first + index)))),
    );
  }
  return sockets;
}
